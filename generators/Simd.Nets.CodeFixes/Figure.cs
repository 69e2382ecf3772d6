using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Flow.Writing;

namespace Simd.Nets.CodeFixes;

/// <summary>The number that a title is about, of a rule that is not about chains of layers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">As titles have it.</param>
/// <param name="Distance">How far the network is from being well, whatever the rule.</param>
internal sealed record Figure(string Name, string Text, double Distance)
{
    /// <summary>The number of a network that tells how it fares by a rule.</summary>
    public static Figure Of(WrittenNetwork network, string rule) => rule switch
    {
        "SNET1007" => Narrowness(network),
        "SNET1008" => new("variance in training over that at inference", Number(Most<DropoutLayer>(network, rule, Inflation)), 0),
        "SNET1009" => new("biases without effect", Number(Sum(network, rule)), 0),
        "SNET1010" => Single("gradient of the logits", ShareOfLogits(network)),
        "SNET1011" => new("second moment behind dropout", Number(Most<DropoutLayer>(network, rule, Inflation)), 0),
        _ => Range([.. Scales(network).Select(square => Told(network, square))]),
    };

    /// <summary>The change to another, as titles have it; null where none is to be seen.</summary>
    public string? To(Figure after) => Text == after.Text ? null : $"{Name} {Text} → {after.Text}";

    private static Figure Narrowness(WrittenNetwork network)
    {
        double beta = FlowFindings.Narrowness(network.Flow);
        return new("β", beta > 0 ? beta.ToString("0.##", CultureInfo.InvariantCulture) : "no measure, with normalisations or skips", beta);
    }

    private static double Inflation(DropoutLayer dropout) => 1 / (1 - dropout.Rate);

    /// <summary>The largest number of the layers that break a rule; 1 where none does.</summary>
    private static double Most<T>(WrittenNetwork network, string rule, Func<T, double> number)
        where T : Layer => Broken(network, rule).OfType<T>().Select(number).DefaultIfEmpty(1).Max();

    private static double Sum(WrittenNetwork network, string rule) => Broken(network, rule)
        .Sum(layer => layer is DenseLayer dense ? (double)dense.Units : ((ConvolutionLayer)layer).Channels);

    private static IEnumerable<Layer> Broken(WrittenNetwork network, string rule) =>
        network.Findings.Where(finding => finding.Rule.Id == rule).Select(finding => network.At(finding.Path)?.Layer).OfType<Layer>();

    private static double ShareOfLogits(WrittenNetwork network) =>
        network.Flow.LastOrDefault(layer => layer.Layer is not LossLayer) is { Layer: SoftmaxLayer or SigmoidLayer } twice
            ? Math.Sqrt(twice.BackwardFactor)
            : 1;

    private static double Told(WrittenNetwork network, double square) =>
        ChainFindings.Telling(network.Stack, GradientFlow.Predict(network.Stack, square), network.Limits).Ratio;

    private static IEnumerable<double> Scales(WrittenNetwork network) =>
        network.Stack[0] is InputLayer { SecondMoment: { } declared } ? [declared] : [0.01, 1, 100];

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static Figure Single(string name, double number) => new(name, ChainFindings.Text(number), ChangeRanking.Distance(number));

    private static Figure Range(double[] ratios)
    {
        string[] texts = [.. ratios.Select(ChainFindings.Text).Distinct()];
        return new("ratio", string.Join(" … ", texts), ratios.Max(ChangeRanking.Distance));
    }
}
