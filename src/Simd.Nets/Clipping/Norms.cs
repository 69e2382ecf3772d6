using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>Sums over padded parameters or gradients, in doubles whatever the element: squares of floats can neither overflow nor
/// vanish.</summary>
internal static class Norms
{
    /// <summary>√Σx²; not finite only if an element is not, as squares of doubles that overflow are taken again at a smaller
    /// scale.</summary>
    /// <param name="values">A multiple of 16 elements.</param>
    public static double Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double squares = OfSquares(values);
        return double.IsFinite(squares) || FiniteScan.FirstNonFinite(values) >= 0 ? Math.Sqrt(squares) : ScaledNorm(values);
    }

    /// <summary>Σx².</summary>
    /// <param name="values">A multiple of 16 elements.</param>
    public static double OfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
            ? OfSquares(MemoryMarshal.Cast<T, float>(values))
            : OfSquares(MemoryMarshal.Cast<T, double>(values));

    /// <summary>Σ|x|.</summary>
    public static double OfAbsolutes<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T value in values)
        {
            sum += double.CreateTruncating(T.Abs(value));
        }

        return sum;
    }

    /// <summary>√Σn² of norms.</summary>
    public static double OfNorms(ReadOnlySpan<double> norms)
    {
        double squares = 0;
        double largest = 0;
        foreach (double norm in norms)
        {
            squares += norm * norm;
            largest = Math.Max(largest, norm);
        }

        if (double.IsFinite(squares) || !double.IsFinite(largest))
        {
            return Math.Sqrt(squares);
        }

        double scaled = 0;
        foreach (double norm in norms)
        {
            scaled += norm / largest * (norm / largest);
        }

        return largest * Math.Sqrt(scaled);
    }

    private static double ScaledNorm<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        foreach (T value in values)
        {
            largest = T.Max(largest, T.Abs(value));
        }

        double squares = 0;
        foreach (T value in values)
        {
            double scaled = double.CreateTruncating(value / largest);
            squares += scaled * scaled;
        }

        return double.CreateTruncating(largest) * Math.Sqrt(squares);
    }

    // A vector of floats is widened as it is loaded: one instruction. Four sums hide the latency of their additions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double OfSquares(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        nuint length = (nuint)values.Length;
        nuint at = 0;
        double head = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var (t0, t1, t2, t3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            for (; at + 32 <= length; at += 32)
            {
                Vector512<double> a = Vector512.WidenLower(Vector256.LoadUnsafe(ref first, at).ToVector512Unsafe());
                Vector512<double> b = Vector512.WidenLower(Vector256.LoadUnsafe(ref first, at + 8).ToVector512Unsafe());
                Vector512<double> c = Vector512.WidenLower(Vector256.LoadUnsafe(ref first, at + 16).ToVector512Unsafe());
                Vector512<double> d = Vector512.WidenLower(Vector256.LoadUnsafe(ref first, at + 24).ToVector512Unsafe());
                t0 = Vector512.FusedMultiplyAdd(a, a, t0);
                t1 = Vector512.FusedMultiplyAdd(b, b, t1);
                t2 = Vector512.FusedMultiplyAdd(c, c, t2);
                t3 = Vector512.FusedMultiplyAdd(d, d, t3);
            }

            head = Vector512.Sum(t0 + t1 + (t2 + t3));
        }

        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (; at < length; at += 16)
        {
            s0 = AddSquare(s0, Vector256.WidenLower(Vector128.LoadUnsafe(ref first, at).ToVector256Unsafe()));
            s1 = AddSquare(s1, Vector256.WidenLower(Vector128.LoadUnsafe(ref first, at + 4).ToVector256Unsafe()));
            s2 = AddSquare(s2, Vector256.WidenLower(Vector128.LoadUnsafe(ref first, at + 8).ToVector256Unsafe()));
            s3 = AddSquare(s3, Vector256.WidenLower(Vector128.LoadUnsafe(ref first, at + 12).ToVector256Unsafe()));
        }

        return head + Vector256.Sum(s0 + s1 + (s2 + s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double OfSquares(ReadOnlySpan<double> values)
    {
        ref double first = ref MemoryMarshal.GetReference(values);
        nuint length = (nuint)values.Length;
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nuint at = 0; at < length; at += 16)
        {
            s0 = AddSquare(s0, Vector256.LoadUnsafe(ref first, at));
            s1 = AddSquare(s1, Vector256.LoadUnsafe(ref first, at + 4));
            s2 = AddSquare(s2, Vector256.LoadUnsafe(ref first, at + 8));
            s3 = AddSquare(s3, Vector256.LoadUnsafe(ref first, at + 12));
        }

        return Vector256.Sum(s0 + s1 + (s2 + s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> AddSquare(Vector256<double> sum, Vector256<double> x) =>
        SimdTarget.HasMultiplyAdd ? Vector256.FusedMultiplyAdd(x, x, sum) : sum + (x * x);
}
