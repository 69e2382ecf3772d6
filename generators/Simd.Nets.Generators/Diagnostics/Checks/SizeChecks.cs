using System.Collections.Generic;
using System.Globalization;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>
/// Every size positive and within <see cref="Limits"/>, what is added of one width, and outputs that suit the loss. A visit yields the width
/// behind the layer: null behind a fault, so that what follows from it is not reported too.
/// </summary>
internal sealed class SizeChecks : ILayerVisitor<int?>
{
    private readonly List<Finding> findings = [];
    private readonly SizeTotals totals;
    private string path = "";
    private int? width;

    private SizeChecks() => totals = new(findings);

    private bool IsInside => path.IndexOf('/') >= 0;

    public static IEnumerable<Finding> Run(LayerStack layers)
    {
        var checks = new SizeChecks();
        checks.Walk(layers, "");
        return checks.findings;
    }

    public int? Visit(InputLayer layer) => IsInside ? null : Size(layer, layer.Features, "features");

    public int? Visit(DenseLayer layer)
    {
        int? units = Size(layer, layer.Units, "units");
        if (units is { } columns && width is { } rows)
        {
            totals.AddParameters(path, rows + 1, columns);
        }

        return units;
    }

    public int? Visit(ActivationLayer layer) => width;

    public int? Visit(PReluLayer layer) => WithRows(1, layer.PerChannel ? width : 1);

    public int? Visit(SoftmaxLayer layer) => width;

    public int? Visit(BatchNormLayer layer) => WithRows(layer.Affine ? 2 : 0, width);

    public int? Visit(LayerNormLayer layer) => WithRows(layer.Affine ? 2 : 0, width);

    public int? Visit(RmsNormLayer layer) => WithRows(layer.Affine ? 1 : 0, width);

    public int? Visit(StandardizeLayer layer) => width;

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
            totals.AddValues(here, width ?? 0);
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
            totals.AddValues(here, joined.Value);
            return joined;
        }

        if (joined is { } features)
        {
            findings.Add(SizeTotals.TooLarge(here, "features behind a layer", Limits.Width, features, "make its body narrower"));
        }

        return null;
    }

    private int? WithRows(int rows, int? columns)
    {
        totals.AddParameters(path, rows, columns ?? 0);
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
