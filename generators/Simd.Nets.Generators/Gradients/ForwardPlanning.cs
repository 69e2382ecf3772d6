using System;
using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>Plans a forward pass node by node, for training or for inference.</summary>
internal sealed class ForwardPlanning
{
    private readonly NetworkGraph graph;
    private readonly bool isTraining;
    private readonly List<PlaceShape> shapes = [];
    private readonly Dictionary<int, Place> places = new() { [0] = Place.Inputs };
    private Place? paddedInputs;

    public ForwardPlanning(NetworkGraph graph, IEnumerable<Node> nodes, bool isTraining)
    {
        this.graph = graph;
        this.isTraining = isTraining;
        foreach (Node node in nodes)
        {
            places[node.Output] = node switch
            {
                ProductNode product => Product(product),
                FoldedNode folded => Folded(folded),
                ChainNode chain => Elementwise(chain),
                SingleNode single => Single(single),
                _ => throw new ArgumentOutOfRangeException(nameof(nodes), node, "not a node"),
            };
        }

        Outputs = Rows(graph.OutputValue);
    }

    /// <summary>What each place needs; the backward pass adds its own.</summary>
    public List<PlaceShape> Shapes => shapes;

    public List<Step> Preparation { get; } = [];

    public List<Step> Steps { get; } = [];

    /// <summary>Where the outputs are.</summary>
    public Place Outputs { get; }

    /// <summary>What each chain found or made besides its rows.</summary>
    public Dictionary<ChainNode, ChainPlaces> ChainPlaces { get; } = [];

    public Place New(PlaceKind kind, int length) => New(new PlaceShape(kind, length));

    /// <summary>Where a value is: the caller's rows, if it is the network's input.</summary>
    public Place PlaceOf(int value) => places[value];

    public ValueShape ShapeOf(int value) => graph.Shapes[value];

    /// <summary>A place for a value, or for its adjoint.</summary>
    public Place NewValue(int value) => New(graph.Shapes[value]);

    /// <summary>A place for a value of a shape.</summary>
    public Place New(ValueShape shape) =>
        New(new PlaceShape(shape.Image is null ? PlaceKind.Rows : PlaceKind.Blocks, shape.Features) { Image = shape.Image });

    /// <summary>Where a product finds its factor: a dense layer reads the caller's rows as they are.</summary>
    public Place FactorOf(LinearOperation operation) => operation is AffineOperation ? PlaceOf(operation.Input) : Rows(operation.Input);

    /// <summary>Where a value is in padded rows, or in blocks.</summary>
    public Place Rows(int value)
    {
        if (!places[value].IsInputs)
        {
            return places[value];
        }

        if (paddedInputs is null)
        {
            paddedInputs = NewValue(0);
            Steps.Add(new PackStep(paddedInputs.Value, graph.Shapes[0]));
        }

        return paddedInputs.Value;
    }

    private Place New(PlaceShape shape)
    {
        shapes.Add(shape);
        return new(shapes.Count - 1);
    }

    private Place Product(ProductNode node)
    {
        Skip? skip = SkipOf(node);
        Place x = FactorOf(node.Linear);
        Place y = NewValue(node.Output);
        Steps.Add(new AffineStep(node.Linear, x, y, node.Function?.Function, skip, null, node.Layer));
        return y;
    }

    private Place Folded(FoldedNode node)
    {
        Place? folded = null;
        if (node.Normalization is { } normalization)
        {
            Tensor weight = node.Convolution.Weight;
            folded = New(PlaceKind.Pass, (weight.Rows + 1) * weight.Pitch);
            Preparation.Add(new FoldStep(node.Convolution, normalization, folded.Value));
        }

        Skip? skip = node.Sum is { } sum ? new(Rows(sum.Input), sum.Scale) : null;
        Place x = Rows(node.Input);
        Place y = NewValue(node.Output);
        Steps.Add(new AffineStep(node.Convolution, x, y, node.Function?.Function, skip, folded, node.Layer));
        return y;
    }

    private Place Elementwise(ChainNode node)
    {
        Chain chain = isTraining ? node.Chain : node.Chain.WithoutDropout;
        if (chain is { Normalization: null, Stages.Count: 0 } && node.Add is null)
        {
            return places[node.Input];
        }

        Skip? skip = SkipOf(node);
        Place x = Rows(node.Input);
        var needs = new ChainPlaces(chain.Normalization is { } normalization ? Statistics(normalization, x) : null, Masks(chain));
        ChainPlaces[node] = needs;
        Place y = NewValue(node.Output);
        Steps.Add(new ChainStep(chain, needs, x, y, skip, node.Layer));
        return y;
    }

    private Place Single(SingleNode node)
    {
        Place x = Rows(node.Input);
        Place y = NewValue(node.Output);
        Steps.Add(node.Operation switch
        {
            SoftmaxOperation softmax => new SoftmaxStep(x, y, graph.WidthOf(softmax.Output), softmax.Layer),
            AddOperation add => new AddStep(x, Rows(add.Branch), add.Scale, y, graph.WidthOf(add.Output), add.Layer),
            JoinOperation join => new JoinStep(
                x, graph.Shapes[join.Input], Rows(join.Branch), graph.Shapes[join.Branch], y, join.Layer),
            PoolingOperation pooling => new PoolingStep(pooling, x, y),
            FlattenOperation flatten => new FlattenStep(x, y, graph.Shapes[flatten.Input].Image!.Value, flatten.Layer),
            _ => throw new ArgumentOutOfRangeException(nameof(node), node, "not an operation that is done by itself"),
        });
        return y;
    }

    private Place Statistics(NormalizeOperation operation, Place x)
    {
        int width = graph.Shapes[operation.Input].Channels;
        if (operation.OfRows)
        {
            Place ofRows = New(PlaceKind.Rows, Layout.RowStatistics);
            Steps.Add(new RowStatisticsStep(operation, x, ofRows, width));
            return ofRows;
        }

        Place statistics = New(PlaceKind.Pass, Layout.ColumnStatistics * Layout.Pitch(width));
        if (isTraining && operation.Source == StatisticsSource.Batch)
        {
            Place panel = NewSums(operation, width);
            Steps.Add(new ColumnStatisticsStep(operation, x, panel, width));
            Steps.Add(new CombineStatisticsStep(operation, panel, statistics, width));
        }
        else
        {
            Preparation.Add(new StoredStatisticsStep(operation, statistics, width));
        }

        return statistics;
    }

    /// <summary>A place for two sums a channel: of a panel, or of every sample where it has pixels to sum over.</summary>
    public Place NewSums(NormalizeOperation operation, int width) => operation.Image is null
        ? New(PlaceKind.Panel, Layout.PanelStatistics * Layout.Pitch(width))
        : New(PlaceKind.Blocks, Layout.PanelStatistics * width);

    private EquatableArray<Place> Masks(Chain chain)
    {
        var masks = new List<Place>();
        foreach (DropoutOperation dropout in chain.Dropouts)
        {
            int width = dropout.PerChannel ? chain.Channels : chain.Width;
            Place bits = New(PlaceKind.Bits, width);
            Steps.Add(new MaskStep(dropout, bits, width, chain.Image is not null));
            masks.Add(bits);
        }

        return new(masks);
    }

    private Skip? SkipOf(Node node) => node.Add is { } add ? new(Rows(add.Input), add.Scale) : null;
}
