using Simd.Nets;
using static Simd.Nets.Layers;

namespace GradientLab.Networks;

/// <summary>What all networks of the laboratory have in common, and where they differ: depth, activation, initialiser, remedy.</summary>
internal static class Stacks
{
    private const int Width = 64;

    /// <summary>The mean square of a pixel of the digits, which are not standardised.</summary>
    private const double PixelSquare = 0.23;

    /// <summary>Layers on layers, nothing between.</summary>
    public static LayerStack Plain(int depth, Layer activation, Init? init = null) =>
        Network(Repeat(depth, [Dense(Width, init: init), activation]));

    /// <summary>A layer normalisation before every activation.</summary>
    public static LayerStack Normalised(int depth, Layer activation, Init? init = null) =>
        Network(Repeat(depth, [Dense(Width, init: init), LayerNorm, activation]));

    /// <summary>Every layer adds to what comes in; scaled so that all together add as much as one alone would.</summary>
    public static LayerStack Skipping(int depth, double scale, Layer activation, Init? init = null) =>
        Network(Repeat(depth, [Residual([Dense(Width, init: init), activation], scale: scale)]));

    private static LayerStack Network(LayerStack hidden) =>
    [
        Input(Width) with { SecondMoment = PixelSquare },
        ..hidden,
        Dense(10, init: Init.PyTorch),
        SoftmaxCrossEntropy,
    ];
}
