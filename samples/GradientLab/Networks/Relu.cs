using Simd.Nets;
using static Simd.Nets.Layers;

namespace GradientLab.Networks;

// Rectifiers: half of all slopes are 1, the others 0.
// "Torch" starts as PyTorch does by default, "Own" as the library does by itself; then a normalisation, or a skip, is added.

[Network]
internal sealed partial class Relu5Torch
{
    static LayerStack Layers => Stacks.Plain(5, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu5TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(5, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu5TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(5, 0.4472, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu5Own
{
    static LayerStack Layers => Stacks.Plain(5, Relu);
}

[Network]
internal sealed partial class Relu5OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(5, Relu);
}

[Network]
internal sealed partial class Relu5OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(5, 0.4472, Relu);
}

[Network]
internal sealed partial class Relu30Torch
{
    static LayerStack Layers => Stacks.Plain(30, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu30TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(30, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu30TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(30, 0.1826, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu30Own
{
    static LayerStack Layers => Stacks.Plain(30, Relu);
}

[Network]
internal sealed partial class Relu30OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(30, Relu);
}

[Network]
internal sealed partial class Relu30OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(30, 0.1826, Relu);
}
