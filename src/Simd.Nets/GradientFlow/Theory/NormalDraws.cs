using System;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>Normal numbers, always the same ones: predictions do not depend on chance.</summary>
internal sealed class NormalDraws
{
    private const int Bits = 10;
    private static readonly double[] Quantiles = Table();
    private uint state = 0x9E3779B9;

    /// <summary>The next one.</summary>
    public double Next()
    {
        Span<double> one = stackalloc double[1];
        Fill(one);
        return one[0];
    }

    /// <summary>The next ones.</summary>
    [MethodImpl(Hot.Loop)]
    public void Fill(Span<double> values)
    {
        (uint x, double[] quantiles) = (state, Quantiles);
        for (int i = 0; i < values.Length; i++)
        {
            // Marsaglia 2003, "Xorshift RNGs".
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            values[i] = quantiles[(x * 0x9E3779B1u) >> (32 - Bits)];
        }

        state = x;
    }

    private static double[] Table()
    {
        var table = new double[1 << Bits];
        double low = -8;
        for (int i = 0; i < table.Length; i++)
        {
            double target = (i + 0.5) / table.Length;
            double high = 8;
            for (int step = 0; step < 40; step++)
            {
                double middle = (low + high) / 2;
                (low, high) = NormalQuadrature.Below(middle) < target ? (middle, high) : (low, middle);
            }

            table[i] = low;
        }

        double deviation = Math.Sqrt(table.Sum(x => x * x) / table.Length);
        return [.. table.Select(x => x / deviation)];
    }
}
