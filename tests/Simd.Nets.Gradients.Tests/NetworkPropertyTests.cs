using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Simd.Nets.Testing;

namespace Simd.Nets.Gradients.Tests;

public class NetworkPropertyTests
{
    [Fact]
    public void All_properties_hold_of_networks_of_every_kind()
    {
        NetworkProperties.Verify<NestedClassifier>();
        NetworkProperties.Verify<NestedRegression, double>();
        NetworkProperties.Verify<SmallResNet>();
        NetworkProperties.Verify<BlockFloat>();
    }

    [Fact]
    public void Network_without_a_loss_has_no_steps()
    {
        Assert.Equal(4, NetworkProperties.All<SmallClassifier>().Count());
        Assert.Equal(3, NetworkProperties.All<BlockFloat>().Count());
        Assert.Throws<InvalidOperationException>(() => NetworkProperties.StepsAreRepeatable<BlockFloat, float>());
    }

    [Fact]
    public void Network_whose_samples_meet_is_refused_and_the_batch_shrinks_to_two()
    {
        var fault = Assert.ThrowsAny<Exception>(NetworkProperties.Verify<FirstForAll<SmallClassifier, float>>);
        Assert.Contains("it predicts what its declaration says", fault.Message, StringComparison.Ordinal);
        fault = Assert.ThrowsAny<Exception>(
            () => NetworkProperties.SamplesAreApart<FirstForAll<SmallClassifier, float>, float>().QuickCheckThrowOnFailure());

        // A batch that was drawn with two samples is printed as it was.
        Assert.Equal(2, fault.Message.Split("Shrunk")[^1].Split('\n').Count(line => line.Contains("->", StringComparison.Ordinal)));
    }

    [Fact]
    public void Drawn_batches_fit_the_loss_and_shrink_to_fewer_samples()
    {
        Prop.ForAll(Drawn<SmallClassifier>.Batches(), batch =>
            batch.Inputs.Length == batch.Count * 7 && batch.Labels.Length == batch.Count && batch.Values.Length == 0
            && batch.Labels.All(label => label is >= 0 and < 5)).QuickCheckThrowOnFailure();
        NetworkBatch<NestedRegression, double> one = Drawn<NestedRegression, double>.Batches(5, 5).Generator.Sample(1)[0].Take(1);
        Assert.Equal((1, 5, 0, 3), (one.Count, one.Inputs.Length, one.Labels.Length, one.Values.Length));
    }
}

/// <summary>A network that predicts the first sample's outputs for all of them.</summary>
internal sealed class FirstForAll<TNetwork, T>(ulong seed) : INetwork<FirstForAll<TNetwork, T>, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static NetworkSchema Schema => TNetwork.Schema;

    public static LayerStack Declaration => TNetwork.Declaration;

    public NetworkRuntime<FirstForAll<TNetwork, T>, T> Runtime { get; } = new(seed);

    public static FirstForAll<TNetwork, T> Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs)
    {
        TNetwork.Infer(memory, inputs, batch, outputs);
        for (int sample = 1; sample < batch; sample++)
        {
            outputs[..Schema.OutputSize].CopyTo(outputs[(sample * Schema.OutputSize)..]);
        }
    }

    public static LossSum Evaluate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets, Span<T> outputs) =>
        TNetwork.Evaluate(memory, inputs, batch, targets, outputs);

    public static double Differentiate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets) =>
        TNetwork.Differentiate(memory, inputs, batch, targets);

    public static void Forward(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        TNetwork.Forward(memory, inputs, batch, outputs);

    public static void Backward(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, ReadOnlySpan<T> outputGradients, Span<T> inputGradients) =>
        TNetwork.Backward(memory, inputs, batch, outputGradients, inputGradients);
}
