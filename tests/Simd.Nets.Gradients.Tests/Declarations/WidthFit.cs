namespace Simd.Nets.Gradients.Tests;

/// <summary>
/// A number of features: in the body of a dense block, whose input grows from copy to copy, so many times that input's and some more.
/// </summary>
internal readonly record struct Width(int TimesInput, int Features)
{
    public static Width operator +(Width a, Width b) => new(a.TimesInput + b.TimesInput, a.Features + b.Features);
}

/// <summary>
/// Makes the widths of a stack fit, whatever was drawn or left over by shrinking: a residual's body ends at the width that comes around it,
/// or its projection brings that to the body's; class weights are one a class. Over one or two features a normalisation is little else than
/// the sign, whose derivative is all cancellation, so that no float could be held to a bar: something else takes its place.
/// </summary>
internal sealed class WidthFit : ILayerVisitor<Layer>
{
    // What a body ends in whose width follows its input's without being equal.
    private const int Fallback = 5;

    private static readonly double[] ClassWeightCycle = [1, .25, 2, .5, 4];

    private readonly int blockInput;
    private Width width;

    private WidthFit(Width width, int blockInput)
    {
        this.width = width;
        this.blockInput = blockInput;
    }

    /// <summary>The same declaration with widths that fit.</summary>
    public static LayerStack Fit(IEnumerable<Layer> stack) => Fit(stack, default, 0).Stack;

    // Features, in a dense block those of its first copy.
    private int Features => (width.TimesInput * blockInput) + width.Features;

    public Layer Visit(InputLayer layer)
    {
        width = new(0, layer.Features);
        return layer;
    }

    public Layer Visit(DenseLayer layer)
    {
        width = new(0, layer.Units);
        return layer;
    }

    public Layer Visit(ResidualLayer layer)
    {
        Width around = width;
        (LayerStack body, Width through) = Fit(layer.Body, around, blockInput);
        if (through != around && layer.Projection is null && around.TimesInput == 0 && body[^1] is DenseLayer last)
        {
            (body, through) = Fit([.. body.SkipLast(1), last with { Units = around.Features }], around, blockInput);
        }

        if (through == around && layer.Projection is null)
        {
            return layer with { Body = body };
        }

        if (through.TimesInput != 0)
        {
            (body, through) = Fit([.. body, new DenseLayer(Fallback)], around, blockInput);
        }

        width = through;
        return layer with { Body = body, Projection = [.. ProjectionTo(layer.Projection, through.Features, around)] };
    }

    public Layer Visit(ConcatLayer layer)
    {
        (LayerStack body, Width grown) = Fit(layer.Body, width, blockInput);
        width += grown;
        return layer with { Body = body };
    }

    public Layer Visit(DenseBlockLayer layer)
    {
        (LayerStack body, Width growth) = Fit(layer.Body, new Width(1, 0), Features);
        for (int copy = 0; copy < layer.Count; copy++)
        {
            width += new Width(growth.TimesInput * width.TimesInput, (growth.TimesInput * width.Features) + growth.Features);
        }

        return layer with { Body = body };
    }

    public Layer Visit(LossLayer layer) => layer switch
    {
        SoftmaxCrossEntropyLayer when width.Features == 1 => Layers.MeanSquaredError, // of a single class: always zero
        SoftmaxCrossEntropyLayer { ClassWeights: not null } classes => classes with { ClassWeights = Cycle(width.Features) },
        _ => layer,
    };

    public Layer Visit(ActivationLayer layer) => layer;

    public Layer Visit(PReluLayer layer) => layer;

    public Layer Visit(SoftmaxLayer layer) => layer;

    public Layer Visit(BatchNormLayer layer) => layer;

    public Layer Visit(LayerNormLayer layer) => Features < 3 ? Layers.Standardize : layer;

    public Layer Visit(RmsNormLayer layer) => Features < 3 ? Layers.Standardize : layer;

    public Layer Visit(StandardizeLayer layer) => layer;

    public Layer Visit(DropoutLayer layer) => layer;

    private static (LayerStack Stack, Width Width) Fit(IEnumerable<Layer> stack, Width width, int blockInput)
    {
        var fit = new WidthFit(width, blockInput);
        return ([.. stack.Select(layer => layer.Accept(fit))], fit.width);
    }

    private IEnumerable<Layer> ProjectionTo(LayerStack? drawn, int features, Width around)
    {
        LayerStack fitted = Fit(drawn ?? [], around, blockInput).Stack;
        return fitted.Count > 0 && fitted[^1] is DenseLayer last
            ? [.. fitted.SkipLast(1), last with { Units = features }]
            : [.. fitted, new DenseLayer(features) { Bias = false }];
    }

    private static ClassWeights Cycle(int classes) =>
        [.. Enumerable.Range(0, classes).Select(k => ClassWeightCycle[k % ClassWeightCycle.Length])];
}
