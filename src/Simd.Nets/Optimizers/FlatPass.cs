using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>Applies an update rule to all parameters in one pass, at the width of this machine.</summary>
internal static class FlatPass
{
    /// <summary>Rows of parameters are padded to this many elements, a whole number of vectors at every width.</summary>
    private const int Padding = 16;

    /// <summary>Applies one of two forms of a rule: the one of <typeparamref name="T"/>.</summary>
    public static void Run<TSingle, TDouble, T>(
        TSingle single, TDouble @double, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments)
        where TSingle : struct, IUpdateRule<float>
        where TDouble : struct, IUpdateRule<double>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Run(
                SimdTarget.Active,
                single,
                MemoryMarshal.Cast<T, float>(parameters),
                MemoryMarshal.Cast<T, float>(gradients),
                MemoryMarshal.Cast<T, float>(moments));
        }
        else
        {
            Run(
                SimdTarget.Active,
                @double,
                MemoryMarshal.Cast<T, double>(parameters),
                MemoryMarshal.Cast<T, double>(gradients),
                MemoryMarshal.Cast<T, double>(moments));
        }
    }

    /// <summary>A pass at a given width.</summary>
    internal static void Run<TRule>(
        SimdPath path, TRule rule, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> moments)
        where TRule : struct, IUpdateRule<float>
    {
        RequireLengths(parameters.Length, gradients.Length, moments.Length, rule.MomentCount);
        switch (path)
        {
            case SimdPath.Vector512:
                Sweep<TRule, Float512, float>(rule, parameters, gradients, moments);
                break;
            case SimdPath.Vector256:
                Sweep<TRule, Float256, float>(rule, parameters, gradients, moments);
                break;
            case SimdPath.Vector128:
                Sweep<TRule, Float128, float>(rule, parameters, gradients, moments);
                break;
            default:
                Sweep<TRule, Float1, float>(rule, parameters, gradients, moments);
                break;
        }
    }

    /// <summary>A pass at a given width.</summary>
    internal static void Run<TRule>(
        SimdPath path, TRule rule, Span<double> parameters, ReadOnlySpan<double> gradients, Span<double> moments)
        where TRule : struct, IUpdateRule<double>
    {
        RequireLengths(parameters.Length, gradients.Length, moments.Length, rule.MomentCount);
        switch (path)
        {
            case SimdPath.Vector512:
                Sweep<TRule, Double512, double>(rule, parameters, gradients, moments);
                break;
            case SimdPath.Vector256:
                Sweep<TRule, Double256, double>(rule, parameters, gradients, moments);
                break;
            case SimdPath.Vector128:
                Sweep<TRule, Double128, double>(rule, parameters, gradients, moments);
                break;
            default:
                Sweep<TRule, Double1, double>(rule, parameters, gradients, moments);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sweep<TRule, V, T>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments)
        where TRule : struct, IUpdateRule<T>
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        nint length = parameters.Length;
        ref T parameter = ref MemoryMarshal.GetReference(parameters);
        ref T gradient = ref MemoryMarshal.GetReference(gradients);
        ref T moment = ref MemoryMarshal.GetReference(moments);
        for (nint offset = 0; offset < length; offset += V.Lanes)
        {
            rule.Apply(V.Load(in gradient, offset), ref parameter, ref moment, length, offset);
        }
    }

    private static void RequireLengths(int parameters, int gradients, int moments, int momentCount)
    {
        if (parameters % Padding != 0)
        {
            throw new ArgumentException(
                $"parameters must be padded to a multiple of {Padding} elements; there are {parameters}.", nameof(parameters));
        }

        if (gradients != parameters)
        {
            throw new ArgumentException(
                $"gradients must be as long as parameters, {parameters} elements; there are {gradients}.", nameof(gradients));
        }

        if (moments != (long)momentCount * parameters)
        {
            throw new ArgumentException(
                $"moments must hold {momentCount} blocks of {parameters} elements, {(long)momentCount * parameters}; there are {moments}.",
                nameof(moments));
        }
    }
}
