namespace Simd.Nets.Tests;

/// <summary>The distance of a result from the exact value, in units of the exact value's last place (subnormal numbers share one unit).</summary>
internal static class Ulp
{
    public static double OfFloat(float computed, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(computed))
        {
            return double.IsNaN(exact) && float.IsNaN(computed) ? 0 : double.PositiveInfinity;
        }

        double limit = Math.ScaleB(1, 128);
        double unit = Math.ScaleB(1, Math.Clamp(Math.ILogB(exact), -126, 127) - 23);
        return Math.Abs(Math.Clamp(computed, -limit, limit) - Math.Clamp(exact, -limit, limit)) / unit;
    }

    /// <summary>For an exact value of <paramref name="exact"/> · 2^<paramref name="exponent"/>.</summary>
    public static double OfDouble(double computed, DoubleDouble exact, int exponent)
    {
        int unit = Math.Max(Math.ILogB(exact.High) + exponent, -1022) - 52;
        DoubleDouble difference = Math.ScaleB(computed, -exponent) - exact;
        return Math.Abs(Math.ScaleB(difference.High, exponent - unit));
    }
}
