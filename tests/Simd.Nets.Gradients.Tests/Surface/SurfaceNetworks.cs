using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>A small classifier, widths odd, in float.</summary>
[Network]
public sealed partial class SurfaceFloat32
{
    private static LayerStack Layers => [Input(5), Dense(7), Relu, Dense(3), SoftmaxCrossEntropy];
}

/// <summary>A small classifier, widths odd, in double.</summary>
[Network(ElementType = ElementType.Float64)]
public sealed partial class SurfaceFloat64
{
    private static LayerStack Layers => [Input(5), Dense(7), Relu, Dense(3), SoftmaxCrossEntropy];
}

/// <summary>A small regression.</summary>
[Network]
public sealed partial class SurfaceRegression
{
    private static LayerStack Layers => [Input(5), Dense(7), Tanh, Dense(2), MeanSquaredError];
}
