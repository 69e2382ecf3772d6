using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>Applies an update rule to a run of parameters in one pass, at the width it asks for.</summary>
internal static class FlatPass
{
    /// <summary>Applies a rule.</summary>
    public static void Run<TForm, T>(TForm form, in ParameterUpdate<T> update, bool decoupled)
        where TForm : struct, IUpdateForm
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var pass = new FormSweep<TForm, float>(form, new(update.As<float>(), decoupled));
            SimdDispatch.RunSingle(update.Path, ref pass);
        }
        else if (typeof(T) == typeof(double))
        {
            var pass = new FormSweep<TForm, double>(form, new(update.As<double>(), decoupled));
            SimdDispatch.RunDouble(update.Path, ref pass);
        }
        else
        {
            throw new NotSupportedException($"parameters are updated as float or double; {typeof(T).Name} came.");
        }
    }

    private readonly ref struct FormSweep<TForm, T>(TForm form, FlatSweep<T> sweep) : ISweep<T>
        where TForm : struct, IUpdateForm
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly FlatSweep<T> sweep = sweep;

        public void Run<V>()
            where V : struct, IVector<V, T> => form.Apply<V, T>(sweep);
    }
}

/// <summary>Every vector once: shape the gradient, move the parameter.</summary>
/// <param name="update">The run of parameters.</param>
/// <param name="decoupled">Whether weight decay passes the gradient by.</param>
internal readonly ref struct FlatSweep<T>(ParameterUpdate<T> update, bool decoupled)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterUpdate<T> update = update;

    private bool IsPlain =>
        update.WeightDecay == 0 && update.L1Penalty == 0 && update.L2Penalty == 0 && double.IsPositiveInfinity(update.GradientLimit);

    /// <summary>Moves all parameters by a rule.</summary>
    public void Run<V, TRule>(TRule rule)
        where V : struct, IVector<V, T>
        where TRule : struct, IUpdateRule<V, T>
    {
        if (IsPlain && update.GradientScale == 1)
        {
            Loop<V, TRule, WholeGradient<V>>(rule, default);
        }
        else if (IsPlain)
        {
            Loop<V, TRule, ScaledGradient<V>>(rule, new(update.GradientScale));
        }
        else
        {
            Loop<V, TRule, ShapedGradient<V, T>>(rule, Shaping<V>());
        }
    }

    private ShapedGradient<V, T> Shaping<V>()
        where V : struct, IVector<V, T> => new(
            update.GradientScale,
            update.GradientLimit,
            update.L1Penalty,
            update.L2Penalty + (decoupled ? 0 : update.WeightDecay),
            decoupled ? 1 - (update.LearningRate * update.WeightDecay) : 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Loop<V, TRule, TShaping>(in TRule rule, in TShaping shaping)
        where V : struct, IVector<V, T>
        where TRule : struct, IUpdateRule<V, T>
        where TShaping : struct, IGradientShaping<V>
    {
        // Locals: the stores below could change what lies behind a reference, as these are.
        TRule move = rule;
        TShaping shape = shaping;
        nint length = update.Parameters.Length;
        nint pitch = update.MomentPitch;
        ref T parameters = ref MemoryMarshal.GetReference(update.Parameters);
        ref T gradients = ref MemoryMarshal.GetReference(update.Gradients);
        ref T moments = ref MemoryMarshal.GetReference(update.Moments);
        if (update.Squares.IsEmpty)
        {
            for (nint offset = 0; offset < length; offset += V.Lanes)
            {
                Step<V, TRule, TShaping>(move, shape, ref parameters, ref gradients, ref moments, pitch, offset);
            }

            return;
        }

        V squares = V.Zero;
        for (nint offset = 0; offset < length; offset += V.Lanes)
        {
            V gradient = Step<V, TRule, TShaping>(move, shape, ref parameters, ref gradients, ref moments, pitch, offset);
            squares = V.MultiplyAdd(gradient, gradient, squares);
        }

        update.Squares[0] = double.CreateTruncating(V.Sum(squares));
    }

    /// <summary>Moves a vector of parameters; returns its gradient as it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Step<V, TRule, TShaping>(
        TRule move, TShaping shape, ref T parameters, ref T gradients, ref T moments, nint pitch, nint offset)
        where V : struct, IVector<V, T>
        where TRule : struct, IUpdateRule<V, T>
        where TShaping : struct, IGradientShaping<V>
    {
        V w = V.Load(ref parameters, offset);
        V gradient = V.Load(ref gradients, offset);
        V g = shape.Shape(gradient, w);
        V.Store(move.Move(g, shape.Decay(w), ref moments, pitch, offset), ref parameters, offset);
        return gradient;
    }
}
