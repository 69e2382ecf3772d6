namespace Simd.Nets.Probe;

/// <summary>A layer that is linear in its inputs and in its weights, as a list of the terms of its sums.</summary>
/// <param name="Name">The prefix of its tensors.</param>
/// <param name="Units">Elements of its bias; the outputs have one after the other.</param>
/// <param name="Bias">Whether it has one.</param>
/// <param name="Terms">Output, input and weight (in its logical order) of every term.</param>
internal sealed record LinearLayer(string Name, int Units, bool Bias, IReadOnlyList<(int Output, int Input, int Weight)> Terms)
{
    /// <summary>A network's only layer; null if it is of another kind.</summary>
    public static LinearLayer? Of(InputLayer input, Layer layer) => (layer, input.Image) switch
    {
        (DenseLayer dense, _) => new(dense.Name ?? "0", dense.Units, dense.Bias, [.. OfDense(input.Features, dense)]),
        (ConvolutionLayer convolution, { } image) =>
            new(convolution.Name ?? "0", convolution.Channels, convolution.Bias, [.. OfConvolution(image, convolution)]),
        _ => null,
    };

    private static IEnumerable<(int Output, int Input, int Weight)> OfDense(int inputs, DenseLayer layer) =>
        from output in Enumerable.Range(0, layer.Units)
        from input in Enumerable.Range(0, inputs)
        select (output, input, (output * inputs) + input);

    private static IEnumerable<(int Output, int Input, int Weight)> OfConvolution(ImageShape image, ConvolutionLayer layer)
    {
        Padding padding = layer.Padding;
        (int? vertical, int? horizontal) = padding.IsSame ? default((int?, int?)) : (padding.Vertical, padding.Horizontal);
        var rows = new Axis(image.Height, layer.KernelHeight, layer.StrideHeight, layer.DilationHeight, vertical);
        var columns = new Axis(image.Width, layer.KernelWidth, layer.StrideWidth, layer.DilationWidth, horizontal);
        (int inputs, int outputs) = (image.Channels / layer.Groups, layer.Channels / layer.Groups);
        return
            from row in rows.Terms
            from column in columns.Terms
            from output in Enumerable.Range(0, layer.Channels)
            from input in Enumerable.Range(0, inputs)
            select (
                (((row.Output * columns.Positions) + column.Output) * layer.Channels) + output,
                (((row.Input * image.Width) + column.Input) * image.Channels) + (output / outputs * inputs) + input,
                (((((output * inputs) + input) * layer.KernelHeight) + row.Tap) * layer.KernelWidth) + column.Tap);
    }

    // A window along one axis; a padding of null is as much as gives a position a stride.
    private sealed record Axis(int Size, int Taps, int Stride, int Dilation, int? Padding)
    {
        public int Positions => Padding is { } sides ? ((Size + (2 * sides) - Span) / Stride) + 1 : ((Size - 1) / Stride) + 1;

        // Which tap at which position lies on which pixel.
        public IEnumerable<(int Output, int Input, int Tap)> Terms =>
            from output in Enumerable.Range(0, Positions)
            from tap in Enumerable.Range(0, Taps)
            let input = (output * Stride) + (tap * Dilation) - Before
            where input >= 0 && input < Size
            select (output, input, tap);

        private int Span => ((Taps - 1) * Dilation) + 1;

        private int Before => Padding ?? (Math.Max(0, ((Positions - 1) * Stride) + Span - Size) / 2);
    }
}
