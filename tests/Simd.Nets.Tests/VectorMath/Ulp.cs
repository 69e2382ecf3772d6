namespace Simd.Nets.Tests;

/// <summary>The distance of a result from the exact value, in units of the exact value's last place (subnormal numbers share one
/// unit).</summary>
internal static class Ulp
{
    /// <summary>A unit counts as <paramref name="smallestUnit"/> at least: 1 yields the absolute error.</summary>
    public static double OfFloat(float computed, double exact, double smallestUnit = 0)
    {
        if (double.IsNaN(exact) || float.IsNaN(computed))
        {
            return double.IsNaN(exact) && float.IsNaN(computed) ? 0 : double.PositiveInfinity;
        }

        double limit = Math.ScaleB(1, 128);
        return Math.Abs(Math.Clamp(computed, -limit, limit) - Math.Clamp(exact, -limit, limit))
            / Math.Max(FloatUnit(exact), smallestUnit);
    }

    /// <summary>The distance between floats of that size.</summary>
    public static double FloatUnit(double exact)
    {
        long exponent = Math.Clamp((BitConverter.DoubleToInt64Bits(exact) >> 52) & 0x7ff, 1023 - 126, 1023 + 127);
        return BitConverter.Int64BitsToDouble((exponent - 23) << 52);
    }

    /// <summary>For an exact value of <paramref name="exact"/> · 2^<paramref name="exponent"/>; a unit counts as
    /// <paramref name="smallestUnit"/> at least.</summary>
    public static double OfDouble(double computed, DoubleDouble exact, int exponent, double smallestUnit = 0)
    {
        int unit = Math.Max(Math.ILogB(exact.High) + exponent, -1022) - 52;
        DoubleDouble difference = Math.ScaleB(computed, -exponent) - exact;
        return smallestUnit > Math.ScaleB(1, unit)
            ? Math.Abs(Math.ScaleB(difference.High, exponent)) / smallestUnit
            : Math.Abs(Math.ScaleB(difference.High, exponent - unit));
    }
}
