using System.Numerics;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Inference of a generated classifier, on batches longer than a panel.</summary>
public abstract class InferenceTests<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkRuntime<TNetwork, T> network = TNetwork.Create(3).Runtime;
    private readonly int batch = TNetwork.Schema.PanelRows + 3;
    private readonly T[] inputs;
    private readonly T[] outputs;

    protected InferenceTests()
    {
        inputs = new T[batch * TNetwork.Schema.InputSize];
        outputs = new T[batch * TNetwork.Schema.OutputSize];
        var random = new PhiloxStream(4, 0);
        foreach (ref T x in inputs.AsSpan())
        {
            x = T.CreateTruncating(random.NextNormal());
        }

        network.Predict(inputs, outputs);
    }

    protected abstract double Tolerance { get; }

    [Fact]
    public void A_batch_beyond_a_panel_is_predicted_to_the_bit_as_its_samples_are()
    {
        var alone = new T[TNetwork.Schema.OutputSize];
        for (int sample = 0; sample < batch; sample++)
        {
            network.Predict(inputs.AsSpan(sample * TNetwork.Schema.InputSize, TNetwork.Schema.InputSize), alone);
            Assert.Equal(Row(outputs, sample), alone);
        }

        Assert.True(outputs.Distinct().Count() > batch);
    }

    [Fact]
    public void Probabilities_are_the_softmax_of_the_outputs_and_sum_to_one()
    {
        var probabilities = new T[outputs.Length];
        network.PredictProbabilities(inputs, probabilities);
        for (int sample = 0; sample < batch; sample++)
        {
            double[] exponentials = [.. Row(outputs, sample).Select(z => Math.Exp(double.CreateTruncating(z)))];
            double[] row = [.. Row(probabilities, sample).Select(double.CreateTruncating)];
            Assert.Equal(1, row.Sum(), Tolerance);
            Assert.All(row.Zip(exponentials), pair => Assert.Equal(pair.Second / exponentials.Sum(), pair.First, Tolerance));
        }
    }

    [Fact]
    public void The_class_is_the_index_of_the_largest_output()
    {
        var classes = new int[batch];
        network.Classify(inputs, classes);
        Assert.Equal(Enumerable.Range(0, batch).Select(sample => Array.IndexOf(Row(outputs, sample), Row(outputs, sample).Max())), classes);
        Assert.True(classes.Distinct().Count() > 1);
    }

    [Fact]
    public void Eight_threads_at_once_get_the_bits_that_one_gets()
    {
        var classes = new int[batch];
        network.Classify(inputs, classes);
        var equal = new bool[8];
        using var start = new Barrier(equal.Length);
        Thread[] threads = [.. Enumerable.Range(0, equal.Length).Select(index => new Thread(() =>
        {
            var own = new T[outputs.Length];
            var ownClasses = new int[batch];
            start.SignalAndWait();
            equal[index] = true;
            for (int round = 0; round < 50; round++)
            {
                network.Predict(inputs, own);
                network.Classify(inputs, ownClasses);
                equal[index] &= own.AsSpan().SequenceEqual(outputs) && ownClasses.AsSpan().SequenceEqual(classes);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(equal, Assert.True);
    }

    private static T[] Row(T[] values, int sample) => values[(sample * TNetwork.Schema.OutputSize)..((sample + 1) * TNetwork.Schema.OutputSize)];
}

public sealed class InferenceFloat32Tests : InferenceTests<SurfaceFloat32, float>
{
    protected override double Tolerance => 1e-6;
}

public sealed class InferenceFloat64Tests : InferenceTests<SurfaceFloat64, double>
{
    protected override double Tolerance => 1e-14;
}
