using System.Numerics;
using Simd.Nets.Benchmarks.Networks;
using Simd.Nets.Peers;
using static Simd.Nets.Gradients.Tests.Parity.ParityComparison;

namespace Simd.Nets.Gradients.Tests.Parity;

/// <summary>
/// Normalisations, activations, composites, losses with options and convolutions: a network of ours that starts from the same parameters
/// and sees the same batch as one in libtorch agrees in a training pass (outputs, loss, gradients, running statistics) and what it infers behind
/// it, and after ten steps of Adam in weights, statistics and what it infers. Every network is declared in float and in double.
/// </summary>
public abstract class LayersWithLibtorch<TFloat, TDouble>(string name, string file = "layers")
    where TFloat : class, INetwork<TFloat, float>
    where TDouble : class, INetwork<TDouble, double>
{
    [Fact]
    public void A_training_pass_agrees_in_float() => new LayerParity<TFloat, float>(file, name).RunPass();

    [Fact]
    public void A_training_pass_agrees_in_double() => new LayerParity<TDouble, double>(file, name).RunPass();

    [Fact]
    public void Ten_steps_of_Adam_agree_in_float() => new LayerParity<TFloat, float>(file, name).RunSteps();

    [Fact]
    public void Ten_steps_of_Adam_agree_in_double() => new LayerParity<TDouble, double>(file, name).RunSteps();
}

/// <summary>One network on its record, parameters and batch drawn again as benchmarks/peers/README.md states.</summary>
internal sealed class LayerParity<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Relative to a tensor's largest element; weights absolute: for float a hundredth of Adam's learning rate.
    private static readonly double ForwardBar = typeof(T) == typeof(double) ? 1e-12 : 1e-5;
    private static readonly double GradientBar = typeof(T) == typeof(double) ? 1e-12 : 1e-4;
    private static readonly double WeightBar = typeof(T) == typeof(double) ? 1e-9 : 1e-5;

    private readonly LayerParityRecord expected;
    private readonly TNetwork network = TNetwork.Create(1);
    private readonly T[] inputs;
    private readonly int[] labels = [];
    private readonly T[] values = [];

    public LayerParity(string file, string name)
    {
        string precision = typeof(T) == typeof(double) ? "float64" : "float32";
        expected = ParityFile.Read<Dictionary<string, LayerParityRecord>>($"{file}.{precision}")[name];
        var source = new UniformSource(expected.Seed);
        foreach (NetworkTensor<T> tensor in network.Runtime.Tensors)
        {
            tensor.CopyFrom(Exact(tensor.Entry.Kind switch
            {
                TensorKind.Weight => LayerParityDraw.Weights(source, tensor.Count, tensor.Entry.FanIn),
                TensorKind.Bias => LayerParityDraw.Biases(source, tensor.Count),
                TensorKind.Gain => LayerParityDraw.Gains(source, tensor.Count),
                _ => LayerParityDraw.Slopes(source, tensor.Count),
            }));
        }

        NetworkSchema schema = TNetwork.Schema;
        inputs = Exact(source.Draw(expected.Batch * schema.InputSize, expected.InputBound));
        if (schema.Targets == TargetKind.Labels)
        {
            labels = [.. Enumerable.Range(0, expected.Batch).Select(_ => source.NextIndex(schema.OutputSize))];
        }
        else
        {
            T[] drawn = Exact(source.Draw(expected.Batch * schema.OutputSize, 1));
            values = schema.TargetsAreProbabilities ? Array.ConvertAll(drawn, T.Abs) : drawn;
        }
    }

    private Targets<T> Targets => new() { Labels = labels, Values = values };

    public void RunPass()
    {
        var outputs = new T[expected.Outputs.Length];
        network.Runtime.Forward(inputs, outputs);
        Near("outputs", expected.Outputs, outputs, ForwardBar * expected.Outputs.Max(Math.Abs));
        network.Runtime.DiscardState();
        Near("loss", expected.MeanLoss, network.Runtime.Differentiate(inputs, Targets), ForwardBar * expected.MeanLoss);
        network.Runtime.CommitState();
        Statistics(expected.State);
        network.Runtime.Predict(inputs, outputs);
        Near("outputs of inference", expected.Inferred, outputs, ForwardBar * expected.Inferred.Max(Math.Abs));
        foreach (NetworkTensor<T> tensor in network.Runtime.Tensors)
        {
            var gradient = new T[tensor.Count];
            tensor.CopyGradientTo(gradient);
            TensorRecord record = expected.Gradients[tensor.Name];
            Near(tensor.Name, record, gradient, GradientBar * record.Values.Max(Math.Abs));
        }
    }

    public void RunSteps()
    {
        LayerTrainingRecord trained = expected.Trained!;
        var trainer = new Trainer<TNetwork, T>(network, new Adam(trained.Adam.LearningRate));
        foreach (double before in trained.Adam.Losses)
        {
            T loss = labels.Length > 0 ? trainer.Step(inputs, labels) : trainer.Step(inputs, values);
            Near("the loss before a step", before, double.CreateTruncating(loss), ForwardBar * before);
        }

        foreach (NetworkTensor<T> tensor in network.Runtime.Tensors)
        {
            Near(tensor.Name, trained.Adam.Parameters[tensor.Name], tensor.ToArray(), WeightBar);
        }

        Statistics(trained.State);
        var outputs = new T[trained.Outputs.Length];
        network.Runtime.Predict(inputs, outputs);
        Near("outputs after training", trained.Outputs, outputs, WeightBar * 10);
    }

    private void Statistics(Dictionary<string, TensorRecord> state)
    {
        Assert.Equal(state.Keys, network.Runtime.StateTensors.Select(tensor => tensor.Name));
        foreach (NetworkTensor<T> tensor in network.Runtime.StateTensors)
        {
            Near(tensor.Name, state[tensor.Name], tensor.ToArray(), 10 * ForwardBar * state[tensor.Name].Values.Max(Math.Abs));
        }
    }

    private static T[] Exact(double[] numbers) => Array.ConvertAll(numbers, T.CreateTruncating);
}

/// <summary>Batch normalisation.</summary>
public sealed class Batch_normalisation() : LayersWithLibtorch<BatchNormFloat32, BatchNormFloat64>("batch-norm");

/// <summary>Layer normalisation.</summary>
public sealed class Layer_normalisation() : LayersWithLibtorch<LayerNormFloat32, LayerNormFloat64>("layer-norm");

/// <summary>Rms normalisation.</summary>
public sealed class Rms_normalisation() : LayersWithLibtorch<RmsNormFloat32, RmsNormFloat64>("rms-norm");

/// <summary>Activations with kinks and absolute error.</summary>
public sealed class Activations_with_kinks_and_absolute_error() : LayersWithLibtorch<KinkedFloat32, KinkedFloat64>("kinked");

/// <summary>Smooth activations and Huber loss.</summary>
public sealed class Smooth_activations_and_Huber_loss() : LayersWithLibtorch<SmoothFloat32, SmoothFloat64>("smooth");

/// <summary>Smoothed labels and class weights.</summary>
public sealed class Smoothed_labels_and_class_weights()
    : LayersWithLibtorch<WeightedClassesFloat32, WeightedClassesFloat64>("weighted-classes");

/// <summary>Binary cross entropy with a positive weight.</summary>
public sealed class Binary_cross_entropy_with_a_positive_weight() : LayersWithLibtorch<BinaryFloat32, BinaryFloat64>("binary");

/// <summary>Residual network.</summary>
public sealed class Residual_network() : LayersWithLibtorch<ResMlpFloat32, ResMlpFloat64>("resmlp");

/// <summary>Dense block and projection.</summary>
public sealed class Dense_block_and_projection() : LayersWithLibtorch<GrownFloat32, GrownFloat64>("dense-block");

/// <summary>LeNet-5.</summary>
public sealed class LeNet_5() : LayersWithLibtorch<LeNet5, LeNet5Float64>("lenet5", "images");

/// <summary>Residual blocks of convolutions.</summary>
public sealed class Residual_blocks_of_convolutions()
    : LayersWithLibtorch<ResidualImagesFloat32, ResidualImagesFloat64>("residual-block", "images");

/// <summary>Dense block of convolutions.</summary>
public sealed class Dense_block_of_convolutions()
    : LayersWithLibtorch<GrownImagesFloat32, GrownImagesFloat64>("image-dense-block", "images");

/// <summary>The ladder's deep networks, as they are timed, and in double: one pass, since ten steps of so many layers part.</summary>
public sealed class Deep_networks_of_the_ladder
{
    [Fact]
    public void A_training_pass_of_ResNet_20_agrees_in_float() => new LayerParity<ResNet20, float>("ladder", "resnet20").RunPass();

    [Fact]
    public void A_training_pass_of_ResNet_20_agrees_in_double() => new LayerParity<ResNet20Float64, double>("ladder", "resnet20").RunPass();

    [Fact]
    public void A_training_pass_of_DenseNet_22_agrees_in_float() => new LayerParity<DenseNet22, float>("ladder", "densenet22-k12").RunPass();

    [Fact]
    public void A_training_pass_of_DenseNet_22_agrees_in_double() =>
        new LayerParity<DenseNet22Float64, double>("ladder", "densenet22-k12").RunPass();
}
