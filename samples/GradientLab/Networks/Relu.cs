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
internal sealed partial class Relu20Torch
{
    static LayerStack Layers => Stacks.Plain(20, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu20TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(20, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu20TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(20, 0.2236, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu20Own
{
    static LayerStack Layers => Stacks.Plain(20, Relu);
}

[Network]
internal sealed partial class Relu20OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(20, Relu);
}

[Network]
internal sealed partial class Relu20OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(20, 0.2236, Relu);
}

[Network]
internal sealed partial class Relu40Torch
{
    static LayerStack Layers => Stacks.Plain(40, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu40TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(40, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu40TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(40, 0.1581, Relu, Init.PyTorch);
}

[Network]
internal sealed partial class Relu40Own
{
    static LayerStack Layers => Stacks.Plain(40, Relu);
}

[Network]
internal sealed partial class Relu40OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(40, Relu);
}

[Network]
internal sealed partial class Relu40OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(40, 0.1581, Relu);
}
