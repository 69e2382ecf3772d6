using System;
using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>
/// Follows the adjoints from the outputs towards the inputs, node by node, last to first. A value that several operations read has the sum
/// of what they send back; the first comes as it is, and every later one is added to it.
/// </summary>
internal sealed class BackwardPlanning
{
    private readonly NetworkGraph graph;
    private readonly ForwardPlanning forward;
    private readonly Dictionary<int, Node> producers;
    private readonly Dictionary<int, Place> adjoints = [];
    private readonly HashSet<int> derived = [];
    private readonly bool[] hasParameters;
    private readonly int[] uses;

    public BackwardPlanning(NetworkGraph graph, Node[] nodes, ForwardPlanning forward)
    {
        this.graph = graph;
        this.forward = forward;
        producers = nodes.ToDictionary(node => node.Output);
        uses = graph.Uses();
        hasParameters = DependsOnParameters(graph);
        Place gradient = forward.New(PlaceKind.Rows, graph.OutputWidth);
        Loss = new LossStep(forward.Outputs, gradient);
        adjoints[graph.OutputValue] = gradient;
        foreach (Node node in Enumerable.Reverse(nodes))
        {
            Visit(node);
        }
    }

    public LossStep Loss { get; }

    /// <summary>Steps that the gradients of the parameters need.</summary>
    public List<Step> Required { get; } = [];

    /// <summary>Steps that only the gradient of the inputs needs.</summary>
    public List<Step> Remaining { get; } = [];

    /// <summary>Where the gradient of the inputs comes to be.</summary>
    public Place InputGradient => adjoints[0];

    private void Visit(Node node)
    {
        Place dy = adjoints[node.Output];
        if (node.Add is { } add)
        {
            dy = Through(add, dy);
        }

        switch (node)
        {
            case ProductNode product:
                Product(product, dy);
                break;
            case ChainNode chain when derived.Contains(node.Output):
                Send(chain.Input, dy, chain.Layer);
                break;
            case ChainNode { Chain.Normalization: not null } chain:
                Normalized(chain, chain.Chain.Normalization!, dy);
                break;
            case ChainNode chain:
                Elementwise(chain, dy);
                break;
            case SingleNode { Operation: var operation }:
                Single(operation, dy);
                break;
        }
    }

    /// <summary>The skip takes the adjoint as it is; the branch, times its scale.</summary>
    private Place Through(AddOperation add, Place dy)
    {
        Send(add.Input, dy, add.Layer);
        if (add.Scale == 1)
        {
            return dy;
        }

        int width = graph.Widths[add.Branch];
        Place scaled = NewRows(width);
        Add(add.Branch, new ScaleStep(dy, add.Scale, scaled, width, add.Layer));
        return scaled;
    }

    private void Product(ProductNode node, Place dz)
    {
        if (node.Function is { } function && !derived.Contains(node.Output))
        {
            int width = graph.Widths[node.Output];
            Place dh = dz;
            dz = NewRows(width);
            Place h = forward.PlaceOf(node.Output);
            var chain = new Chain(null, new([function]), width);
            Required.Add(new ChainGradientStep(chain, None, null, h, dh, null, dz, null, null, function.Layer));
        }

        Required.Add(new ParameterGradientStep(node.Affine, forward.PlaceOf(node.Input), dz));
        Place dx = NewRows(graph.Widths[node.Input]);
        PointwiseFunction? fused = FunctionBefore(node.Input, out string? layer);
        Place? from = fused is null ? null : forward.PlaceOf(node.Input);
        string label = layer is null ? node.Affine.Layer : $"{node.Affine.Layer}, {layer}";
        Add(node.Input, new InputGradientStep(node.Affine, dz, dx, fused, from, Pending(node.Input), label));
        adjoints[node.Input] = dx;
        if (fused is not null)
        {
            derived.Add(node.Input);
        }
    }

    /// <summary>The function whose value this is, if its derivative follows from the value and is cheap enough for an epilogue.</summary>
    private PointwiseFunction? FunctionBefore(int value, out string? layer)
    {
        PointwiseOperation? operation = uses[value] == 1 && producers.TryGetValue(value, out Node producer) && producer.Add is null
            ? producer switch
            {
                ProductNode product => product.Function,
                ChainNode { Chain: { Normalization: null, Stages.Count: 1 } } chain => chain.Chain.Stages[0] as PointwiseOperation,
                _ => null,
            }
            : null;
        bool fits = operation is not null
            && (operation.Function == PointwiseFunction.Relu
                || operation.Function == PointwiseFunction.Tanh
                || operation.Function == PointwiseFunction.Sigmoid);
        layer = fits ? operation!.Layer : null;
        return fits ? operation!.Function : null;
    }

    private void Elementwise(ChainNode node, Place dy)
    {
        Place dx = NewRows(node.Chain.Width);
        if (hasParameters[node.Input] == hasParameters[node.Chain.Output])
        {
            Add(node.Input, ChainGradient(node, dy, Pending(node.Input), dx, null));
            adjoints[node.Input] = dx;
            return;
        }

        // The slope's gradient is required; what else arrives at the input is not, and may not have been computed yet.
        Required.Add(ChainGradient(node, dy, null, dx, null));
        Send(node.Input, dx, node.Layer);
    }

    private void Normalized(ChainNode node, NormalizeOperation operation, Place dy)
    {
        Chain chain = node.Chain;
        bool ofBatch = operation.Source == StatisticsSource.Batch;
        Place? panel = ofBatch ? forward.New(PlaceKind.Panel, Layout.PanelStatistics * Layout.Pitch(chain.Width)) : null;
        Place du = dy;
        if (chain.Stages.Count > 0 || ofBatch || operation.Gain is not null)
        {
            Place? changed = chain.Stages.Count > 0 ? NewRows(chain.Width) : null;
            Add(chain.Output, ChainGradient(node, dy, null, changed, panel));
            du = changed ?? dy;
        }

        Place? means = null;
        if (panel is { } sums)
        {
            means = forward.New(PlaceKind.Pass, Layout.PanelStatistics * Layout.Pitch(chain.Width));
            Add(operation.Output, new CombineGradientsStep(operation, sums, means.Value, chain.Width));
        }

        Place dx = NewRows(chain.Width);
        Place statistics = forward.ChainPlaces[node].Statistics!.Value;
        Add(node.Input, new NormalizationGradientStep(
            operation, forward.Rows(node.Input), du, statistics, means, Pending(node.Input), dx, chain.Width));
        adjoints[node.Input] = dx;
    }

    private ChainGradientStep ChainGradient(ChainNode node, Place dy, Place? skip, Place? dx, Place? panelSums)
    {
        Chain chain = node.Chain;
        bool fromOutput = chain.DerivesFromOutput && node.Add is null;
        bool needsNormalized = chain.Normalization is { } operation
            && (operation.Source == StatisticsSource.Batch || operation.Gain is not null);
        Place? x = needsNormalized || !(fromOutput || chain.DerivesFromMasks) ? forward.Rows(node.Input) : null;
        Place? h = fromOutput ? forward.PlaceOf(node.Output) : null;
        ChainPlaces places = forward.ChainPlaces[node];
        return new(
            chain,
            x is null ? places with { Statistics = null } : places,
            x,
            h,
            dy,
            skip,
            dx,
            panelSums,
            SlopeSums(chain),
            string.Join(", ", node.Operations.Select(stage => stage.Layer)));
    }

    // One slope for all columns: their sums are added up behind the pass.
    private Place? SlopeSums(Chain chain) =>
        chain.Slope is { PerColumn: false } ? forward.New(PlaceKind.Pass, Layout.Pitch(chain.Width)) : null;

    private void Single(Operation operation, Place dy)
    {
        switch (operation)
        {
            case SoftmaxOperation softmax:
                int width = graph.Widths[softmax.Input];
                Place dz = NewRows(width);
                Add(softmax.Input, new SoftmaxGradientStep(
                    forward.PlaceOf(softmax.Output), dy, Pending(softmax.Input), dz, width, softmax.Layer));
                adjoints[softmax.Input] = dz;
                break;
            case AddOperation add:
                Send(add.Branch, Through(add, dy), add.Layer);
                break;
            case JoinOperation join:
                Slice(join.Branch, graph.Widths[join.Input], dy, join.Layer);
                Slice(join.Input, 0, dy, join.Layer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "not an operation that is done by itself");
        }
    }

    private void Slice(int value, int first, Place dy, string layer)
    {
        int width = graph.Widths[value];
        Place dx = NewRows(width);
        Add(value, new SliceStep(dy, first, Pending(value), dx, width, layer));
        adjoints[value] = dx;
    }

    /// <summary>An adjoint that is there already arrives at one more value.</summary>
    private void Send(int value, Place adjoint, string layer)
    {
        if (Pending(value) is { } pending)
        {
            int width = graph.Widths[value];
            Place sum = NewRows(width);
            Add(value, new AddStep(pending, adjoint, 1, sum, width, layer));
            adjoint = sum;
        }

        adjoints[value] = adjoint;
    }

    private Place? Pending(int value) => adjoints.TryGetValue(value, out Place place) ? place : null;

    /// <summary>A step whose result is, or leads to, the adjoint of a value.</summary>
    private void Add(int value, Step step) => (hasParameters[value] ? Required : Remaining).Add(step);

    private Place NewRows(int width) => forward.New(PlaceKind.Rows, width);

    private static ChainPlaces None => new(null, new([]));

    private static bool[] DependsOnParameters(NetworkGraph graph)
    {
        var depends = new bool[graph.Widths.Count];
        foreach (Operation operation in graph.Operations)
        {
            depends[operation.Output] = operation.Parameters.Any() || operation.Inputs.Any(input => depends[input]);
        }

        return depends;
    }
}
