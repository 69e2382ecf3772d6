using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Simd.Nets.Benchmarks.Networks;
using Simd.Nets.Gradients.Tests.Files;

namespace Simd.Nets.Gradients.Tests;

/// <summary>The number of threads decides who works, and nothing else. <c>SIMDNETS_SLOW=1</c> trains every network for 100 steps.</summary>
public class ThreadTests
{
    private static readonly int[] Threads = [1, 2, 3, 8];

    [Fact]
    public void Mlp_784_128_64_10_learns_the_same_bits_on_any_number_of_threads() => LearnsTheSame<ClassicMlp>(new Adam(), 100, 1, 32, 128, 500);

    [Fact]
    public void Mlp_4_32_16_4_learns_the_same_bits_on_any_number_of_threads() => LearnsTheSame<NarrowMlp>(new Adam(), 100, 1, 32, 10_000);

    [Fact]
    public void Resmlp_64x16_learns_the_same_bits_on_any_number_of_threads() => LearnsTheSame<ResMlp>(new Adam(), 20, 64, 200);

    [Fact]
    public void Wide_1024x3_learns_the_same_bits_on_any_number_of_threads() => LearnsTheSame<WideMlp>(new Adam(), 3, 32, 256);

    [Fact]
    public void Lenet5_learns_the_same_bits_on_any_number_of_threads() => LearnsTheSame<LeNet5>(new Adam(), 20, 32, 128);

    [Fact]
    public void Resnet20_learns_the_same_bits_on_any_number_of_threads() => LearnsTheSame<ResNet20>(new Sgd(0.1, 0.9, weightDecay: 1e-4), 2, 32, 33);

    [Fact]
    public void Densenet22_learns_the_same_bits_on_any_number_of_threads() => LearnsTheSame<DenseNet22>(new Sgd(0.1, 0.9, weightDecay: 1e-4), 2, 16, 35);

    [Fact]
    public void Networks_with_dropout_and_running_statistics_and_accumulation_learn_the_same_bits()
    {
        foreach (int shards in new[] { 0, 1, 2, 8 })
        {
            Assert.Single(Threads.Select(threads => Trained<Stoppable>(new Adam(), 10, 70, threads, shards, accumulation: 2)).Distinct());
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    public void Shards_round_otherwise_and_no_more(int shards)
    {
        Agree<ClassicMlp>(shards, 100);
        Agree<ResMlp>(shards, 70);
        Agree<LeNet5>(shards, 70);
        Agree<Stoppable>(shards, 33);
    }

    // More rows than are summed at a time, and a rest.
    [Theory]
    [InlineData(129)]
    [InlineData(261)]
    public void Gradients_of_many_samples_are_the_mean_of_their_parts(int batch)
    {
        IsMeanOfParts<ClassicMlp>(batch);
        IsMeanOfParts<LeNet5>(batch);
    }

    [Fact]
    public void One_shard_in_parts_is_the_pass_in_one_go()
    {
        Assert.Equal(Gradients<WideMlp>(40, shards: 1, threads: 1), Gradients<WideMlp>(40, shards: 1, threads: 2));
        Assert.Equal(Gradients<LeNet5>(40, shards: 1, threads: 1), Gradients<LeNet5>(40, shards: 1, threads: 2));
    }

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
        foreach (float scale in new[] { 1f, 0f }) // with all weights 0, no gradient but the last bias' tells
        {
            (Trainer<ClassicMlp> refused, Trainer<ClassicMlp> spared) = (Start(), Start());
            float[] inputs = Numbers(40 * 784, 3);
            int[] labels = Labels<ClassicMlp>(40);
            float good = inputs[(39 * 784) + 7];
            inputs[(39 * 784) + 7] = value;
            string message = Assert.Throws<ArgumentException>("inputs", () => refused.Step(inputs, labels)).Message;
            Assert.Contains("(sample 39, column 7)", message);
            Assert.Throws<InvalidOperationException>(refused.Update);
            Assert.Equal(spared.Network.Parameters.ToArray(), refused.Network.Parameters.ToArray());
            Assert.Equal(0, refused.Steps);

            inputs[(39 * 784) + 7] = good;
            Assert.Equal(spared.Step(inputs, labels), refused.Step(inputs, labels));
            Assert.Equal(spared.Network.Parameters.ToArray(), refused.Network.Parameters.ToArray());
            Assert.Equal(spared.Network.Runtime().Passes, refused.Network.Runtime().Passes);

            Trainer<ClassicMlp> Start()
            {
                var network = new ClassicMlp(1);
                network.Runtime().Threads = threads;
                Change(network, "0.weight", weight => scale * weight);
                Change(network, "2.weight", weight => scale * weight);
                Change(network, "4.weight", weight => scale * weight);
                return new(network, new Adam());
            }
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

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100)]
    public void Predictions_are_the_same_bits_on_any_number_of_threads(int batch)
    {
        Predicts<ClassicMlp>(batch);
        Predicts<LeNet5>(batch);
        Predicts<Stoppable>(batch);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(2048)]
    public void Shards_that_are_no_power_of_two_are_refused(int shards) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NarrowMlp().Runtime().Shards = shards);

    private static void LearnsTheSame<TNetwork>(Optimizer optimizer, int steps, params int[] batches)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        foreach (int batch in batches)
        {
            Assert.Single(Threads
                .Select(threads => Trained<TNetwork>(optimizer, DrawnNetworks.Slow ? 100 : steps, batch, threads, 0))
                .Distinct());
        }
    }

    private static void Agree<TNetwork>(int shards, int batch)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] whole = Gradients<TNetwork>(batch, 1, 1);
        float[] parts = Gradients<TNetwork>(batch, shards, 3);
        double largest = whole.Max(Math.Abs);

        Assert.NotEqual(whole, parts);
        Assert.All(whole.Zip(parts), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * largest));
    }

    private static void IsMeanOfParts<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        NetworkRuntime<TNetwork, float> runtime = TNetwork.Create(5).Runtime;
        int width = TNetwork.Schema.InputSize;
        float[] inputs = Numbers(batch * width, 1);
        int[] labels = Labels<TNetwork>(batch);
        float[] whole = Take(0, batch);
        var sum = new double[whole.Length];
        for (int first = 0; first < batch; first += 40)
        {
            int count = Math.Min(40, batch - first);
            float[] part = Take(first, count);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += (double)part[i] * count / batch;
            }
        }

        double largest = whole.Max(Math.Abs);
        Assert.All(whole.Zip(sum), pair => Assert.Equal(pair.Second, pair.First, 2e-5 * largest));
        Take(0, batch);
        float[] twice = Take(0, batch, accumulate: true);
        Assert.All(whole.Zip(twice), pair => Assert.Equal(2 * pair.First, pair.Second, 2e-6 * largest));

        float[] Take(int first, int count, bool accumulate = false)
        {
            runtime.Differentiate(
                inputs.AsSpan(first * width, count * width), new Targets<float> { Labels = labels.AsSpan(first, count) }, accumulate);
            return runtime.Gradients.ToArray();
        }
    }

    private static float[] Gradients<TNetwork>(int batch, int shards, int threads)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(5);
        (network.Runtime.Shards, network.Runtime.Threads) = (shards, threads);
        Differentiate(network, batch, 0);
        return network.Runtime.Gradients.ToArray();
    }

    private static string Trained<TNetwork>(
        Optimizer optimizer, int steps, int batch, int threads, int shards, int accumulation = 1, GradientClip? clip = null)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(5);
        (network.Runtime.Shards, network.Runtime.Threads) = (shards, threads);
        var trainer = new Trainer<TNetwork>(network, optimizer) { AccumulationSteps = accumulation, Clip = clip };
        for (int step = 0; step < steps; step++)
        {
            float[] inputs = Numbers(batch * TNetwork.Schema.InputSize, (ulong)step);
            if (TNetwork.Schema.Targets == TargetKind.Labels)
            {
                trainer.Step(inputs, Labels<TNetwork>(batch));
            }
            else
            {
                trainer.Step(inputs, Numbers(batch * TNetwork.Schema.OutputSize, 99));
            }
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(network.Runtime.Parameters));
        hash.AppendData(MemoryMarshal.AsBytes(network.Runtime.State));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Differentiate<TNetwork>(TNetwork network, int batch, ulong seed)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] inputs = Numbers(batch * TNetwork.Schema.InputSize, seed);
        network.Runtime.Differentiate(
            inputs,
            TNetwork.Schema.Targets == TargetKind.Labels
                ? new() { Labels = Labels<TNetwork>(batch) }
                : new() { Values = Numbers(batch * TNetwork.Schema.OutputSize, 99) });
    }

    private static void Predicts<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(5);
        float[] inputs = Numbers(batch * TNetwork.Schema.InputSize, 1);
        float[][] outputs =
        [
            .. Threads.Select(threads =>
            {
                network.Runtime.Threads = threads;
                var y = new float[batch * TNetwork.Schema.OutputSize];
                network.Runtime.Predict(inputs, y);
                return y;
            }),
        ];

        Assert.All(outputs, y => Assert.Equal(outputs[0], y));
    }

    private static void Change<TNetwork>(TNetwork network, string tensor, Func<float, float> change)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        Assert.True(TNetwork.Schema.Tensors.TryGet(tensor, out TensorEntry? entry));
        foreach (ref float parameter in network.Runtime.Parameters.Slice(entry.Offset, entry.Length))
        {
            parameter = change(parameter);
        }
    }

    private static int[] Labels<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork, float> =>
        [.. Enumerable.Range(0, batch).Select(sample => sample * 7 % TNetwork.Schema.OutputSize)];

    private static float[] Numbers(int count, ulong seed)
    {
        var stream = new PhiloxStream(seed, 1);
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (stream.NextInt32(2001) - 1000) / 500f;
        }

        return numbers;
    }
}

/// <summary>A network's runtime, which the class shows as an interface only.</summary>
internal static class RuntimeOf
{
    public static NetworkRuntime<TNetwork, float> Runtime<TNetwork>(this TNetwork network)
        where TNetwork : class, INetwork<TNetwork, float> => network.Runtime;
}
