using FsCheck;
using FsCheck.Fluent;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Draws declarations: up to 8 layers of 1 to 33 units, every kind of layer with its options, nested at will; and
/// shrinks them.</summary>
internal static class DeclarationArbitrary
{
    public const int GreatestDepth = 8;

    private const int DeepestNesting = 2;

    // Around multiples of the vector widths, where tiles end, and any other.
    private static readonly Gen<int> Widths = Gen.Frequency(
        (3, Gen.Choose(1, 33)),
        (1, Gen.Elements(1, 2, 3, 4, 5, 7, 8, 9)),
        (2, Gen.Elements(15, 16, 17, 31, 32, 33)));

    private static readonly Gen<bool> Mostly = Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)));

    private static readonly Gen<double> Epsilons = Gen.Frequency((2, Gen.Constant(1e-5)), (1, Gen.Elements(1e-3, .5)));

    private static readonly Gen<Init?> Inits = Gen.Frequency(
        (2, Gen.Constant<Init?>(null)),
        (1, Gen.Elements<Init?>([.. LayerSource.Inits.Select(known => known.Init)])));

    private static readonly Gen<Layer> Denses =
        from units in Widths
        from bias in Mostly
        from init in Inits
        select (Layer)Dense(units, bias, init);

    private static readonly Gen<Layer> Functions = Gen.Elements<Layer>(
        Relu, Relu, Tanh, Tanh, LeakyRelu, LeakyRelu with { Slope = .2 }, Elu, Elu with { Alpha = .5 }, Selu, Gelu, Silu, Mish, Softplus,
        Sigmoid, HardSigmoid, HardTanh, HardSwish, PRelu, PRelu with { PerChannel = true }, PRelu with { Initial = .1 }, Softmax);

    private static readonly Gen<Layer> Normalizations =
        from kind in Gen.Choose(0, 2)
        from eps in Epsilons
        from affine in Mostly
        from momentum in Gen.Elements(.1, .1, .01, 1)
        select kind switch
        {
            0 => (Layer)(BatchNorm with { Eps = eps, Affine = affine, Momentum = momentum }),
            1 => LayerNorm with { Eps = eps, Affine = affine },
            _ => RmsNorm with { Eps = eps, Affine = affine },
        };

    private static readonly Gen<Layer> Others =
        Gen.Elements<Layer>(Standardize, Dropout(0), Dropout(.1), Dropout(.3), Dropout(.5), AlphaDropout(.1), AlphaDropout(.3));

    private static readonly Gen<LossLayer?> Losses = Gen.Elements<LossLayer?>(
        null,
        SoftmaxCrossEntropy,
        SoftmaxCrossEntropy with { LabelSmoothing = .1 },
        SoftmaxCrossEntropy with { ClassWeights = [1] },
        SoftmaxCrossEntropy with { LabelSmoothing = .2, ClassWeights = [1] },
        BinaryCrossEntropy,
        BinaryCrossEntropy with { PositiveWeight = 3 },
        MeanSquaredError,
        MeanAbsoluteError,
        Huber,
        Huber with { Delta = .25 });

    /// <summary>The generator and its shrinker.</summary>
    public static Arbitrary<DeclaredNetwork> Declarations { get; } = Arb.From(Networks(), DeclarationShrinker.Shrink);

    /// <summary>As many declarations as asked for, the same for the same seed.</summary>
    public static IReadOnlyList<DeclaredNetwork> Sample(ulong seed, int count) =>
        Declarations.Generator.Sample(numberOfSamples: count, new Rnd(seed), size: 50);

    private static Gen<DeclaredNetwork> Networks()
    {
        Gen<DeclaredNetwork> networks =
            from isDouble in Gen.Elements(false, true)
            from inputs in Widths
            from init in Gen.Frequency((7, Gen.Constant<Init?>(null)), (1, Inits))
            from depth in Gen.Frequency((2, Gen.Choose(1, GreatestDepth / 2)), (1, Gen.Choose(GreatestDepth / 2, GreatestDepth)))
            from elements in Elements(nesting: 0).ListOf(depth)
            from named in Gen.Choose(0, 11)
            from loss in Losses
            let layers = Named(Shallow(elements.SelectMany(element => element)), named)
            let end = loss is null ? [] : new[] { loss }
            select new DeclaredNetwork(isDouble, WidthFit.Fit([Input(inputs, init: init), .. layers, .. end]));
        return networks.Where(network => network.Depth > 0);
    }

    // An element is a few layers: one, or one or two repeated.
    private static Gen<IReadOnlyList<Layer>> Elements(int nesting)
    {
        Gen<Layer> layers = Gen.Frequency(
            (6, Denses), (5, Functions), (2, Normalizations), (2, Others), (nesting < DeepestNesting ? 4 : 0, Composites(nesting)));
        Gen<IReadOnlyList<Layer>> single = from layer in layers select (IReadOnlyList<Layer>)[layer];
        Gen<IReadOnlyList<Layer>> repeated =
            from count in Gen.Choose(2, 3)
            from body in layers.ListOf(2)
            from both in Gen.Choose(0, 2)
            select (IReadOnlyList<Layer>)[.. Repeat(count, [.. both == 0 ? body.Take(1) : body])];
        return Gen.Frequency((8, single), (1, repeated));
    }

    private static Gen<Layer> Composites(int nesting)
    {
        if (nesting == DeepestNesting)
        {
            return Denses;
        }

        Gen<LayerStack> bodies =
            from length in Gen.Choose(1, 3)
            from elements in Elements(nesting + 1).ListOf(length)
            select LayerStack.Create([.. elements.SelectMany(element => element)]);
        Gen<Layer> residuals =
            from body in bodies
            from scale in Gen.Elements(1, 1, .5, -.8) // no rate makes up for these: 1 − .3 and −.7 would cancel
            from projection in Gen.Frequency(
                (3, Gen.Constant<LayerStack?>(null)),
                (1, from dense in Denses select (LayerStack?)[dense]),
                (1, from other in Normalizations from dense in Denses select (LayerStack?)[other, dense]))
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
