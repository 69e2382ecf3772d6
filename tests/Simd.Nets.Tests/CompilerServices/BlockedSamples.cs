using System.Numerics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Samples in blocks of 16 as kernels take them, followed by elements that no kernel may touch. Read and written as
/// doubles.</summary>
internal sealed class BlockedSamples<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Behind = 64;
    private readonly T[] elements;

    /// <summary>Blocks full of NaN.</summary>
    public BlockedSamples(int rows, int features)
    {
        (Rows, Features, Blocks) = (rows, features, (rows + 15) / 16);
        elements = new T[(Blocks * features * 16) + Behind];
        elements.AsSpan().Fill(T.NaN);
    }

    /// <summary>Blocks with these values; missing lanes hold one value, or repeat the last sample.</summary>
    public BlockedSamples(int rows, int features, Func<int, int, double> value, double? missing)
        : this(rows, features)
    {
        for (int sample = 0; sample < Blocks * 16; sample++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                this[sample, feature] = sample < rows ? value(sample, feature) : missing ?? this[rows - 1, feature];
            }
        }
    }

    public static ref T Absent => ref Unsafe.NullRef<T>();

    public int Rows { get; }

    public int Features { get; }

    public int Blocks { get; }

    public ref T First => ref elements[0];

    public double this[int sample, int feature]
    {
        get => double.CreateChecked(elements[Index(sample, feature)]);
        set => elements[Index(sample, feature)] = T.CreateChecked(value);
    }

    /// <summary>Values: standard normal numbers, missing lanes repeat the last sample.</summary>
    public static BlockedSamples<T> Values(int rows, int features, ulong seed) => Normal(rows, features, seed, null);

    /// <summary>Adjoints: standard normal numbers, missing lanes zero.</summary>
    public static BlockedSamples<T> Adjoints(int rows, int features, ulong seed) => Normal(rows, features, seed, 0);

    public BlockedSamples<T> Copy()
    {
        var copy = new BlockedSamples<T>(Rows, Features);
        elements.CopyTo(copy.elements.AsSpan());
        return copy;
    }

    /// <summary>Asserts every value within 16 ε Σ|terms|, missing lanes as the last sample.</summary>
    public void AssertValues(Func<int, int, double> expected, Func<int, int, double> terms) => AssertEqual(expected, terms, false);

    /// <summary>Asserts every adjoint within 16 ε Σ|terms|, missing lanes as zero.</summary>
    public void AssertAdjoints(Func<int, int, double> expected, Func<int, int, double> terms) => AssertEqual(expected, terms, true);

    /// <summary>The same for adjoints that are of order one throughout.</summary>
    public void AssertAdjoints(Func<int, int, double> expected, double terms = 1) => AssertEqual(expected, (_, _) => terms, true);

    private static BlockedSamples<T> Normal(int rows, int features, ulong seed, double? missing)
    {
        var random = new PhiloxStream(seed, (ulong)rows);
        return new(rows, features, (_, _) => random.NextNormal(), missing);
    }

    private int Index(int sample, int feature) => (((sample / 16 * Features) + feature) * 16) + (sample % 16);

    private void AssertEqual(Func<int, int, double> expected, Func<int, int, double> terms, bool missingAreZero)
    {
        double epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);
        for (int sample = 0; sample < Blocks * 16; sample++)
        {
            bool isZero = missingAreZero && sample >= Rows;
            int row = Math.Min(sample, Rows - 1);
            for (int feature = 0; feature < Features; feature++)
            {
                double wanted = isZero ? 0 : expected(row, feature);
                double slack = isZero ? 0 : 16 * epsilon * terms(row, feature);
                double found = this[sample, feature];
                if (!(Math.Abs(found - wanted) <= slack || found.Equals(wanted))) // the same NaN or infinity
                {
                    Assert.Fail($"sample {sample} of {Rows}, feature {feature} of {Features}: {found}, not {wanted} ± {slack}");
                }
            }
        }

        Assert.All(elements[^Behind..], element => Assert.True(T.IsNaN(element)));
    }
}
