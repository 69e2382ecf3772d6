using System.Numerics;
using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>A loss of the library beside its formula for one sample, in double.</summary>
internal interface ILoss
{
    static abstract double Run<V, T>(LossPanel<T> panel, ref T weights)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    static abstract double OfSample(ReadOnlySpan<double> z, ReadOnlySpan<double> targets, int label);
}

/// <summary>Drawn outputs, targets, labels and weights; in the padding and behind what a loss may read there are NaNs.</summary>
internal sealed class LossPanel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int Rows = 5;
    public static readonly T Scale = T.CreateTruncating(0.125);

    public LossPanel(int outputs, ulong seed)
    {
        Outputs = outputs;
        Pitch = (outputs + 15) / 16 * 16;
        var random = new PhiloxStream(seed, (ulong)outputs);
        Z = Enumerable.Repeat(T.NaN, Rows * Pitch).ToArray();
        DZ = Enumerable.Repeat(T.NaN, Rows * Pitch).ToArray();
        Targets = Enumerable.Repeat(T.NaN, (Rows * outputs) + 16).ToArray();
        Labels = new int[Rows];
        Weights = Enumerable.Repeat(T.NaN, Rows + 16).ToArray();
        for (int row = 0; row < Rows; row++)
        {
            Labels[row] = random.NextInt32(outputs);
            Weights[row] = T.CreateTruncating(random.NextDouble() + 0.5);
            for (int column = 0; column < outputs; column++)
            {
                Z[(row * Pitch) + column] = T.CreateTruncating(3 * random.NextNormal());
                Targets[(row * outputs) + column] = T.CreateTruncating(random.NextDouble());
            }
        }
    }

    public int Outputs { get; }

    public int Pitch { get; }

    public T[] Z { get; }

    public T[] DZ { get; private set; }

    public T[] Targets { get; }

    public int[] Labels { get; }

    public T[] Weights { get; }

    public static void AssertLoss<L, V>(double tolerance)
        where L : ILoss
        where V : struct, IVector<V, T>
    {
        foreach (int outputs in (int[])[1, 2, 3, 5, 8, 15, 16, 17, 31, 33])
        {
            foreach (bool inPlace in (bool[])[false, true])
            {
                new LossPanel<T>(outputs, 3).Check<L, V>(inPlace, weighted: true, tolerance);
                new LossPanel<T>(outputs, 4).Check<L, V>(inPlace, weighted: false, tolerance);
            }
        }
    }

    private void Check<L, V>(bool inPlace, bool weighted, double tolerance)
        where L : ILoss
        where V : struct, IVector<V, T>
    {
        double[] z = [.. Z.Select(double.CreateTruncating)];
        double[] targets = [.. Targets.Select(double.CreateTruncating)];
        DZ = inPlace ? Z : DZ;
        double loss = L.Run<V, T>(this, ref weighted ? ref Weights[0] : ref Unsafe.NullRef<T>());

        double expected = 0;
        for (int row = 0; row < Rows; row++)
        {
            double weight = weighted ? double.CreateTruncating(Weights[row]) : 1;
            double[] sample = z[(row * Pitch)..((row * Pitch) + Outputs)];
            double[] wanted = targets[(row * Outputs)..((row + 1) * Outputs)];
            expected += weight * L.OfSample(sample, wanted, Labels[row]);
            for (int column = 0; column < Pitch; column++)
            {
                T slope = DZ[(row * Pitch) + column];
                if (column < Outputs)
                {
                    double difference = Difference<L>(sample, wanted, Labels[row], column);
                    Assert.Equal(double.CreateTruncating(Scale) * weight * difference, double.CreateTruncating(slope), tolerance);
                }
                else
                {
                    Assert.Equal(T.Zero, slope);
                }
            }
        }

        Assert.Equal(expected, loss, tolerance * Math.Max(1, expected));
    }

    private static double Difference<L>(double[] sample, double[] targets, int label, int column)
        where L : ILoss
    {
        const double H = 1e-6;
        double centre = sample[column];
        sample[column] = centre + H;
        double above = L.OfSample(sample, targets, label);
        sample[column] = centre - H;
        double below = L.OfSample(sample, targets, label);
        sample[column] = centre;
        return (above - below) / (2 * H);
    }
}
