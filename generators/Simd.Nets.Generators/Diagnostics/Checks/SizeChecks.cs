using System.Collections.Generic;
using System.Globalization;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>
/// Every size positive and within <see cref="Limits"/>, what is added of one width, and outputs that suit the loss. A visit yields the
/// width behind the layer: null behind a fault, so that what follows from it is not reported too.
/// </summary>
internal sealed class SizeChecks : ILayerVisitor<int?>
{
    private readonly List<Finding> findings = [];
    private string path = "";
    private int? width;

    private SizeChecks() => Totals = new(findings);

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>What the network takes, as far as its widths are known.</summary>
    public SizeTotals Totals { get; }

    private bool IsInside => path.IndexOf('/') >= 0;

    public static SizeChecks Of(LayerStack layers)
    {
        var checks = new SizeChecks();
        checks.Walk(layers, "");
        return checks;
    }

    public int? Visit(InputLayer layer) => IsInside ? null : Size(layer, layer.Features, "features");

    public int? Visit(DenseLayer layer)
    {
        int? units = Size(layer, layer.Units, "units");
        if (units is { } columns && width is { } rows)
        {
            Totals.AddParameters(path, rows + (layer.Bias ? 1 : 0), columns);
        }

        return units;
    }

    public int? Visit(ActivationLayer layer) => width;

    public int? Visit(PReluLayer layer) => WithRows(1, layer.PerChannel ? width : 1);

    public int? Visit(SoftmaxLayer layer) => width;

    public int? Visit(BatchNormLayer layer) => Normalized(layer.Affine ? 2 : 0);

    public int? Visit(LayerNormLayer layer) => Normalized(layer.Affine ? 2 : 0);

    public int? Visit(RmsNormLayer layer) => Normalized(layer.Affine ? 1 : 0);

    public int? Visit(StandardizeLayer layer) => Normalized(0);

    public int? Visit(DropoutLayer layer) => width;

    public int? Visit(ResidualLayer layer)
    {
        (string here, int? x) = (path, width);
        int? body = Behind(layer.Body, Element.Prefix(here, NestedStack.Body), x);
        int? around = layer.Projection is { } projection ? Behind(projection, Element.Prefix(here, NestedStack.Projection), x) : x;
        if (body is { } sum && around is { } other && sum != other)
        {
            string what = layer.Projection is null ? "input" : "projection";
            findings.Add(new(BlockRules.WidthsDiffer, here, LayerSpelling.Of(layer), Text(sum), Text(other), what));
            return null;
        }

        return around is null ? null : body;
    }

    public int? Visit(ConcatLayer layer) => Joined(layer.Body, path, width);

    public int? Visit(DenseBlockLayer layer)
    {
        if (layer.Count < 1)
        {
            findings.Add(new(LayerRules.NotPositive, path, LayerSpelling.Of(layer), "a count of 1 or more", Text(layer.Count)));
        }

        (string here, int? joined) = (path, width);
        int copies = 0;
        do
        {
            joined = Joined(layer.Body, here, joined);
        }
        while (++copies < layer.Count && joined is not null);

        return joined;
    }

    public int? Visit(LossLayer layer)
    {
        if (!IsInside && width is { } outputs)
        {
            findings.AddRange(ClassChecks.Run(layer, path, outputs));
        }

        return width;
    }

    private void Walk(LayerStack layers, string prefix)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            string here = path = Element.PathOf(prefix, i);
            width = layers[i].Accept(this);
            Totals.AddValues(here, 1, width ?? 0);
        }
    }

    private int? Behind(LayerStack layers, string prefix, int? x)
    {
        width = x;
        Walk(layers, prefix);
        return width;
    }

    /// <summary>The features of x, then those of a body.</summary>
    private int? Joined(LayerStack body, string here, int? x)
    {
        int? joined = x + Behind(body, Element.Prefix(here, NestedStack.Body), x);
        if (joined <= Limits.Width)
        {
            // The row and its adjoint: no other is so wide, so none gives them its place.
            Totals.AddValues(here, 2, joined.Value);
            return joined;
        }

        if (joined is { } features)
        {
            findings.Add(SizeTotals.TooLarge(here, "features behind a layer", Limits.Width, features, "make its body narrower"));
        }

        return null;
    }

    /// <summary>A normalisation has up to two vectors, and keeps statistics of samples or features beside its rows.</summary>
    private int? Normalized(int vectors)
    {
        Totals.AddValues(path, 1, width ?? 0);
        return WithRows(vectors, width);
    }

    private int? WithRows(int rows, int? columns)
    {
        Totals.AddParameters(path, rows, columns ?? 0);
        return width;
    }

    private int? Size(Layer layer, int size, string noun)
    {
        if (size is > 0 and <= Limits.Width)
        {
            return size;
        }

        findings.Add(size <= 0
            ? new(LayerRules.NotPositive, path, LayerSpelling.Of(layer), $"1 or more {noun}", Text(size))
            : SizeTotals.TooLarge(path, $"{noun} in a layer", Limits.Width, size, "make the layer smaller"));
        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
