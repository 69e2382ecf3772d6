using Xunit;
using Xunit.Abstractions;
using static Simd.Nets.Layers;

namespace Simd.Nets.Tests.Flow;

/// <summary>
/// Predicted ratios of gradients against those of plain networks at initialisation: 256 normal inputs, 256 units a layer, a normal gradient
/// of the outputs, the mean of log10 over seeds. By default some networks of 10 layers and 3 seeds;
/// <c>SIMDNETS_SLOW=1 dotnet test tests/Simd.Nets.Tests -c Release --filter ValidationTests</c> takes all of 5, 20 and 50 layers and 20
/// seeds, about half an hour.
/// </summary>
public sealed class ValidationTests(ITestOutputHelper output)
{
    private static readonly bool Slow = Environment.GetEnvironmentVariable("SIMDNETS_SLOW") == "1";

    private static readonly ActivationLayer[] Activations =
        [Relu, LeakyRelu with { Slope = 0.2 }, Tanh, Sigmoid, Gelu, Silu, Elu, Selu, Softplus];

    private static readonly (string Name, Init Init)[] Inits =
    [
        ("He", Init.He),
        ("Xavier", Init.Xavier),
        ("LeCun", Init.LeCun),
        ("PyTorch", Init.PyTorch),
        ("gain 5/3", Init.Xavier with { Gain = Gain.Tanh }),
        ("orthogonal", Init.Orthogonal(Gain.Relu)),
    ];

    private static readonly string[] Structures = ["plain", "batch norm", "layer norm", "rms norm", "residual", "residual norm", "concat"];

    [Fact]
    public void Predicted_ratios_are_those_of_plain_networks()
    {
        int seeds = Slow ? 20 : 3;
        var errors = new List<double>();
        var misses = new List<string>();
        foreach (Case it in Slow ? Every() : Some())
        {
            LayerStack layers = it.Stack();
            GradientFlow flow = GradientFlow.Predict(layers);
            (int first, int last) = (int.Parse(flow.Outer.Layers[0].Path), int.Parse(flow.Outer.Layers[^1].Path));
            double predicted = Math.Log10(flow.Ratio);
            double[] drawn =
            [
                .. Enumerable.Range(1, seeds).Select(seed =>
                {
                    double[] norms = PlainNetwork.GradientNorms(layers, seed);
                    return Math.Log10(norms[first] / norms[last]);
                }),
            ];
            double measured = drawn.Average();
            double standardError = Math.Sqrt(drawn.Sum(value => Math.Pow(value - measured, 2)) / (seeds - 1) / seeds);
            double error = Math.Abs(measured - predicted);
            string line = $"{it}: predicted {predicted:f3}, measured {measured:f3} ± {standardError:f3}";
            output.WriteLine(line);
            errors.Add(error / Math.Max(Math.Abs(predicted), 0.4));
            if (error > Math.Max(Slow ? 0.1 : 0.2, 0.25 * Math.Abs(predicted)))
            {
                misses.Add(line);
            }
        }

        double median = errors.Order().ElementAt(errors.Count / 2);
        output.WriteLine($"median error {median:p1} of {errors.Count} networks, worst {errors.Max():p1}");
        Assert.Empty(misses);
        Assert.True(median <= 0.05, $"the median error is {median:p1}");
    }

    private static IEnumerable<Case> Some() =>
        from structure in Structures
        from activation in (ActivationLayer[])[Relu, Tanh, Gelu]
        select new Case(10, structure, activation, "He");

    private static IEnumerable<Case> Every() =>
        from depth in (int[])[5, 20, 50]
        from structure in Structures
        from activation in Activations
        from init in structure == "plain" ? Inits : Inits[..1].Concat(Inits[3..4])
        select new Case(depth, structure, activation, init.Name);

    private sealed record Case(int Depth, string Structure, ActivationLayer Activation, string Init)
    {
        public LayerStack Stack() =>
        [
            Input(256, init: Inits.Single(init => init.Name == Init).Init),
            Dense(256),
            Activation,
            .. Repeat(Depth - 1, Block()),
            Dense(10),
        ];

        public override string ToString() => $"{Depth} {Structure} {Activation.GetType().Name} {Init}";

        private LayerStack Block() => Structure switch
        {
            "plain" => [Dense(256), Activation],
            "batch norm" => [Dense(256), BatchNorm, Activation],
            "layer norm" => [Dense(256), LayerNorm, Activation],
            "rms norm" => [Dense(256), RmsNorm, Activation],
            "residual" => [Residual([Activation, Dense(256)])],
            "residual norm" => [Residual([BatchNorm, Activation, Dense(256)])],
            _ => [Concat([Dense(16), Activation])],
        };
    }
}
