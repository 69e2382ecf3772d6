using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>Applies an update rule to a run of parameters in one pass, at the width it asks for.</summary>
internal static class FlatPass
{
    /// <summary>Applies one of two forms of a rule: the one of <typeparamref name="T"/>.</summary>
    public static void Run<TSingle, TDouble, T>(TSingle single, TDouble @double, in ParameterUpdate<T> update, bool decoupled)
        where TSingle : struct, IUpdateRule<float>
        where TDouble : struct, IUpdateRule<double>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            RunSingle(single, update.As<float>(), decoupled);
        }
        else if (typeof(T) == typeof(double))
        {
            RunDouble(@double, update.As<double>(), decoupled);
        }
        else
        {
            throw new NotSupportedException($"parameters are updated as float or double; {typeof(T).Name} came.");
        }
    }

    private static void RunSingle<TRule>(TRule rule, in ParameterUpdate<float> update, bool decoupled)
        where TRule : struct, IUpdateRule<float>
    {
        if (IsPlain(update))
        {
            var pass = new FlatSweep<TRule, ScaledGradient<float>, float>(rule, new(update.GradientScale), update);
            SimdDispatch.RunSingle(update.Path, ref pass);
        }
        else
        {
            var pass = new FlatSweep<TRule, ShapedGradient<float>, float>(rule, Shaping<float>(update, decoupled), update);
            SimdDispatch.RunSingle(update.Path, ref pass);
        }
    }

    private static void RunDouble<TRule>(TRule rule, in ParameterUpdate<double> update, bool decoupled)
        where TRule : struct, IUpdateRule<double>
    {
        if (IsPlain(update))
        {
            var pass = new FlatSweep<TRule, ScaledGradient<double>, double>(rule, new(update.GradientScale), update);
            SimdDispatch.RunDouble(update.Path, ref pass);
        }
        else
        {
            var pass = new FlatSweep<TRule, ShapedGradient<double>, double>(rule, Shaping<double>(update, decoupled), update);
            SimdDispatch.RunDouble(update.Path, ref pass);
        }
    }

    private static bool IsPlain<T>(in ParameterUpdate<T> update)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            update.WeightDecay == 0 && update.L1Penalty == 0 && update.L2Penalty == 0 && double.IsPositiveInfinity(update.GradientLimit);

    private static ShapedGradient<T> Shaping<T>(in ParameterUpdate<T> update, bool decoupled)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
            update.GradientScale,
            update.GradientLimit,
            update.L1Penalty,
            update.L2Penalty + (decoupled ? 0 : update.WeightDecay),
            decoupled ? 1 - (update.LearningRate * update.WeightDecay) : 1);
}

/// <summary>Every vector once: shape the gradient, move the parameter.</summary>
internal readonly ref struct FlatSweep<TRule, TShaping, T>(TRule rule, TShaping shaping, ParameterUpdate<T> update) : ISweep<T>
    where TRule : struct, IUpdateRule<T>
    where TShaping : struct, IGradientShaping<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TRule rule = rule;
    private readonly TShaping shaping = shaping;
    private readonly ParameterUpdate<T> update = update;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<V>()
        where V : struct, IVector<V, T>
    {
        // Locals: the stores below could change what lies behind a reference, as this is one.
        TRule move = rule;
        TShaping shape = shaping;
        nint length = update.Parameters.Length;
        nint pitch = update.MomentPitch;
        ref T parameters = ref MemoryMarshal.GetReference(update.Parameters);
        ref T gradients = ref MemoryMarshal.GetReference(update.Gradients);
        ref T moments = ref MemoryMarshal.GetReference(update.Moments);
        bool measures = !update.Squares.IsEmpty;
        V squares = V.Zero;
        for (nint offset = 0; offset < length; offset += V.Lanes)
        {
            V w = V.Load(ref parameters, offset);
            V gradient = V.Load(ref gradients, offset);
            if (measures)
            {
                squares = V.MultiplyAdd(gradient, gradient, squares);
            }

            V g = shape.Shape(gradient, w);
            V.Store(move.Move(g, shape.Decay(w), ref moments, pitch, offset), ref parameters, offset);
        }

        if (measures)
        {
            update.Squares[0] = double.CreateTruncating(V.Sum(squares));
        }
    }
}
