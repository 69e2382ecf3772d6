using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simd.Nets;

/// <summary>Sums over padded parameters or gradients, in doubles whatever the element: squares of floats can neither overflow nor vanish.</summary>
internal static class Sums
{
    /// <summary>√Σx²; not finite only if an element is not, as squares of doubles that overflow are taken again at a smaller scale.</summary>
    /// <param name="values">A multiple of 16 elements.</param>
    public static double Norm<T>(ReadOnlySpan<T> values)
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
    public static double NormOfNorms(ReadOnlySpan<double> norms)
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

    // A vector of floats is widened as it is loaded: one instruction.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double OfSquares(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        nuint length = (nuint)values.Length;
        if (Vector512.IsHardwareAccelerated)
        {
            var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (nuint at = 0; at < length; at += 16)
            {
                Vector512<double> a = Vector512.WidenLower(Vector256.LoadUnsafe(ref first, at).ToVector512Unsafe());
                Vector512<double> b = Vector512.WidenLower(Vector256.LoadUnsafe(ref first, at + 8).ToVector512Unsafe());
                even = Vector512.FusedMultiplyAdd(a, a, even);
                odd = Vector512.FusedMultiplyAdd(b, b, odd);
            }

            return Vector512.Sum(even + odd);
        }

        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nuint at = 0; at < length; at += 16)
        {
            Vector256<double> a = Vector256.WidenLower(Vector128.LoadUnsafe(ref first, at).ToVector256Unsafe());
            Vector256<double> b = Vector256.WidenLower(Vector128.LoadUnsafe(ref first, at + 4).ToVector256Unsafe());
            Vector256<double> c = Vector256.WidenLower(Vector128.LoadUnsafe(ref first, at + 8).ToVector256Unsafe());
            Vector256<double> d = Vector256.WidenLower(Vector128.LoadUnsafe(ref first, at + 12).ToVector256Unsafe());
            s0 += a * a;
            s1 += b * b;
            s2 += c * c;
            s3 += d * d;
        }

        return Vector256.Sum(s0 + s1 + (s2 + s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double OfSquares(ReadOnlySpan<double> values)
    {
        ref double first = ref MemoryMarshal.GetReference(values);
        nuint length = (nuint)values.Length;
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nuint at = 0; at < length; at += 16)
        {
            Vector256<double> a = Vector256.LoadUnsafe(ref first, at);
            Vector256<double> b = Vector256.LoadUnsafe(ref first, at + 4);
            Vector256<double> c = Vector256.LoadUnsafe(ref first, at + 8);
            Vector256<double> d = Vector256.LoadUnsafe(ref first, at + 12);
            s0 += a * a;
            s1 += b * b;
            s2 += c * c;
            s3 += d * d;
        }

        return Vector256.Sum(s0 + s1 + (s2 + s3));
    }
}
