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
internal readonly struct LambDirection<V, T>(in AdamFactors factors, double weightDecay)
    where V : struct, IVector<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V rootScale = V.Constant(factors.RootScale);
    private readonly V epsilon = V.Constant(factors.Epsilon);
    private readonly V meanScale = V.Constant(-factors.Descent);
    private readonly V weightDecay = V.Constant(weightDecay);

    /// <summary><c>m̂ / (√v̂ + ε) + λw</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V m, V v, V w)
    {
        V divisor = V.MultiplyAdd(V.Sqrt(v), rootScale, epsilon);
        return V.MultiplyAdd(w, weightDecay, m * meanScale / divisor);
    }
}

/// <summary>Writes the moments, and sums the squares of parameters and directions.</summary>
internal ref struct LambMeasure<T>(in AdamFactors factors, ParameterUpdate<T> update) : ISweep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // So many vectors are summed lane by lane before their sum joins that of doubles.
    private const int Block = 16;

    private readonly ParameterUpdate<T> update = update;
    private readonly AdamFactors factors = factors;

    public double ParameterSquares { get; private set; }

    public double DirectionSquares { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<V>()
        where V : struct, IVector<V, T>
    {
        var shape = new ShapedGradient<V, T>(update.GradientScale, update.GradientLimit, update.L1Penalty, update.L2Penalty, keep: 1);
        var towards = new LambDirection<V, T>(factors, update.WeightDecay);
        (V f1, V d2, V f2) = (V.Constant(factors.Fresh1), V.Constant(factors.Decay2), V.Constant(factors.Fresh2));
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
    private readonly AdamFactors factors = factors;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<V>()
        where V : struct, IVector<V, T>
    {
        var towards = new LambDirection<V, T>(factors, update.WeightDecay);
        V scale = V.Constant(descent);
        nint length = update.Parameters.Length;
        nint pitch = update.MomentPitch;
        ref T parameters = ref MemoryMarshal.GetReference(update.Parameters);
        ref T moments = ref MemoryMarshal.GetReference(update.Moments);
        for (nint offset = 0; offset < length; offset += V.Lanes)
        {
            V w = V.Load(ref parameters, offset);
            V d = towards.Of(V.Load(ref moments, offset), V.Load(ref moments, pitch + offset), w);
            V.Store(V.MultiplyAdd(d, scale, w), ref parameters, offset);
        }
    }
}
