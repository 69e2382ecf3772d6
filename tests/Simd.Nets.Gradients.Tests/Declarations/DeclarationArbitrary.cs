using FsCheck;
using FsCheck.Fluent;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Draws declarations: up to 8 layers of 1 to 33 units, every kind of layer with its options, nested at will, a third of them
/// on small images; and shrinks them.</summary>
internal static class DeclarationArbitrary
{
    public const int GreatestDepth = 8;

    private const int DeepestNesting = 2;

    // Products of weights and values a sample, so that differences are taken quickly on images too.
    private const int MostWork = 6000;

    /// <summary>The generator and its shrinker.</summary>
    public static Arbitrary<DeclaredNetwork> Declarations { get; } = Arb.From(Networks(), DeclarationShrinker.Shrink);

    /// <summary>As many declarations as asked for, the same for the same seed.</summary>
    public static IReadOnlyList<DeclaredNetwork> Sample(ulong seed, int count) =>
        Declarations.Generator.Sample(numberOfSamples: count, new Rnd(seed), size: 50);

    private static Gen<DeclaredNetwork> Networks() => Gen.Frequency(
        (2, Networks(FeatureLayers.Words)),
        (1, Networks(ImageLayers.Words).Where(network => ShapeFit.Work(network.Layers) <= MostWork)));

    private static Gen<DeclaredNetwork> Networks(DrawnWords words)
    {
        Gen<DeclaredNetwork> networks =
            from isDouble in Gen.Elements(false, true)
            from input in words.Inputs
            from depth in Gen.Frequency((2, Gen.Choose(1, GreatestDepth / 2)), (1, Gen.Choose(GreatestDepth / 2, GreatestDepth)))
            from elements in Elements(words, nesting: 0).ListOf(depth)
            from named in Gen.Choose(0, 11)
            from end in words.Ends
            from loss in FeatureLayers.Losses
            let layers = Named(Shallow([.. elements.SelectMany(element => element), .. end]), named)
            let last = loss is null ? [] : new[] { loss }
            select new DeclaredNetwork(isDouble, ShapeFit.Fit([input, .. layers, .. last]));
        return networks.Where(network => network.Depth > 0);
    }

    // An element is a few layers: one, or one or two repeated.
    private static Gen<IReadOnlyList<Layer>> Elements(DrawnWords words, int nesting)
    {
        Gen<Layer> layers = Gen.Frequency(
            (6, words.Linear),
            (5, FeatureLayers.Functions),
            (2, words.Normalizations),
            (2, words.Others),
            (nesting < DeepestNesting ? 4 : 0, Composites(words, nesting)));
        Gen<IReadOnlyList<Layer>> single = from layer in layers select (IReadOnlyList<Layer>)[layer];
        Gen<IReadOnlyList<Layer>> repeated =
            from count in Gen.Choose(2, 3)
            from body in layers.ListOf(2)
            from both in Gen.Choose(0, 2)
            select (IReadOnlyList<Layer>)[.. Repeat(count, [.. both == 0 ? body.Take(1) : body])];
        return Gen.Frequency((8, single), (1, repeated));
    }

    private static Gen<Layer> Composites(DrawnWords words, int nesting)
    {
        if (nesting == DeepestNesting)
        {
            return words.Linear;
        }

        Gen<LayerStack> bodies =
            from length in Gen.Choose(1, 3)
            from elements in Elements(words, nesting + 1).ListOf(length)
            select LayerStack.Create([.. elements.SelectMany(element => element)]);
        Gen<Layer> residuals =
            from body in bodies
            from scale in Gen.Elements(1, 1, .5, -.8) // no rate makes up for these: 1 − .3 and −.7 would cancel
            from projection in Gen.Frequency(
                (3, Gen.Constant<LayerStack?>(null)),
                (1, from linear in words.Linear select (LayerStack?)[linear]),
                (1, from other in words.Normalizations from linear in words.Linear select (LayerStack?)[other, linear]))
            select (Layer)Residual(body, scale, projection);
        Gen<Layer> concats = from body in bodies select (Layer)Concat(body);
        Gen<Layer> blocks = from count in Gen.Choose(1, 3) from body in bodies select (Layer)DenseBlock(count, body);
        return Gen.Frequency((4, residuals), (2, concats), (1, blocks));
    }

    private static IEnumerable<Layer> Shallow(IEnumerable<Layer> layers)
    {
        int depth = 0;
        foreach (Layer layer in layers)
        {
            // The widths may ask for a dense layer more in each residual.
            int more = LayerDepth.Of(layer) + Residuals(layer);
            if (depth + more <= GreatestDepth)
            {
                depth += more;
                yield return layer;
            }
        }
    }

    private static int Residuals(Layer layer) => layer switch
    {
        ResidualLayer residual => 2 + residual.Body.Sum(Residuals),
        ConcatLayer concat => concat.Body.Sum(Residuals),
        DenseBlockLayer block => block.Count * block.Body.Sum(Residuals),
        _ => 0,
    };

    // Names by the position in the stack, which cannot be another's; a nested stack has those of the next position.
    private static IEnumerable<Layer> Named(IEnumerable<Layer> layers, int at) => layers.Select((layer, index) =>
    {
        Layer nested = layer switch
        {
            ResidualLayer residual => residual with { Body = [.. Named(residual.Body, at - 1)] },
            ConcatLayer concat => concat with { Body = [.. Named(concat.Body, at - 1)] },
            DenseBlockLayer block => block with { Body = [.. Named(block.Body, at - 1)] },
            _ => layer,
        };
        return index == at ? nested with { Name = $"layer{index}" } : nested;
    });
}
