using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>LAMB's two sweeps over a tensor: the moments and both norms, then the step.</summary>
internal static class LambPass
{
    /// <summary>One step of a tensor.</summary>
    public static void Run<T>(in AdamFactors factors, in ParameterUpdate<T> update, bool adapts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            RunSingle(factors, update.As<float>(), adapts);
        }
        else if (typeof(T) == typeof(double))
        {
            RunDouble(factors, update.As<double>(), adapts);
        }
        else
        {
            throw new NotSupportedException($"parameters are updated as float or double; {typeof(T).Name} came.");
        }
    }

    private static void RunSingle(in AdamFactors factors, in ParameterUpdate<float> update, bool adapts)
    {
        var measure = new LambMeasure<float>(factors, update);
        SimdDispatch.RunSingle(update.Path, ref measure);
        var move = new LambMove<float>(factors, update, Descent(measure, update.LearningRate, adapts));
        SimdDispatch.RunSingle(update.Path, ref move);
    }

    private static void RunDouble(in AdamFactors factors, in ParameterUpdate<double> update, bool adapts)
    {
        var measure = new LambMeasure<double>(factors, update);
        SimdDispatch.RunDouble(update.Path, ref measure);
        var move = new LambMove<double>(factors, update, Descent(measure, update.LearningRate, adapts));
        SimdDispatch.RunDouble(update.Path, ref move);
    }

    private static double Descent<T>(in LambMeasure<T> measure, double learningRate, bool adapts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double weights, double steps) = (measure.ParameterSquares, measure.DirectionSquares);
        return -learningRate * (adapts && weights > 0 && steps > 0 ? Math.Sqrt(weights / steps) : 1);
    }
}

/// <summary>Where LAMB goes from a vector of moments and parameters.</summary>
internal readonly struct LambDirection<T>(in AdamFactors factors, double weightDecay)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T rootScale = T.CreateTruncating(factors.RootScale);
    private readonly T epsilon = T.CreateTruncating(factors.Epsilon);
    private readonly T meanScale = T.CreateTruncating(-factors.Descent);
    private readonly T weightDecay = T.CreateTruncating(weightDecay);

    /// <summary><c>m̂ / (√v̂ + ε) + λw</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V m, V v, V w)
        where V : struct, IVector<V, T>
    {
        V divisor = V.MultiplyAdd(V.Sqrt(v), V.Broadcast(rootScale), V.Broadcast(epsilon));
        return V.MultiplyAdd(w, V.Broadcast(weightDecay), m * V.Broadcast(meanScale) / divisor);
    }
}

/// <summary>Writes the moments, and sums the squares of parameters and directions.</summary>
internal ref struct LambMeasure<T>(in AdamFactors factors, ParameterUpdate<T> update) : ISweep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // So many vectors are summed lane by lane before their sum joins that of doubles.
    private const int Block = 16;

    private readonly ParameterUpdate<T> update = update;
    private readonly ShapedGradient<T> shaping =
        new(update.GradientScale, update.GradientLimit, update.L1Penalty, update.L2Penalty, keep: 1);

    private readonly LambDirection<T> direction = new(factors, update.WeightDecay);
    private readonly T fresh1 = T.CreateTruncating(factors.Fresh1);
    private readonly T decay2 = T.CreateTruncating(factors.Decay2);
    private readonly T fresh2 = T.CreateTruncating(factors.Fresh2);

    public double ParameterSquares { get; private set; }

    public double DirectionSquares { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<V>()
        where V : struct, IVector<V, T>
    {
        ShapedGradient<T> shape = shaping;
        LambDirection<T> towards = direction;
        (T f1, T d2, T f2) = (fresh1, decay2, fresh2);
        (double weights, double steps) = (0, 0);
        nint length = update.Parameters.Length;
        nint pitch = update.MomentPitch;
        ref T parameters = ref MemoryMarshal.GetReference(update.Parameters);
        ref T gradients = ref MemoryMarshal.GetReference(update.Gradients);
        ref T moments = ref MemoryMarshal.GetReference(update.Moments);
        nint offset = 0;
        while (offset < length)
        {
            nint end = Math.Min(length, offset + (Block * V.Lanes));
            (V weightSquares, V stepSquares) = (V.Zero, V.Zero);
            for (; offset < end; offset += V.Lanes)
            {
                V w = V.Load(ref parameters, offset);
                V g = shape.Shape(V.Load(ref gradients, offset), w);
                V m = Moments.Mean(g, f1, ref moments, offset);
                V v = Moments.MeanSquare(g, d2, f2, ref moments, pitch + offset);
                V d = towards.Of(m, v, w);
                weightSquares = V.MultiplyAdd(w, w, weightSquares);
                stepSquares = V.MultiplyAdd(d, d, stepSquares);
            }

            weights += double.CreateTruncating(V.Sum(weightSquares));
            steps += double.CreateTruncating(V.Sum(stepSquares));
        }

        (ParameterSquares, DirectionSquares) = (weights, steps);
    }
}

/// <summary>Takes the step.</summary>
internal readonly ref struct LambMove<T>(in AdamFactors factors, ParameterUpdate<T> update, double descent) : ISweep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterUpdate<T> update = update;
    private readonly LambDirection<T> direction = new(factors, update.WeightDecay);
    private readonly T descent = T.CreateTruncating(descent);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<V>()
        where V : struct, IVector<V, T>
    {
        LambDirection<T> towards = direction;
        T scale = descent;
        nint length = update.Parameters.Length;
        nint pitch = update.MomentPitch;
        ref T parameters = ref MemoryMarshal.GetReference(update.Parameters);
        ref T moments = ref MemoryMarshal.GetReference(update.Moments);
        for (nint offset = 0; offset < length; offset += V.Lanes)
        {
            V w = V.Load(ref parameters, offset);
            V d = towards.Of(V.Load(ref moments, offset), V.Load(ref moments, pitch + offset), w);
            V.Store(V.MultiplyAdd(d, V.Broadcast(scale), w), ref parameters, offset);
        }
    }
}
