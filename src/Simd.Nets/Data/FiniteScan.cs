using System.Numerics;

namespace Simd.Nets;

/// <summary>Finds values that no computation should meet.</summary>
internal static class FiniteScan
{
    // 2^128 − 2^103: from here on a double rounds to an infinite float. As a float it is infinity itself.
    private const double FloatLimit = 3.4028235677973366e38;

    /// <summary>The first index whose value is NaN or infinite; −1 if there is none.</summary>
    public static int FirstNonFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FirstNotBelow(values, T.PositiveInfinity);

    /// <summary>The first index whose value is no finite float: NaN, infinite, or a double too large; −1 if there is none.</summary>
    public static int FirstNotFloat<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FirstNotBelow(values, T.CreateTruncating(FloatLimit));

    private static int FirstNotBelow<T>(ReadOnlySpan<T> values, T limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int clean = CleanPrefix(values, limit);
        for (int i = clean; i < values.Length; i++)
        {
            if (!(T.Abs(values[i]) < limit))
            {
                return i;
            }
        }

        return -1;
    }

    // Whole blocks of four vectors before the first offender; a NaN fails the comparison as well as what is too large.
    private static int CleanPrefix<T>(ReadOnlySpan<T> values, T limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bound = new Vector<T>(limit);
        int width = Vector<T>.Count;
        int at = 0;
        for (; at <= values.Length - (4 * width); at += 4 * width)
        {
            Vector<T> within = Vector.LessThan(Vector.Abs(new Vector<T>(values[at..])), bound)
                & Vector.LessThan(Vector.Abs(new Vector<T>(values[(at + width)..])), bound)
                & Vector.LessThan(Vector.Abs(new Vector<T>(values[(at + (2 * width))..])), bound)
                & Vector.LessThan(Vector.Abs(new Vector<T>(values[(at + (3 * width))..])), bound);
            if (Vector.AsVectorByte(within) != Vector<byte>.AllBitsSet)
            {
                return at;
            }
        }

        return at;
    }
}
