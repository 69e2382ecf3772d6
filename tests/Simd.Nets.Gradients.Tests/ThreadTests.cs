using Simd.Nets.Benchmarks.Networks;
using Simd.Nets.Gradients.Tests.Files;
using static Simd.Nets.Gradients.Tests.FixedRuns;

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
}
