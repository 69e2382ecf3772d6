using System.Numerics;
using Simd.Nets.Peers;
using static Simd.Nets.Gradients.Tests.Parity.ParityComparison;

namespace Simd.Nets.Gradients.Tests.Parity;

/// <summary>
/// A network of ours that starts from the same weights and sees the same batch as one in libtorch computes the same outputs, loss and
/// gradients, and has the same weights after ten steps.
/// </summary>
public abstract class ParityWithLibtorch<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParityRecord expected;
    private readonly TNetwork network = TNetwork.Create(1);
    private readonly T[] inputs;
    private readonly int[] labels = [];
    private readonly T[] values = [];

    /// <summary>Draws weights and batch again from the record's seed, in the order that benchmarks/peers/README.md states.</summary>
    protected ParityWithLibtorch(string file)
    {
        expected = ParityFile.Read<ParityRecord>(file);
        var source = new UniformSource(expected.Seed);
        foreach (NetworkTensor<T> tensor in network.Runtime.Tensors)
        {
            double bound = Math.Pow(2, -Math.Floor(Math.Log2(tensor.Entry.FanIn) / 2));
            tensor.CopyFrom(Exact(source.Draw(tensor.Count, bound)));
        }

        NetworkSchema schema = TNetwork.Schema;
        inputs = Exact(source.Draw(expected.Batch * schema.InputSize, 1));
        if (schema.Targets == TargetKind.Labels)
        {
            labels = [.. Enumerable.Range(0, expected.Batch).Select(_ => source.NextIndex(schema.OutputSize))];
        }
        else
        {
            values = Exact(source.Draw(expected.Batch * schema.OutputSize, 1));
        }
    }

    // Relative to a tensor's largest element; libtorch's own float and double results differ by about 2e-7.
    private static double ForwardBar => typeof(T) == typeof(double) ? 1e-12 : 1e-5;

    private static double GradientBar => typeof(T) == typeof(double) ? 1e-12 : 1e-4;

    // Absolute: for float a hundredth of Adam's learning rate.
    private static double WeightBar => typeof(T) == typeof(double) ? 1e-12 : 1e-5;

    private Targets<T> Targets => new() { Labels = labels, Values = values };

    [Fact]
    public void Outputs_and_loss_agree()
    {
        var outputs = new T[expected.Outputs.Length];
        double sum = network.Runtime.Evaluate(inputs, Targets, outputs).Sum;
        Near("outputs", expected.Outputs, outputs, ForwardBar * expected.Outputs.Max(Math.Abs));
        Near("loss", expected.MeanLoss, sum / expected.Batch, ForwardBar * expected.MeanLoss);
    }

    [Fact]
    public void Gradients_agree()
    {
        double loss = network.Runtime.Differentiate(inputs, Targets);
        Near("loss", expected.MeanLoss, loss, ForwardBar * expected.MeanLoss);
        foreach (NetworkTensor<T> tensor in network.Runtime.Tensors)
        {
            var gradient = new T[tensor.Count];
            tensor.CopyGradientTo(gradient);
            TensorRecord record = expected.Gradients[tensor.Name];
            Near(tensor.Name, record, gradient, GradientBar * record.Values.Max(Math.Abs));
        }
    }

    [Fact]
    public void Ten_steps_of_Adam_end_in_the_same_weights() => Train(new Adam(expected.Adam.LearningRate), expected.Adam);

    [Fact]
    public void Ten_steps_of_SGD_end_in_the_same_weights() => Train(new Sgd(expected.Sgd.LearningRate), expected.Sgd);

    private void Train(Optimizer optimizer, TrainingRecord record)
    {
        var trainer = new Trainer<TNetwork, T>(network, optimizer);
        for (int step = 0; step < record.Losses.Length; step++)
        {
            T loss = labels.Length > 0 ? trainer.Step(inputs, labels) : trainer.Step(inputs, values);
            Near($"the loss before step {step + 1}", record.Losses[step], double.CreateTruncating(loss), ForwardBar * record.Losses[step]);
        }

        foreach (NetworkTensor<T> tensor in network.Runtime.Tensors)
        {
            Near(tensor.Name, record.Parameters[tensor.Name], tensor.ToArray(), WeightBar);
        }
    }

    private static T[] Exact(double[] numbers) => Array.ConvertAll(numbers, T.CreateTruncating);
}

/// <summary>784-128-64-10, ReLU, cross-entropy, float.</summary>
public sealed class Relu_network_in_float() : ParityWithLibtorch<ReluFloat32, float>("relu-784-128-64-10.float32");

/// <summary>784-128-64-10, ReLU, cross-entropy, double.</summary>
public sealed class Relu_network_in_double() : ParityWithLibtorch<ReluFloat64, double>("relu-784-128-64-10.float64");

/// <summary>4-32-16-4, tanh, mean squared error, float.</summary>
public sealed class Tanh_network_in_float() : ParityWithLibtorch<TanhFloat32, float>("tanh-4-32-16-4.float32");

/// <summary>4-32-16-4, tanh, mean squared error, double.</summary>
public sealed class Tanh_network_in_double() : ParityWithLibtorch<TanhFloat64, double>("tanh-4-32-16-4.float64");

/// <summary>5-7-3, sigmoid, mean squared error, float.</summary>
public sealed class Sigmoid_network_in_float() : ParityWithLibtorch<SigmoidFloat32, float>("sigmoid-5-7-3.float32");

/// <summary>5-7-3, sigmoid, mean squared error, double.</summary>
public sealed class Sigmoid_network_in_double() : ParityWithLibtorch<SigmoidFloat64, double>("sigmoid-5-7-3.float64");
