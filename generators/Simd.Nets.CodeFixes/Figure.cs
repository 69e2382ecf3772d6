using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Flow;

namespace Simd.Nets.CodeFixes;

/// <summary>The number that a title is about.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">As titles have it.</param>
/// <param name="Distance">How far from one it is.</param>
internal sealed record Figure(string Name, string Text, double Distance)
{
    /// <summary>The number of a network that tells how it fares by a rule.</summary>
    public static Figure Of(WrittenNetwork network, string rule) => rule switch
    {
        "SNET1007" => Narrowness(FlowFindings.Narrowness(network.Flow)),
        "SNET1010" => Single("gradient of the logits", ShareOfLogits(network)),
        "SNET1012" => Range([.. Scales(network).Select(square => Told(network, square))]),
        _ => Single("ratio", ChainFindings.Telling(network.Stack, network.Flow, network.Limits).Ratio),
    };

    private static double ShareOfLogits(WrittenNetwork network) =>
        network.Flow.LastOrDefault(layer => layer.Layer is not LossLayer) is { Layer: SoftmaxLayer or SigmoidLayer } twice
            ? Math.Sqrt(twice.BackwardFactor)
            : 1;

    private static double Told(WrittenNetwork network, double square) =>
        ChainFindings.Telling(network.Stack, GradientFlow.Predict(network.Stack, square), network.Limits).Ratio;

    private static IEnumerable<double> Scales(WrittenNetwork network) =>
        network.Stack[0] is InputLayer { SecondMoment: { } declared } ? [declared] : [0.01, 1, 100];

    private static Figure Narrowness(double beta) => new("β", beta.ToString("0.##", CultureInfo.InvariantCulture), beta);

    private static Figure Single(string name, double number) => new(name, ChainFindings.Text(number), ChangeRanking.Distance(number));

    private static Figure Range(double[] ratios)
    {
        string[] texts = [.. ratios.Select(ChainFindings.Text).Distinct()];
        return new("ratio", string.Join(" … ", texts), ratios.Max(ChangeRanking.Distance));
    }
}
