using System.Numerics;
using Simd.Nets.Peers;

namespace Simd.Nets.Gradients.Tests.Parity;

/// <summary>Compares what a network of ours computes with what libtorch computed.</summary>
internal static class ParityComparison
{
    /// <summary>
    /// Compares a tensor. Sums stand for the elements that the record leaves out: errors below the bar move the root of the sum of squares
    /// by no more than the bar times the root of their count, and the sum no further either unless they all lean to one side.
    /// </summary>
    public static void Near<T>(string name, TensorRecord record, T[] actual, double bar)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Near(name, record.Values, record.Indices is int[] some ? Array.ConvertAll(some, index => actual[index]) : actual, bar);
        double[] all = Array.ConvertAll(actual, double.CreateTruncating);
        double sumBar = bar * Math.Sqrt(all.Length);
        Near($"the sum of {name}", record.Sum, all.Sum(), sumBar);
        Near($"the norm of {name}", Math.Sqrt(record.SumOfSquares), Math.Sqrt(all.Sum(value => value * value)), sumBar);
    }

    /// <summary>Compares values one by one.</summary>
    public static void Near<T>(string name, double[] expected, T[] actual, double bar)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Near($"{name}[{i}]", expected[i], double.CreateTruncating(actual[i]), bar);
        }
    }

    /// <summary>Compares two numbers.</summary>
    public static void Near(string name, double expected, double actual, double bar) =>
        Assert.True(Math.Abs(actual - expected) <= bar, $"{name}: libtorch {expected:R}, ours {actual:R}, apart by more than {bar:R}");
}
