using Simd.Nets.Generators.Diagnostics.Checks;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Tests.Rules;

/// <summary>The sizes that the limits are held against are those of the code that is generated.</summary>
public sealed class SizeTests
{
    [Fact]
    public void Parameters_are_counted_exactly_and_workspace_never_too_low()
    {
        int counted = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            LayerStack layers = LayerStack.Create(
                [Layers.Input(Width(random)), .. Any(random, 0), .. Any(random, 0), Layers.MeanSquaredError]);
            SizeChecks sizes = SizeChecks.Of(layers);
            if (sizes.Findings.Count > 0 || sizes.Totals.Workspace > 1 << 24)
            {
                continue;
            }

            counted++;
            NetworkGraph graph = ShapeInference.Infer(layers);
            MemoryPlan memory = Scheduler.Plan(graph, Differentiation.Infer(graph), Differentiation.Train(graph), 8).Training.Memory;
            long samples = memory.Length(Region.Samples) + memory.Length(Region.SamplesForInputs);
            long workspace = (256 * samples) + (2 * memory.Length(Region.Panels)) + memory.Length(Region.Pass);
            (long parameters, long most) = (sizes.Totals.Parameters, sizes.Totals.Workspace);
            Assert.True(graph.ParameterLength == parameters, $"{graph.ParameterLength} parameters, {parameters} counted: {layers}");
            Assert.True(workspace <= most, $"{workspace} numbers, {most} counted: {layers}");
        }

        Assert.True(counted > 300, $"only {counted} networks were small enough");
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
