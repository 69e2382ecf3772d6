using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// The functions of <see cref="VectorMath"/> in single precision. Arguments are reduced by Cody and Waite's two-part constants (Software
/// Manual for the Elementary Functions, 1980); the polynomials are minimax fits (Remez) on the reduced range.
/// </summary>
internal static partial class FloatMath
{
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f; // 10 bits: a product with an exponent is exact
    private const float Ln2Low = -2.12194440e-4f;
    private const float PowerBias = 12582912f + 127f; // 1.5 · 2^23: integers added to it are its lowest bits
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>e^x = 2^k e^r with k = round(x / ln 2), |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, IVector<V, float>
    {
        // Beyond these limits the result is 0 or +∞ all the same; inside them k stays small.
        V limited = V.Max(V.Broadcast(-104f), V.Min(V.Broadcast(89f), x));
        V k = Exponent(limited);
        return V.Scale(V.One + ReducedExpMinusOne(limited, k), k);
    }

    /// <summary>e^x − 1 = 2^k (e^r − 1) + (2^k − 1), halved while it is summed, since 2^k may be too large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpMinusOne<V>(V x)
        where V : struct, IVector<V, float>
    {
        // Beyond these limits the result is −1 or +∞ all the same.
        V limited = V.Max(V.Broadcast(-20f), V.Min(V.Broadcast(89f), x));
        V k = Exponent(limited);
        V part = ReducedExpMinusOne(limited, k);
        V power = PowerOfTwo(k - V.One);
        V half = V.MultiplyAdd(power, part, power - V.Broadcast(0.5f));
        return V.Select(V.Equal(k, V.Zero), part, half + half) | (x & V.Broadcast(-0f));
    }

    /// <summary>ln x = k ln 2 + ln m with m in [√½, √2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, IVector<V, float> => Log(x, V.Zero);

    /// <summary>ln (1 + x) = ln u + (x − (u − 1)) / u, where u is 1 + x rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogOnePlus<V>(V x)
        where V : struct, IVector<V, float>
    {
        V u = V.One + x;
        return Log(u, (x - (u - V.One)) / u) | (x & V.Broadcast(-0f));
    }

    /// <summary>ln x + c for a c below half a unit in the last place of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log<V>(V x, V c)
        where V : struct, IVector<V, float>
    {
        const uint One = 0x3f800000;
        const uint RootHalf = 0x3f3504f3;
        const float TwoTo23 = 8388608f;

        V subnormal = V.LessThan(x, V.Broadcast(SmallestNormal));
        V normal = V.Select(subnormal, x * V.Broadcast(TwoTo23), x);
        V bits = V.AddBits(normal, Pattern<V>(One - RootHalf));
        V biased = V.AddBits(V.ShiftBitsRight(bits, 23), V.Broadcast(TwoTo23));
        V k = biased - V.Select(subnormal, V.Broadcast(TwoTo23 + 127 + 23), V.Broadcast(TwoTo23 + 127));
        V f = V.AddBits(bits & Pattern<V>(0x007fffff), Pattern<V>(RootHalf)) - V.One;

        V p = V.Broadcast(-0.0785960928f);
        p = V.MultiplyAdd(p, f, V.Broadcast(0.128816471f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-0.131287560f));
        p = V.MultiplyAdd(p, f, V.Broadcast(0.141811922f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-0.166245535f));
        p = V.MultiplyAdd(p, f, V.Broadcast(0.200022861f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-0.250008106f));
        p = V.MultiplyAdd(p, f, V.Broadcast(0.333333164f));

        // ln m = f − f²/2 + f³ p(f), summed from the small terms to the large.
        V square = f * f;
        V tail = V.MultiplyAdd(k, V.Broadcast(Ln2Low), square * f * p) + c;
        V sum = V.MultiplyAdd(k, V.Broadcast(Ln2High), f + V.MultiplyAdd(square, V.Broadcast(-0.5f), tail));
        V finite = V.Select(V.LessThan(x, V.Broadcast(float.PositiveInfinity)), sum, x);
        V positive = V.Select(V.Equal(x, V.Zero), V.Broadcast(float.NegativeInfinity), finite);
        return V.Select(V.LessThan(x, V.Zero), V.Broadcast(float.NaN), positive);
    }

    /// <summary>tanh |x| = 1 − 2 / (1 + e^(2|x|)) where that is 1/2 and more; x + x³ p(x²) below |x| = 0.55, a fit within 1.0e-9
    /// · |x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, IVector<V, float>
    {
        V magnitude = V.Abs(x);

        // e^(2|x|) = 2^k 2^f, |f| ≤ 1/2: the sum has k + 127 in its lowest bits, which are the exponent's. 2^f is a fit within 2e-9.
        V limited = V.Min(V.Broadcast(10f), magnitude);
        V biased = V.MultiplyAdd(limited, V.Broadcast(2 * Log2E), V.Broadcast(PowerBias));
        V f = V.MultiplyAdd(limited, V.Broadcast(2 * Log2E), V.Broadcast(PowerBias) - biased);
        V power = V.Broadcast(0.000154535621f);
        power = V.MultiplyAdd(power, f, V.Broadcast(0.00133913232f));
        power = V.MultiplyAdd(power, f, V.Broadcast(0.00961808208f));
        power = V.MultiplyAdd(power, f, V.Broadcast(0.0555035621f));
        power = V.MultiplyAdd(power, f, V.Broadcast(0.240226507f));
        power = V.MultiplyAdd(power, f, V.Broadcast(0.693147182f));
        power = V.MultiplyAdd(power, f, V.One);
        V large = V.One - (V.Broadcast(2f) / V.MultiplyAdd(power, V.ShiftBitsLeft(biased, 23), V.One));

        V z = x * x;
        V p = V.Broadcast(-0.00628179312f);
        p = V.MultiplyAdd(p, z, V.Broadcast(0.0210773088f));
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.0538537577f));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.133326009f));
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.333333194f));
        V small = V.MultiplyAdd(magnitude * z, p, magnitude);

        return V.Select(V.LessThan(magnitude, V.Broadcast(0.55f)), small, large) | (x & V.Broadcast(-0f));
    }

    /// <summary>σ(x) = 1 / (1 + e) for x ≥ 0, e / (1 + e) below, with e = e^−|x|, which cannot overflow. What the sums lose in rounding
    /// is brought into the numerator, to first order and with 3/4 for 1 / (1 + e), which lies between 1/2 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, IVector<V, float>
    {
        V negative = V.LessThan(x, V.Zero);
        V limited = V.Max(V.Broadcast(-104f), -V.Abs(x));
        V k = Exponent(limited);
        V part = ReducedExpMinusOne(limited, k);
        V mantissa = V.One + part; // e = mantissa · 2^k; far below 2^−100 it changes no sum

        V e = mantissa * PowerOfTwo(V.Max(V.Broadcast(-100f), k));
        V sum = V.One + e;
        V lostOfSum = e - (sum - V.One);

        V top = V.Select(negative, mantissa, V.One);
        V lostOfTop = V.Select(negative, part - (mantissa - V.One), V.Zero);
        V numerator = top + V.MultiplyAdd(top * lostOfSum, V.Broadcast(-0.75f), lostOfTop);
        return V.Scale(numerator / sum, V.Select(negative, k, V.Zero));
    }

    /// <summary>a · 2^exponent for integral exponents from −250 to 128, by two powers that are normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale<V>(V a, V exponent)
        where V : struct, IVector<V, float>
    {
        V half = V.Round(exponent * V.Broadcast(0.5f));
        return a * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exponent<V>(V x)
        where V : struct, IVector<V, float> => V.Round(x * V.Broadcast(Log2E));

    /// <summary>e^r − 1 with r = x − k ln 2, |r| ≤ ln 2 / 2. The remainder stays in two parts (the first is exact).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ReducedExpMinusOne<V>(V x, V k)
        where V : struct, IVector<V, float> =>
        ExpMinusOneOfSum(V.MultiplyAdd(k, V.Broadcast(-Ln2High), x), k * V.Broadcast(-Ln2Low));

    /// <summary>e^r − 1 = r + r² p(r) with r = high + low, |r| ≤ ln 2 / 2; the fit is within 3.3e-9. The parts meet in the last
    /// addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpMinusOneOfSum<V>(V high, V low)
        where V : struct, IVector<V, float>
    {
        V r = high + low;
        V p = V.Broadcast(0.00139420736f);
        p = V.MultiplyAdd(p, r, V.Broadcast(0.00836879481f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.0416663848f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.166665196f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.5f));
        return high + V.MultiplyAdd(r * r, p, low);
    }

    /// <summary>2^k for integral k from −126 to 127: adding 1.5 · 2^23 leaves k + 127 in the lowest bits, which are the
    /// exponent's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<V>(V k)
        where V : struct, IVector<V, float> => V.ShiftBitsLeft(k + V.Broadcast(PowerBias), 23);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Pattern<V>(uint bits)
        where V : struct, IVector<V, float> => V.Broadcast(BitConverter.UInt32BitsToSingle(bits));
}
