using Xunit;
using Xunit.Abstractions;
using static Simd.Nets.Layers;

namespace Simd.Nets.Tests.Flow;

/// <summary>
/// Predicted ratios of gradients against those of plain networks at initialisation: 256 normal inputs, 256 units a layer, a normal gradient
/// of the outputs, the mean of log10 over seeds. By default some networks of 10 layers and 3 seeds;
/// <c>SIMDNETS_SLOW=1 dotnet test tests/Simd.Nets.Tests -c Release --filter ValidationTests</c> takes all of 5, 20 and 50 layers and 20
/// seeds, about an hour.
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

    /// <summary>
    /// Where chance decides, so that no mean tells much. GELU with He's variance stands at the edge of collapse: at 50 layers the ratio
    /// differs by a factor of 100 from seed to seed and is 1e-3.5 as a mean, where 1e-5.1 is predicted. Softplus under batch normalisation
    /// lets large samples grow until few of them are all of the batch: 1e1.7 and 1e2.1 where 1e1.2 and 1e1.6 are predicted.
    /// </summary>
    private static bool IsChance(Case it) => it.Depth > 20 && it is
    { Structure: "plain", Activation: GeluLayer, Init: "He" } or { Structure: "batch norm", Activation: SoftplusLayer };

    [Fact]
    public void Predicted_ratios_are_those_of_plain_networks()
    {
        int seeds = Slow ? 20 : 3;
        var errors = new List<double>();
        foreach (Case it in Slow ? Every() : Some())
        {
            LayerStack layers = it.Stack();
            GradientFlow flow = GradientFlow.Predict(layers);
            (int first, int last) = (int.Parse(flow.Outer.Layers[0].Path), int.Parse(flow.Outer.Layers[^1].Path));
            double predicted = Math.Log10(flow.Ratio);
            double measured = Enumerable.Range(1, seeds).Average(seed =>
            {
                double[] norms = PlainNetwork.GradientNorms(layers, seed);
                return Math.Log10(norms[first] / norms[last]);
            });
            double error = Math.Abs(measured - predicted);
            output.WriteLine($"{it}: predicted {predicted:f3}, measured {measured:f3}");
            if (!IsChance(it))
            {
                errors.Add(error / Math.Max(Math.Abs(predicted), 0.4));
                Assert.True(
                    error <= Math.Max(Slow ? 0.1 : 0.2, 0.25 * Math.Abs(predicted)),
                    $"{it}: predicted {predicted:f3}, measured {measured:f3}");
            }
        }

        double median = errors.Order().ElementAt(errors.Count / 2);
        output.WriteLine($"median error {median:p1} of {errors.Count} networks, worst {errors.Max():p1}");
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
