using FsCheck;
using FsCheck.Fluent;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>What networks are made of when they are drawn.</summary>
/// <param name="Inputs">What comes first.</param>
/// <param name="Linear">Layers with weights.</param>
/// <param name="Normalizations">Layers with statistics.</param>
/// <param name="Others">Layers without parameters.</param>
/// <param name="Ends">What comes last.</param>
internal sealed record DrawnWords(
    Gen<InputLayer> Inputs, Gen<Layer> Linear, Gen<Layer> Normalizations, Gen<Layer> Others, Gen<Layer[]> Ends);

/// <summary>Layers of networks on rows of features, and those that images have too.</summary>
internal static class FeatureLayers
{
    // Around multiples of the vector widths, where tiles end, and any other.
    public static readonly Gen<int> Widths = Gen.Frequency(
        (3, Gen.Choose(1, 33)),
        (1, Gen.Elements(1, 2, 3, 4, 5, 7, 8, 9)),
        (2, Gen.Elements(15, 16, 17, 31, 32, 33)));

    public static readonly Gen<bool> Mostly = Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)));

    private static readonly Gen<double> Epsilons = Gen.Frequency((2, Gen.Constant(1e-5)), (1, Gen.Elements(1e-3, .5)));

    public static readonly Gen<Init?> Inits = Gen.Frequency(
        (2, Gen.Constant<Init?>(null)),
        (1, Gen.Elements<Init?>([.. LayerSource.Inits.Select(known => known.Init)])));

    public static readonly Gen<Layer> Denses =
        from units in Widths
        from bias in Mostly
        from init in Inits
        select (Layer)Dense(units, bias, init);

    public static readonly Gen<Layer> Functions = Gen.Elements<Layer>(
        Relu, Relu, Tanh, Tanh, LeakyRelu, LeakyRelu with { Slope = .2 }, Elu, Elu with { Alpha = .5 }, Selu, Gelu, Silu, Mish, Softplus,
        Sigmoid, HardSigmoid, HardTanh, HardSwish, PRelu, PRelu with { PerChannel = true }, PRelu with { Initial = .1 }, Softmax);

    public static readonly Gen<Layer> Normalizations =
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

    public static readonly Gen<LossLayer?> Losses = Gen.Elements<LossLayer?>(
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

    /// <summary>What networks on rows of features are made of.</summary>
    public static DrawnWords Words { get; } = new(
        from inputs in Widths
        from init in Gen.Frequency((7, Gen.Constant<Init?>(null)), (1, Inits))
        select Input(inputs, init: init),
        Denses,
        Normalizations,
        Others,
        Gen.Constant<Layer[]>([]));
}
