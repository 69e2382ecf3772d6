using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Rows become blocks and rows again.</summary>
public class SampleBlocksTests
{
    private static readonly int[] Widths = [1, 2, 3, 4, 5, 15, 16, 17, 20, 34, 67];

    public static TheoryData<int> Batches => [.. Enumerable.Range(1, 67)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Packed_lanes_are_the_samples_and_missing_ones_repeat_the_last(int rows)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (int features in Widths)
            {
                var random = new PhiloxStream((ulong)rows, (ulong)features);
                T[] inputs = [.. Enumerable.Range(0, rows * features).Select(_ => T.CreateChecked(random.NextNormal()))];
                var blocks = new BlockedSamples<T>(rows, features);
                SampleBlocks.Pack(ref inputs[0], rows, features, ref blocks.First);
                blocks.AssertValues((row, feature) => double.CreateChecked(inputs[(row * features) + feature]), (_, _) => 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Rows_hold_the_samples_and_zeros_in_the_padding(int rows)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (int features in Widths)
            {
                var random = new PhiloxStream((ulong)rows, (ulong)features);
                var blocks = new BlockedSamples<T>(rows, features, (_, _) => random.NextNormal(), missing: 7);
                var y = new PaddedRows<T>(rows, features);
                SampleBlocks.ToRows(ref blocks.First, rows, features, y.Pitch, ref y.First);
                y.AssertEqual((row, feature) => blocks[row, feature], 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Adjoints_from_rows_are_added_in_place_or_not_and_zero_in_missing_lanes(int rows)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (int features in Widths)
            {
                var random = new PhiloxStream((ulong)rows, (ulong)features);
                PaddedRows<T> y = PaddedRows<T>.Normal(rows, features, ref random, padding: double.NaN);
                BlockedSamples<T> addend = BlockedSamples<T>.Adjoints(rows, features, 1);
                var blocks = new BlockedSamples<T>(rows, features);
                SampleBlocks.FromRows(ref y.First, rows, features, y.Pitch, ref blocks.First);
                blocks.AssertAdjoints((row, feature) => y[row, feature], 0);

                SampleBlocks.FromRows(ref y.First, rows, features, y.Pitch, ref addend.First, ref blocks.First);
                blocks.AssertAdjoints((row, feature) => addend[row, feature] + y[row, feature], 1);
                SampleBlocks.FromRows(ref y.First, rows, features, y.Pitch, ref addend.First, ref addend.First);
                addend.AssertAdjoints((row, feature) => blocks[row, feature], 0);
            }
        }
    }
}
