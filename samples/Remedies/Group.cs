using Remedies.Networks;
using Simd.Nets;

namespace Remedies;

/// <summary>Networks of one depth and activation: those that cannot learn, and what is tried to mend them.</summary>
internal sealed record Group(int Depth, string Activation, Trial[] Sick, Trial[] Remedies)
{
    private static readonly Recipe Adaptive = new() { Clip = GradientClip.Adaptive() };

    public static IReadOnlyList<Group> All =>
    [
        new(
            30,
            "sigmoid",
            [
                Trial.Of<Sigmoid30>("none"),
                Trial.Of<Sigmoid30Dropout>("dropout"),
            ],
            [
                Trial.Of<Sigmoid30Selu>("SELU and LeCun's initialisation"),
                Trial.Of<Sigmoid30BatchNorm>("batch normalisation"),
                Trial.Of<Sigmoid30LayerNorm>("layer normalisation"),
                Trial.Of<Sigmoid30ResidualLayerNorm>("residual, layer normalisation"),
                Trial.Of<Sigmoid30DenseConnections>("dense connections"),
            ]),
        new(
            50,
            "tanh",
            [
                Trial.Of<Tanh50>("none"),
            ],
            [
                Trial.Of<Tanh50Orthogonal>("orthogonal initialisation"),
                Trial.Of<Tanh50Orthogonal>("the same, RMSprop", new() { Optimizer = new RmsProp(3e-4) }),
                Trial.Of<Tanh50Orthogonal>("the same, no clip, no warm-up", new() { Clip = null, Warmup = false }),
                Trial.Of<Tanh50BatchNorm>("batch normalisation"),
                Trial.Of<Tanh50BatchNorm>("the same, adaptive clipping", Adaptive),
                Trial.Of<Tanh50Residual>("residual, scaled"),
                Trial.Of<Tanh50ResidualRmsNorm>("residual, RMS normalisation"),
                Trial.Of<Tanh50DenseConnections>("dense connections"),
            ]),
        new(
            50,
            "ReLU",
            [
                Trial.Of<Relu50>("none"),
            ],
            [
                Trial.Of<Relu50He>("He's initialisation"),
                Trial.Of<Relu50He>("the same, adaptive clipping", Adaptive),
                Trial.Of<Relu50Orthogonal>("orthogonal initialisation"),
                Trial.Of<Relu50BatchNorm>("batch normalisation"),
                Trial.Of<Relu50Residual>("residual, scaled"),
                Trial.Of<Relu50ResidualBatchNorm>("residual, batch normalisation"),
                Trial.Of<Relu50DenseConnections>("dense connections"),
            ]),
    ];
}
