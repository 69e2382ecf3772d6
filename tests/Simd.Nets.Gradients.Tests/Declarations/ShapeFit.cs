namespace Simd.Nets.Gradients.Tests;

/// <summary>
/// A number of features or channels: in the body of a dense block, whose input grows from copy to copy, so many times that input's and some
/// more.
/// </summary>
internal readonly record struct Width(int TimesInput, int Features)
{
    public static Width operator +(Width a, Width b) => new(a.TimesInput + b.TimesInput, a.Features + b.Features);

    public static Width operator *(int factor, Width width) => new(factor * width.TimesInput, factor * width.Features);
}

/// <summary>What a layer yields: a row of features, or an image of so many channels.</summary>
internal readonly record struct Shape(Width Width, (int Height, int Width)? Pixels = null)
{
    /// <summary>As one row.</summary>
    public Shape Flat => Pixels is { } pixels ? new(pixels.Height * pixels.Width * Width) : this;
}

/// <summary>
/// Makes the shapes of a stack fit, whatever was drawn or left over by shrinking: a residual's body ends at the shape that comes around it,
/// or its projection brings that to the body's; what is concatenated keeps the image's size; windows fit their images, and groups divide
/// channels; class weights are one a class. Over one or two features a normalisation is little else than the sign, whose derivative is all
/// cancellation, so that no float could be held to a bar: something else takes its place, as where a layer meets an image, or none, and
/// needs the other.
/// </summary>
internal sealed partial class ShapeFit : ILayerVisitor<Layer>
{
    /// <summary>Groups that stand for as many as there are channels.</summary>
    public const int Depthwise = 99;

    // What a body ends in whose width follows its input's without being equal.
    private const int Fallback = 5;

    private static readonly double[] ClassWeightCycle = [1, .25, 2, .5, 4];

    private readonly int blockInput;
    private readonly bool keepsPixels;
    private Shape shape;
    private long work;

    private ShapeFit(Shape shape, int blockInput, bool keepsPixels)
    {
        this.shape = shape;
        this.blockInput = blockInput;
        this.keepsPixels = keepsPixels;
    }

    /// <summary>The same declaration with shapes that fit.</summary>
    public static LayerStack Fit(IEnumerable<Layer> stack) => new ShapeFit(default, 0, keepsPixels: false).Through(stack, default).Stack;

    /// <summary>About how many products of weights and values a pass of one sample takes.</summary>
    public static long Work(LayerStack fitted)
    {
        var fit = new ShapeFit(default, 0, keepsPixels: false);
        foreach (Layer layer in fitted)
        {
            layer.Accept(fit);
        }

        return fit.work;
    }

    public Layer Visit(InputLayer layer)
    {
        shape = layer.Image is { } image ? new(new(0, image.Channels), (image.Height, image.Width)) : new(new(0, layer.Features));
        return layer;
    }

    public Layer Visit(DenseLayer layer)
    {
        if (keepsPixels && shape.Pixels is not null)
        {
            return Visit(new ConvolutionLayer(layer.Units) { Bias = layer.Bias, Init = layer.Init, Name = layer.Name });
        }

        work += (long)Flat * layer.Units;
        shape = new(new(0, layer.Units));
        return layer;
    }

    public Layer Visit(ResidualLayer layer)
    {
        Shape around = shape;
        (LayerStack body, Shape through) = Through(layer.Body, around);
        if (through != around && through.Pixels == around.Pixels && layer.Projection is null && around.Width.TimesInput == 0
            && WithWidth(body[^1], around.Width.Features) is { } last)
        {
            (body, through) = Through([.. body.SkipLast(1), last], around);
        }

        if (through == around && layer.Projection is null)
        {
            return layer with { Body = body };
        }

        if (through.Width.TimesInput != 0)
        {
            (body, through) = Through([.. body, Linear(Fallback, through)], around);
        }

        if (through.Pixels is { } pixels && (pixels.Height > around.Pixels!.Value.Height || pixels.Width > around.Pixels.Value.Width))
        {
            (int height, int width) = around.Pixels.Value;
            (body, through) = Through([.. body, Layers.AdaptiveAveragePool(height, width)], around);
        }

        LayerStack projection = Projection(layer.Projection ?? [], around, through);
        shape = through;
        return layer with { Body = body, Projection = projection };
    }

    public Layer Visit(ConcatLayer layer)
    {
        var inside = new ShapeFit(shape, blockInput, keepsPixels || shape.Pixels is not null);
        (LayerStack body, Shape grown) = inside.Through(layer.Body, shape);
        work += inside.work;
        shape = shape with { Width = shape.Width + grown.Width };
        return layer with { Body = body };
    }

    public Layer Visit(DenseBlockLayer layer)
    {
        var copy = new ShapeFit(shape, Features, keepsPixels || shape.Pixels is not null);
        (LayerStack body, Shape grown) = copy.Through(layer.Body, shape with { Width = new(1, 0) });
        work += layer.Count * copy.work;
        Width growth = grown.Width;
        for (int i = 0; i < layer.Count; i++)
        {
            shape = shape with { Width = shape.Width + (growth.TimesInput * shape.Width) + new Width(0, growth.Features) };
        }

        return layer with { Body = body };
    }

    public Layer Visit(LossLayer layer) => layer switch
    {
        SoftmaxCrossEntropyLayer when shape.Flat.Width.Features == 1 => Layers.MeanSquaredError, // of a single class: always zero
        SoftmaxCrossEntropyLayer { ClassWeights: not null } classes => classes with { ClassWeights = Cycle(shape.Flat.Width.Features) },
        _ => layer,
    };

    public Layer Visit(ActivationLayer layer) => layer;

    public Layer Visit(PReluLayer layer) => layer;

    public Layer Visit(SoftmaxLayer layer) => shape.Pixels is null ? layer : Layers.Sigmoid;

    public Layer Visit(BatchNormLayer layer) => layer;

    public Layer Visit(LayerNormLayer layer) =>
        shape.Pixels is not null ? Layers.BatchNorm with { Affine = layer.Affine } : Features < 3 ? Layers.Standardize : layer;

    public Layer Visit(RmsNormLayer layer) =>
        shape.Pixels is not null ? Layers.BatchNorm with { Affine = layer.Affine } : Features < 3 ? Layers.Standardize : layer;

    public Layer Visit(StandardizeLayer layer) => layer;

    public Layer Visit(DropoutLayer layer) => layer;

    // Features or channels, in a dense block those of its first copy.
    private int Features => (shape.Width.TimesInput * blockInput) + shape.Width.Features;

    private int Flat => Features * ((shape.Pixels?.Height ?? 1) * (shape.Pixels?.Width ?? 1));

    private (LayerStack Stack, Shape Shape) Through(IEnumerable<Layer> stack, Shape from)
    {
        var fit = new ShapeFit(from, blockInput, keepsPixels);
        LayerStack fitted = [.. stack.Select(layer => layer.Accept(fit))];
        work += fit.work;
        return (fitted, fit.shape);
    }

    /// <summary>The drawn projection if it can end at a shape, else one that does.</summary>
    private LayerStack Projection(LayerStack drawn, Shape from, Shape to)
    {
        int units = to.Width.Features;
        (LayerStack fitted, Shape end) = Through(drawn, from);
        if (end.Pixels == to.Pixels && fitted.Count > 0)
        {
            return WithWidth(fitted[^1], units) is { } last ? [.. fitted.SkipLast(1), last] : [.. fitted, Linear(units, to)];
        }

        if (to.Pixels is not { } pixels)
        {
            return [.. fitted, new DenseLayer(units) { Bias = false }];
        }

        for (int stride = 1; stride <= 3; stride++)
        {
            ConvolutionLayer strided = Layers.Conv2D(units, 1, stride: stride, bias: false);
            if (Through([strided], from).Shape.Pixels == pixels)
            {
                return [strided];
            }
        }

        return [Layers.AdaptiveAveragePool(pixels.Height, pixels.Width), Linear(units, to)];
    }

    // What changes a width and nothing else.
    private static Layer Linear(int units, Shape at) => at.Pixels is null
        ? new DenseLayer(units) { Bias = false }
        : new ConvolutionLayer(units) { Bias = false };

    private static Layer? WithWidth(Layer layer, int units) => layer switch
    {
        DenseLayer dense => dense with { Units = units },
        ConvolutionLayer convolution when units % convolution.Groups == 0 => convolution with { Channels = units },
        _ => null,
    };

    private static ClassWeights Cycle(int classes) =>
        [.. Enumerable.Range(0, classes).Select(k => ClassWeightCycle[k % ClassWeightCycle.Length])];
}
