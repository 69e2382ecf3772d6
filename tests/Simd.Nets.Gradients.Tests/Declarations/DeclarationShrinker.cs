namespace Simd.Nets.Gradients.Tests;

/// <summary>Smaller declarations that may fail in the same way, the boldest first.</summary>
internal static class DeclarationShrinker
{
    public static IEnumerable<DeclaredNetwork> Shrink(DeclaredNetwork network)
    {
        (int, int, int) size = Size(network);
        return Stacks(network.Layers)
            .Select(stack => network with { Layers = ShapeFit.Fit(stack) })
            .Where(smaller => smaller.Layers is [InputLayer, not LossLayer, ..] && Size(smaller).CompareTo(size) < 0);
    }

    /// <summary>
    /// The smallest network reached by always taking the first candidate that still fails, in at most so many trials.
    /// </summary>
    public static DeclaredNetwork Smallest(DeclaredNetwork failing, Func<DeclaredNetwork, bool> fails, int trials)
    {
        DeclaredNetwork smallest = failing;
        for (bool shrunk = true; shrunk;)
        {
            shrunk = false;
            foreach (DeclaredNetwork candidate in Shrink(smallest))
            {
                if (trials-- <= 0)
                {
                    return smallest;
                }

                if (fails(candidate))
                {
                    (smallest, shrunk) = (candidate, true);
                    break;
                }
            }
        }

        return smallest;
    }

    // Layers, then text, then numbers: making widths fit may undo a step, and only what is smaller by this is one.
    private static (int, int, int) Size(DeclaredNetwork network) =>
        (network.Depth, network.ToString().Length, network.ToString().Sum(letter => char.IsAsciiDigit(letter) ? letter - '0' : 0));

    // Without a layer, then with a layer made smaller.
    private static IEnumerable<IEnumerable<Layer>> Stacks(LayerStack stack) =>
        Enumerable.Range(0, stack.Count).Select(at => stack.Where((_, index) => index != at))
            .Concat(stack.Index().SelectMany(layer => Smaller(layer.Item)
                .Select(smaller => stack.Take(layer.Index).Concat(smaller).Concat(stack.Skip(layer.Index + 1)))));

    private static IEnumerable<IEnumerable<Layer>> Smaller(Layer layer)
    {
        IEnumerable<IEnumerable<Layer>> smaller = layer switch
        {
            InputLayer { Image: { } image } input => Images(image).Select(smaller => One(Layers.Input(
                smaller.Height, smaller.Width, smaller.Channels, input.Name, input.Init))),
            ConvolutionLayer convolution => Convolutions(convolution).Select(One),
            PoolingLayer pooling => Poolings(pooling).Select(One),
            InputLayer input => Widths(input.Features).Select(features => One(input with { Features = features })),
            DenseLayer dense => Widths(dense.Units).Select(units => One(dense with { Units = units })),
            ResidualLayer residual =>
            [
                residual.Body,
                .. Bodies(residual.Body).Select(body => One(residual with { Body = body })),
                One(residual with { Projection = null }),
                .. Bodies(residual.Projection ?? []).Select(projection => One(residual with { Projection = projection })),
            ],
            ConcatLayer concat => [concat.Body, .. Bodies(concat.Body).Select(body => One(concat with { Body = body }))],
            DenseBlockLayer block =>
            [
                One(new ConcatLayer(block.Body)),
                .. block.Count > 1 ? One(block with { Count = block.Count - 1 }).Chunk(1) : [],
                .. Bodies(block.Body).Select(body => One(block with { Body = body })),
            ],
            _ => [],
        };
        return smaller.Append(One(Plain(layer)));
    }

    // All options and the name at their defaults.
    private static Layer Plain(Layer layer) => layer switch
    {
        InputLayer input => new InputLayer(input.Features) { Image = input.Image },
        ConvolutionLayer convolution => new ConvolutionLayer(convolution.Channels)
        {
            KernelHeight = convolution.KernelHeight,
            KernelWidth = convolution.KernelWidth,
            IsOneDimensional = convolution.IsOneDimensional,
        },
        PoolingLayer pooling => new PoolingLayer(pooling.Kind) { Height = pooling.Height, Width = pooling.Width },
        AdaptivePoolingLayer pooling => pooling with { Name = null },
        DenseBlockLayer or ConcatLayer => layer with { Name = null },
        DenseLayer dense => new DenseLayer(dense.Units),
        DropoutLayer dropout => new DropoutLayer(dropout.Rate),
        ResidualLayer residual => new ResidualLayer(residual.Body) { Projection = residual.Projection },
        _ => (Layer)Activator.CreateInstance(layer.GetType())!,
    };

    private static IEnumerable<ImageShape> Images(ImageShape image) =>
    [
        .. Widths(image.Height).Select(height => image with { Height = height }),
        .. Widths(image.Width).Select(width => image with { Width = width }),
        .. Widths(image.Channels).Select(channels => image with { Channels = channels }),
    ];

    private static IEnumerable<Layer> Convolutions(ConvolutionLayer layer) =>
    [
        .. Widths(layer.Channels).Select(channels => layer with { Channels = channels }),
        .. Widths(layer.KernelHeight).Select(height => layer with { KernelHeight = height }),
        .. Widths(layer.KernelWidth).Select(width => layer with { KernelWidth = width }),
        layer with { StrideHeight = 1 },
        layer with { StrideWidth = 1 },
        layer with { DilationHeight = 1 },
        layer with { DilationWidth = 1 },
        layer with { Groups = 1 },
        layer with { Padding = Padding.Valid },
    ];

    private static IEnumerable<Layer> Poolings(PoolingLayer layer) =>
    [
        .. Widths(layer.Height).Select(height => layer with { Height = height }),
        .. Widths(layer.Width).Select(width => layer with { Width = width }),
        layer with { StrideHeight = 1 },
        layer with { StrideWidth = 1 },
        layer with { Padding = Padding.Valid },
    ];

    private static IEnumerable<LayerStack> Bodies(LayerStack body) =>
        Stacks(body).Select(smaller => LayerStack.Create([.. smaller])).Where(smaller => smaller.Count > 0);

    private static IEnumerable<int> Widths(int width) =>
        new[] { 1, width / 2, width - 1 }.Where(smaller => smaller >= 1 && smaller < width).Distinct();

    private static Layer[] One(Layer layer) => [layer];
}
