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

    public Place New(PlaceKind kind, int length)
    {
        shapes.Add(new(kind, length));
        return new(shapes.Count - 1);
    }

    /// <summary>Where a value is: the caller's rows, if it is the network's input.</summary>
    public Place PlaceOf(int value) => places[value];

    /// <summary>Where a value is in padded rows.</summary>
    public Place Rows(int value)
    {
        if (!places[value].IsInputs)
        {
            return places[value];
        }

        if (paddedInputs is null)
        {
            paddedInputs = New(PlaceKind.Rows, graph.InputWidth);
            Steps.Add(new PackStep(paddedInputs.Value, graph.InputWidth));
        }

        return paddedInputs.Value;
    }

    private Place Product(ProductNode node)
    {
        Skip? skip = SkipOf(node);
        Place x = places[node.Input];
        Place y = NewRows(node.Output);
        Steps.Add(new AffineStep(node.Affine, x, y, node.Function?.Function, skip, node.Layer));
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
        Place y = NewRows(node.Output);
        Steps.Add(new ChainStep(chain, needs, x, y, skip, node.Layer));
        return y;
    }

    private Place Single(SingleNode node)
    {
        Place x = Rows(node.Input);
        Place y = NewRows(node.Output);
        Steps.Add(node.Operation switch
        {
            SoftmaxOperation softmax => new SoftmaxStep(x, y, graph.Widths[softmax.Output], softmax.Layer),
            AddOperation add => new AddStep(x, Rows(add.Branch), add.Scale, y, graph.Widths[add.Output], add.Layer),
            JoinOperation join => new JoinStep(
                x, graph.Widths[join.Input], Rows(join.Branch), graph.Widths[join.Branch], y, join.Layer),
            _ => throw new ArgumentOutOfRangeException(nameof(node), node, "not an operation that is done by itself"),
        });
        return y;
    }

    private Place Statistics(NormalizeOperation operation, Place x)
    {
        int width = graph.Widths[operation.Input];
        if (operation.OfRows)
        {
            Place ofRows = New(PlaceKind.Rows, Layout.RowStatistics);
            Steps.Add(new RowStatisticsStep(operation, x, ofRows, width));
            return ofRows;
        }

        Place statistics = New(PlaceKind.Pass, Layout.ColumnStatistics * Layout.Pitch(width));
        if (isTraining && operation.Source == StatisticsSource.Batch)
        {
            Place panel = New(PlaceKind.Panel, Layout.PanelStatistics * Layout.Pitch(width));
            Steps.Add(new ColumnStatisticsStep(operation, x, panel, width));
            Steps.Add(new CombineStatisticsStep(operation, panel, statistics, width));
        }
        else
        {
            Preparation.Add(new StoredStatisticsStep(operation, statistics, width));
        }

        return statistics;
    }

    private EquatableArray<Place> Masks(Chain chain)
    {
        var masks = new List<Place>();
        foreach (DropoutOperation dropout in chain.Dropouts)
        {
            Place bits = New(PlaceKind.Bits, chain.Width);
            Steps.Add(new MaskStep(dropout, bits, chain.Width));
            masks.Add(bits);
        }

        return new(masks);
    }

    private Skip? SkipOf(Node node) => node.Add is { } add ? new(Rows(add.Input), add.Scale) : null;

    private Place NewRows(int value) => New(PlaceKind.Rows, graph.Widths[value]);
}
