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
        Place gradient = forward.NewValue(graph.OutputValue);
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

        Place scaled = forward.NewValue(add.Branch);
        Add(add.Branch, new ScaleStep(dy, add.Scale, scaled, graph.WidthOf(add.Branch), add.Layer));
        return scaled;
    }

    private void Product(ProductNode node, Place dz)
    {
        if (node.Function is { } function && !derived.Contains(node.Output))
        {
            Place dh = dz;
            dz = forward.NewValue(node.Output);
            Place h = forward.PlaceOf(node.Output);
            var chain = new Chain(null, new([function]), graph.Shapes[node.Output]);
            Required.Add(new ChainGradientStep(chain, None, null, h, dh, null, dz, null, null, function.Layer));
        }

        Required.Add(new ParameterGradientStep(node.Linear, forward.FactorOf(node.Linear), dz, BiasSums(node.Linear)));
        Place dx = forward.NewValue(node.Input);
        PointwiseFunction? fused = FunctionBefore(node.Input, out string? layer);
        Place? from = fused is null ? null : forward.PlaceOf(node.Input);
        string label = layer is null ? node.Linear.Layer : $"{node.Linear.Layer}, {layer}";
        Add(node.Input, new InputGradientStep(node.Linear, dz, dx, fused, from, Pending(node.Input), label));
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
        Place dx = forward.New(node.Chain.Shape);
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
        Place? panel = ofBatch ? forward.NewSums(operation, chain.Channels) : null;
        Place du = dy;
        if (chain.Stages.Count > 0 || ofBatch || operation.Gain is not null)
        {
            Place? changed = chain.Stages.Count > 0 ? forward.New(chain.Shape) : null;
            Add(chain.Output, ChainGradient(node, dy, null, changed, panel));
            du = changed ?? dy;
        }

        Place? means = null;
        if (panel is { } sums)
        {
            means = forward.New(PlaceKind.Pass, Layout.PanelStatistics * Layout.Pitch(chain.Channels));
            Add(operation.Output, new CombineGradientsStep(operation, sums, means.Value, chain.Channels));
        }

        Place dx = forward.New(chain.Shape);
        Place statistics = forward.ChainPlaces[node].Statistics!.Value;
        Add(node.Input, new NormalizationGradientStep(
            operation, forward.Rows(node.Input), du, statistics, means, Pending(node.Input), dx, chain.Channels));
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

    // One slope for all columns, or one for all samples and pixels of a channel: their sums are added up behind the pass.
    private Place? SlopeSums(Chain chain) => chain switch
    {
        { Slope: null } => null,
        { Image: { Channels: var channels } } => forward.New(PlaceKind.Panel, Layout.Granule * channels),
        { Slope.PerColumn: false } => forward.New(PlaceKind.Panel, Layout.Pitch(chain.Width)),
        _ => null,
    };

    // The samples of a block have sums of their own until they are added up.
    private Place? BiasSums(LinearOperation operation) => operation is ConvolutionOperation { Bias: not null, To.Channels: var channels }
        ? forward.New(PlaceKind.Panel, Layout.Granule * channels)
        : null;

    private void Single(Operation operation, Place dy)
    {
        switch (operation)
        {
            case SoftmaxOperation softmax:
                int width = graph.WidthOf(softmax.Input);
                Place dz = forward.NewValue(softmax.Input);
                Add(softmax.Input, new SoftmaxGradientStep(
                    forward.PlaceOf(softmax.Output), dy, Pending(softmax.Input), dz, width, softmax.Layer));
                adjoints[softmax.Input] = dz;
                break;
            case AddOperation add:
                Send(add.Branch, Through(add, dy), add.Layer);
                break;
            case JoinOperation join:
                Slice(join.Branch, graph.Shapes[join.Input].Channels, join, dy);
                Slice(join.Input, 0, join, dy);
                break;
            case PoolingOperation pooling:
                Pooled(pooling, dy);
                break;
            case FlattenOperation flatten:
                Place image = forward.NewValue(flatten.Input);
                Add(flatten.Input, new UnflattenStep(dy, Pending(flatten.Input), image, graph.WidthOf(flatten.Input), flatten.Layer));
                adjoints[flatten.Input] = image;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "not an operation that is done by itself");
        }
    }

    // A maximum is 0 where all that it was found among is: its own sign tells what a relu before it hands on.
    private void Pooled(PoolingOperation operation, Place dy)
    {
        bool isMax = operation.Kind == PoolingKind.Max;
        string? layer = null;
        bool isOfRelu = isMax && FunctionBefore(operation.Input, out layer) == PointwiseFunction.Relu;
        Place dx = forward.NewValue(operation.Input);
        Add(operation.Input, new PoolingGradientStep(
            operation,
            isMax ? forward.Rows(operation.Input) : null,
            isMax ? forward.PlaceOf(operation.Output) : null,
            dy,
            Pending(operation.Input),
            dx,
            isOfRelu,
            isOfRelu ? $"{operation.Layer}, {layer}" : operation.Layer));
        adjoints[operation.Input] = dx;
        if (isOfRelu)
        {
            derived.Add(operation.Input);
        }
    }

    private void Slice(int value, int first, JoinOperation join, Place dy)
    {
        Place dx = forward.NewValue(value);
        Add(value, new SliceStep(dy, graph.Shapes[join.Output], first, Pending(value), dx, graph.Shapes[value], join.Layer));
        adjoints[value] = dx;
    }

    /// <summary>An adjoint that is there already arrives at one more value.</summary>
    private void Send(int value, Place adjoint, string layer)
    {
        if (Pending(value) is { } pending)
        {
            int width = graph.WidthOf(value);
            Place sum = forward.NewValue(value);
            Add(value, new AddStep(pending, adjoint, 1, sum, width, layer));
            adjoint = sum;
        }

        adjoints[value] = adjoint;
    }

    private Place? Pending(int value) => adjoints.TryGetValue(value, out Place place) ? place : null;

    /// <summary>A step whose result is, or leads to, the adjoint of a value.</summary>
    private void Add(int value, Step step) => (hasParameters[value] ? Required : Remaining).Add(step);

    private static ChainPlaces None => new(null, new([]));

    private static bool[] DependsOnParameters(NetworkGraph graph)
    {
        var depends = new bool[graph.Shapes.Count];
        foreach (Operation operation in graph.Operations)
        {
            depends[operation.Output] = operation.Parameters.Any() || operation.Inputs.Any(input => depends[input]);
        }

        return depends;
    }
}
