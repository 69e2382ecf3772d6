using static Simd.Nets.Layers;

namespace Simd.Nets.Tensors.Tests;

[Network]
public sealed partial class Classes
{
    static LayerStack Layers => [Input(6), Dense(8), Relu, Dense(3), SoftmaxCrossEntropy];
}

[Network(ElementType = ElementType.Float64)]
public sealed partial class Values
{
    static LayerStack Layers => [Input(6), Dense(8), Tanh, Dense(2), MeanSquaredError];
}

[Network]
public sealed partial class Pictures
{
    static LayerStack Layers => [Input(4, 6, 3), Conv2D(4, kernel: 3), Relu, Flatten, Dense(3), SoftmaxCrossEntropy];
}

[Network]
public sealed partial class GreyPictures
{
    static LayerStack Layers => [Input(4, 6, 1), Conv2D(4, kernel: 3), Relu, Flatten, Dense(1), MeanSquaredError];
}

[Network]
public sealed partial class Sequences
{
    static LayerStack Layers => [Input(7, 2), Conv1D(4, kernel: 3), Relu, Flatten, Dense(3), SoftmaxCrossEntropy];
}
