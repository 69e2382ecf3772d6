using System.Numerics;
using Xunit;

namespace Simd.Nets.Tests.Training;

/// <summary>A trainer of a fed network beside a reference, from the same weights and on the same gradients.</summary>
internal sealed class FedComparison<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Optimizer optimizer;
    private PhiloxStream random = new(23, 0);

    public FedComparison(Optimizer optimizer)
    {
        this.optimizer = optimizer;
        Network = FedNetwork<T>.Create(1);
        foreach (NetworkTensor<T> tensor in Network.Runtime.Tensors)
        {
            tensor.CopyFrom([.. Draw(tensor.Count, 0.3).Select(T.CreateTruncating)]);
        }

        Trainer = new(Network, optimizer);
        Reference = new(optimizer, Network.Runtime.Tensors.Select(tensor => Wide(tensor.ToArray())));
    }

    public FedNetwork<T> Network { get; }

    public Trainer<FedNetwork<T>, T> Trainer { get; }

    public ReferenceTrainer Reference { get; }

    // Of the largest weight: 1e-12 in double, 1e-5 in float.
    private static double Bar => typeof(T) == typeof(double) ? 1e-12 : 1e-5;

    /// <summary>Gradients of a step, rounded to floats so that both precisions have the same; every 10th is a spike.</summary>
    public double[] NextGradients(long step) => Draw(FedNetwork<T>.Schema.InputSize, step % 10 == 0 ? 20 : 1);

    public double[] Draw(int count, double scale)
    {
        var values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = (float)(scale * random.NextNormal());
        }

        return values;
    }

    /// <summary>One step of the trainer.</summary>
    public void Step(double[] gradients, double loss = 1) =>
        Trainer.Step([.. gradients.Select(T.CreateTruncating)], [T.CreateTruncating(loss)]);

    /// <summary>Hundred steps of both, the reference's gradients clipped as said, then <see cref="AssertEqual"/>.</summary>
    public void Run(Func<double[][], long, double[][]> clip, Action<long>? behindStep = null)
    {
        for (long step = 1; step <= 100; step++)
        {
            double[] gradients = NextGradients(step);
            double rate = Trainer.LearningRate;
            Step(gradients);
            Reference.Step(clip(Reference.Split(gradients), step), step, rate);
            behindStep?.Invoke(step);
        }

        AssertEqual();
    }

    /// <summary>That weights agree and that padding is zero.</summary>
    public void AssertEqual()
    {
        int index = 0;
        foreach (NetworkTensor<T> tensor in Network.Runtime.Tensors)
        {
            double[] expected = Reference.Weights(index++);
            double[] actual = Wide(tensor.ToArray());
            double bar = Bar * expected.Max(Math.Abs);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - actual[i]) <= bar, $"{tensor.Name}[{i}]: expected {expected[i]}, got {actual[i]}");
            }

            for (int i = 0; i < tensor.Entry.Length; i++)
            {
                bool isPadding = i % tensor.Entry.Pitch >= tensor.Entry.Columns;
                Assert.True(!isPadding || Network.Runtime.Parameters[tensor.Entry.Offset + i] == T.Zero, $"padding of {tensor.Name}");
            }
        }
    }

    private static double[] Wide(T[] values) => Array.ConvertAll(values, double.CreateTruncating);
}
