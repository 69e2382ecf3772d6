using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets;

/// <summary>
/// What becomes of signals and gradients on their way through a network at initialisation, layer by layer: predicted from the declaration
/// alone (Poole et al. 2016, arXiv 1606.05340; Schoenholz et al. 2017, arXiv 1611.01232; Yang et al. 2019, arXiv 1902.08129), or measured.
/// A prediction holds at initialisation; moments are those of wide layers, ratios count the chance of finite ones. Prints as a table.
/// </summary>
public sealed partial class GradientFlow : IReadOnlyList<LayerFlow>
{
    private readonly LayerFlow[] layers;
    private readonly List<List<int>> chains;

    private GradientFlow((LayerFlow[] Layers, List<List<int>> Chains) flow)
    {
        (layers, chains) = flow;
        Spans = [.. chains.Select((chain, i) => FlowSpan.Of([.. chain.Select(index => layers[index])], isOuter: i == chains.Count - 1))];
    }

    /// <summary>The layers in the order of evaluation, a block before the layers inside it.</summary>
    public int Count => layers.Length;

    /// <summary>
    /// The norm of the gradient of the first layer with weights over that of the last hidden one: below 1e-3 gradients vanish on their way,
    /// above 1e3 they explode. A block counts as one layer, and a layer with a normalisation behind it counts as what comes out of that.
    /// </summary>
    public double Ratio => Outer.Ratio;

    /// <summary>ξ: over so many layers a squared norm changes by a factor of e, and about 6 ξ layers can be trained (Schoenholz et al.
    /// 2017); infinite where nothing changes.</summary>
    public double DepthScale => Outer.DepthScale;

    /// <summary>The chains of layers with weights, one a stack, the network's own last.</summary>
    internal IReadOnlyList<FlowSpan> Spans { get; }

    internal FlowSpan Outer => Spans[Spans.Count - 1];

    /// <summary>The layer at a position.</summary>
    public LayerFlow this[int index] => layers[index];

    /// <summary>Predicts the flow through a declared network.</summary>
    /// <param name="layers">The declaration: an input, layers, and a loss or none, as the compiler accepts it.</param>
    /// <param name="inputSecondMoment">E[x²] of the inputs; by default what the input declares, else 1.</param>
    /// <exception cref="ArgumentException">The stack does not begin with its input.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputSecondMoment"/> is not finite and positive.</exception>
    public static GradientFlow Predict(LayerStack layers, double? inputSecondMoment = null) => PredictWith(layers, inputSecondMoment, new());

    /// <summary>The same with functions that other predictions use, too.</summary>
    internal static GradientFlow PredictWith(LayerStack layers, double? inputSecondMoment, FlowFunctions functions)
    {
        if (layers is not { Count: > 0 } || layers[0] is not InputLayer input)
        {
            throw new ArgumentException("a network begins with its Input: pass the whole stack.", nameof(layers));
        }

        double square = inputSecondMoment ?? input.SecondMoment ?? 1;
        return square > 0 && !double.IsInfinity(square)
            ? new(FlowPropagation.Through(layers, square, functions))
            : throw new ArgumentOutOfRangeException(
                nameof(inputSecondMoment),
                square,
                "the mean square of the inputs must be finite and positive; 1 is that of standardised ones.");
    }

    /// <inheritdoc/>
    public IEnumerator<LayerFlow> GetEnumerator() => ((IEnumerable<LayerFlow>)layers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
