using Simd.Nets.Generators.Diagnostics.Checks;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Tests.Rules;

/// <summary>The sizes that the limits are held against are those of the code that is generated.</summary>
public sealed class SizeTests
{
    [Fact]
    public void Parameters_are_counted_exactly_and_workspace_never_too_low() => Assert.True(Counted(
        600, random => [Layers.Input(Width(random)), .. Any(random, 0), .. Any(random, 0), Layers.MeanSquaredError]) > 300);

    [Fact]
    public void Images_are_counted_likewise() => Assert.True(Counted(
        300,
        random =>
        [
            Layers.Input(random.Next(8, 13), random.Next(8, 13), random.Next(1, 6)), .. Images(random, 0), .. Images(random, 0),
            .. random.Next(2) == 0 ? [] : Any(random, 2), Layers.MeanSquaredError,
        ]) > 150);

    /// <summary>How many of the networks are small enough to be counted; that what is counted holds.</summary>
    private static int Counted(int seeds, Func<Random, Layer[]> draw)
    {
        int counted = 0;
        for (int seed = 0; seed < seeds; seed++)
        {
            LayerStack layers = LayerStack.Create(draw(new Random(seed)));
            SizeChecks sizes = SizeChecks.Of(layers);
            if (sizes.Findings.Count > 0 || sizes.Totals.Workspace > 1 << 24)
            {
                continue;
            }

            counted++;
            NetworkGraph graph = ShapeInference.Infer(layers);
            MemoryPlan memory = Scheduler.Plan(graph, Differentiation.Infer(graph), Differentiation.Train(graph), 8).Training.Memory;
            long samples = memory.Length(Region.Samples) + memory.Length(Region.SamplesForInputs);
            long rows = layers[0] is InputLayer { Image: null } ? 256 : 16;
            long workspace = (rows * samples) + (2 * memory.Length(Region.Panels)) + memory.Length(Region.Pass);
            (long parameters, long most) = (sizes.Totals.Parameters, sizes.Totals.Workspace);
            Assert.True(graph.ParameterLength == parameters, $"{graph.ParameterLength} parameters, {parameters} counted: {layers}");
            Assert.True(workspace <= most, $"{workspace} numbers, {most} counted: {layers}");
        }

        return counted;
    }

    private static Layer[] Any(Random random, int depth)
    {
        Layer[] plain =
        [
            Layers.Dense(Width(random)), Layers.Dense(Width(random), bias: false), Layers.Relu, Layers.Gelu, Layers.Mish, Layers.Tanh,
            Layers.PRelu, Layers.PRelu with { PerChannel = true }, Layers.Softmax, Layers.BatchNorm, Layers.LayerNorm,
            Layers.LayerNorm with { Affine = false }, Layers.RmsNorm, Layers.Standardize, Layers.Dropout(0.5), Layers.AlphaDropout(0.5),
        ];
        var layers = new Layer[random.Next(1, 5)];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = (depth < 3 ? random.Next(8) : 0) switch
            {
                5 => Layers.Concat(LayerStack.Create(Any(random, depth + 1))),
                6 => Layers.DenseBlock(random.Next(1, 5), LayerStack.Create(Any(random, depth + 1))),
                7 => Projected(random, depth),
                _ => plain[random.Next(plain.Length)],
            };
        }

        return layers;
    }

    private static Layer[] Images(Random random, int depth)
    {
        Layer[] plain =
        [
            Same(random), Same(random), Same(random) with { Bias = false }, Layers.MaxPool(3, stride: 1, padding: 1), Layers.BatchNorm,
            Layers.AveragePool(3, stride: 1, padding: 1), Layers.Relu, Layers.Gelu, Layers.PRelu with { PerChannel = true },
            Layers.Standardize, Layers.Dropout(0.5), Layers.Dropout(0.5, perChannel: true), Layers.Elu,
        ];
        Layer[] shrinking =
        [
            Layers.Conv2D(Channels(random), 3), Layers.Conv2D(Channels(random), 2, stride: 2, bias: false), Layers.MaxPool(2),
            Layers.AveragePool(2), Layers.AdaptiveMaxPool(3, 2), Layers.AdaptiveAveragePool(2, 2),
        ];
        var layers = new Layer[random.Next(1, 5)];
        for (int i = 0; i < layers.Length; i++)
        {
            ConvolutionLayer last = Same(random);
            layers[i] = (depth < 3 ? random.Next(8) : 0) switch
            {
                4 when depth == 0 => shrinking[random.Next(shrinking.Length)],
                5 => Layers.Concat(LayerStack.Create(Images(random, depth + 1))),
                6 => Layers.DenseBlock(random.Next(1, 4), LayerStack.Create(Images(random, depth + 1))),
                7 => Layers.Residual(
                    LayerStack.Create([.. Images(random, depth + 1), last]),
                    projection: LayerStack.Create([Layers.Conv2D(last.Channels, 1)])),
                _ => plain[random.Next(plain.Length)],
            };
        }

        return layers;
    }

    private static ConvolutionLayer Same(Random random) =>
        Layers.Conv2D(Channels(random), random.Next(1, 6), dilation: random.Next(1, 3), padding: Padding.Same);

    private static int Channels(Random random) => random.Next(1, 20);

    private static ResidualLayer Projected(Random random, int depth)
    {
        int width = Width(random);
        Layer[] way = random.Next(2) == 0 ? [] : Any(random, depth + 1);
        return Layers.Residual(
            LayerStack.Create([.. Any(random, depth + 1), Layers.Dense(width)]),
            projection: LayerStack.Create([.. way, Layers.Dense(width)]));
    }

    private static int Width(Random random) => random.Next(1, 300);
}
