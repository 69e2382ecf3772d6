using Simd.Nets.Benchmarks.Networks;
using static Simd.Nets.Gradients.Tests.FixedRuns;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Large weights whose phases backward are several, behind a batch normalisation.</summary>
[Network]
internal sealed partial class NormalisedSlabs
{
    static LayerStack Layers =>
        [Input(160), Dense(112, bias: false), BatchNorm, Relu, Dense(160), BatchNorm, Tanh, Dense(3), SoftmaxCrossEntropy];
}

/// <summary>Gradients of large weights come in slabs, which a step takes as they come if nothing can be wrong with them.</summary>
public class SlabTests
{
    [Fact]
    public void A_slab_that_is_taken_as_it_comes_moves_as_one_that_waits()
    {
        // A limit that nothing reaches asks for all gradients before the first write.
        string waiting = Trained<ClassicMlp>(new Adam(), 20, 32, 1, 0, clip: GradientClip.Value(1e30));

        Assert.Equal(Trained<ClassicMlp>(new Adam(), 20, 32, 1, 0), waiting);
    }

    [Fact]
    public void A_gradient_that_overflows_in_a_slab_is_refused_before_the_first_write()
    {
        var network = new ClassicMlp(1);
        Change(network, "0.weight", _ => 0);
        Change(network, "0.bias", _ => 1);
        Change(network, "2.weight", weight => weight * 1e10f);
        var trainer = new Trainer<ClassicMlp>(network, new Adam());
        float[] before = network.Runtime().Parameters.ToArray();
        float[] inputs = new float[784];
        Array.Fill(inputs, 1e30f);

        Assert.Throws<NonFiniteException>(() => trainer.Step(inputs, [3]));
        Assert.Equal(before, network.Runtime().Parameters.ToArray());
        Assert.Equal(0, trainer.Steps);
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(float.PositiveInfinity, 1)]
    [InlineData(float.NegativeInfinity, 3)]
    public void An_input_that_is_not_finite_is_refused_before_the_first_write_and_leaves_no_trace(float value, int threads)
    {
        // One panel, whose stages three threads share; many panels and shards, in each of which it may be.
        IsRefused<ClassicMlp>(value, threads, 40, 39);
        IsRefused<ClassicMlp>(value, threads, 700, 0);
        IsRefused<ClassicMlp>(value, threads, 700, 350);
        IsRefused<ClassicMlp>(value, threads, 700, 699);
        IsRefused<NormalisedSlabs>(value, threads, 20, 19);
        IsRefused<NormalisedSlabs>(value, threads, 700, 699);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Slabs_of_finite_gradients_are_taken_as_they_come(int threads)
    {
        foreach (int batch in new[] { 20, 700 })
        {
            AreTaken<ClassicMlp>(batch, threads);
            AreTaken<NormalisedSlabs>(batch, threads);
        }
    }

    [Fact]
    public void The_norm_of_slabs_is_the_norm_of_the_gradients()
    {
        foreach (float scale in new[] { 1f, 1e-18f, 1e15f })
        {
            var network = new ClassicMlp(1);
            var trainer = new Trainer<ClassicMlp>(network, new Sgd(0)) { KeepGradients = true };
            float[] inputs = Numbers(7 * 784, 3);
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] *= scale;
            }

            trainer.Step(inputs, [1, 2, 3, 4, 5, 6, 7]);
            double squares = 0;
            foreach (float gradient in network.Gradients)
            {
                squares += (double)gradient * gradient;
            }

            Assert.Equal(1, trainer.LastStep.GradientNorm / Math.Sqrt(squares), 1e-6);
            trainer.KeepGradients = false;
            double norm = trainer.LastStep.GradientNorm;
            trainer.Step(inputs, [1, 2, 3, 4, 5, 6, 7]);
            Assert.Equal(norm, trainer.LastStep.GradientNorm);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 3)]
    public void Gradients_stay_behind_a_step_that_is_to_keep_them_and_are_refused_behind_another(int batch, int threads)
    {
        float[] inputs = Numbers(batch * 784, 3);
        int[] labels = [.. Enumerable.Range(0, batch).Select(sample => sample % 10)];
        var network = new ClassicMlp(1);
        network.Runtime().Threads = threads;
        Differentiate();
        float[] gradients = network.Gradients.ToArray();
        float[] weights = network.Parameters.ToArray();
        var trainer = new Trainer<ClassicMlp>(network, new Adam()) { KeepGradients = true };
        trainer.Step(inputs, labels);
        Assert.Equal(gradients, network.Gradients.ToArray());

        // Used up as they come, they lead to the same weights.
        float[] moved = network.Parameters.ToArray();
        weights.CopyTo(network.Parameters);
        new Trainer<ClassicMlp>(network, new Adam()).Step(inputs, labels);
        Assert.Equal(moved, network.Parameters.ToArray());
        Assert.Contains("KeepGradients", Assert.Throws<InvalidOperationException>(() => network.Gradients.Length).Message);
        Assert.Throws<InvalidOperationException>(() => network.Tensors["0.weight"].CopyGradientTo(new float[128 * 784]));
        Assert.Throws<InvalidOperationException>(() => Differentiate(accumulate: true));
        Differentiate();
        Assert.NotEqual(gradients, network.Gradients.ToArray());

        void Differentiate(bool accumulate = false) =>
            network.Runtime().Differentiate(inputs, new Targets<float> { Labels = labels }, accumulate);
    }

    private static void IsRefused<TNetwork>(float value, int threads, int batch, int sample)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        int width = TNetwork.Schema.InputSize;
        foreach (float scale in new[] { 1f, 0f }) // with all weights 0, no gradient but the last bias' tells
        {
            (Trainer<TNetwork> refused, Trainer<TNetwork> spared) = (Start(), Start());
            float[] inputs = Numbers(batch * width, 3);
            int[] labels = Labels<TNetwork>(batch);
            float good = inputs[(sample * width) + 7];
            inputs[(sample * width) + 7] = value;
            string message = Assert.Throws<ArgumentException>("inputs", () => refused.Step(inputs, labels)).Message;
            Assert.Contains($"(sample {sample}, column 7)", message);
            Assert.Throws<InvalidOperationException>(refused.Update);
            Assert.Equal(spared.Network.Runtime.Parameters.ToArray(), refused.Network.Runtime.Parameters.ToArray());
            Assert.Equal(0, refused.Steps);

            inputs[(sample * width) + 7] = good;
            Assert.Equal(spared.Step(inputs, labels), refused.Step(inputs, labels));
            Assert.Equal(spared.Network.Runtime.Parameters.ToArray(), refused.Network.Runtime.Parameters.ToArray());
            Assert.Equal(spared.Network.Runtime.State.ToArray(), refused.Network.Runtime.State.ToArray());
            Assert.Equal(spared.Network.Runtime.Passes, refused.Network.Runtime.Passes);

            Trainer<TNetwork> Start()
            {
                TNetwork network = Shared<TNetwork>(threads);
                foreach (TensorEntry tensor in TNetwork.Schema.Tensors.Where(tensor => tensor.Kind == TensorKind.Weight))
                {
                    Change(network, tensor.Name, weight => scale * weight);
                }

                return new(network, new Adam());
            }
        }
    }

    private static void AreTaken<TNetwork>(int batch, int threads)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork taken = Shared<TNetwork>(threads);
        TNetwork waiting = Shared<TNetwork>(1);
        float[] inputs = Numbers(batch * TNetwork.Schema.InputSize, 3);
        new Trainer<TNetwork>(taken, new Adam()).Step(inputs, Labels<TNetwork>(batch));
        new Trainer<TNetwork>(waiting, new Adam()) { Clip = GradientClip.Value(1e30) }.Step(inputs, Labels<TNetwork>(batch));

        Assert.False(taken.Runtime.HasAllGradients);
        Assert.True(waiting.Runtime.HasAllGradients);
        Assert.Equal(waiting.Runtime.Parameters.ToArray(), taken.Runtime.Parameters.ToArray());
    }

    // Whose threads share the stages of a panel, however small they are.
    private static TNetwork Shared<TNetwork>(int threads)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(1);
        (network.Runtime.Threads, network.Runtime.LeastStageFlops) = (threads, 0);
        return network;
    }
}
