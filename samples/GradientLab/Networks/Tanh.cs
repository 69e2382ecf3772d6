using Simd.Nets;
using static Simd.Nets.Layers;

namespace GradientLab.Networks;

// Hyperbolic tangents: a slope of 1 at zero, and less elsewhere.
// "Torch" starts as PyTorch does by default, "Own" as the library does by itself; then a normalisation, or a skip, is added.

[Network]
internal sealed partial class Tanh5Torch
{
    static LayerStack Layers => Stacks.Plain(5, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh5TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(5, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh5TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(5, 0.4472, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh5Own
{
    static LayerStack Layers => Stacks.Plain(5, Tanh);
}

[Network]
internal sealed partial class Tanh5OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(5, Tanh);
}

[Network]
internal sealed partial class Tanh5OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(5, 0.4472, Tanh);
}

[Network]
internal sealed partial class Tanh20Torch
{
    static LayerStack Layers => Stacks.Plain(20, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh20TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(20, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh20TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(20, 0.2236, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh20Own
{
    static LayerStack Layers => Stacks.Plain(20, Tanh);
}

[Network]
internal sealed partial class Tanh20OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(20, Tanh);
}

[Network]
internal sealed partial class Tanh20OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(20, 0.2236, Tanh);
}

[Network]
internal sealed partial class Tanh40Torch
{
    static LayerStack Layers => Stacks.Plain(40, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh40TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(40, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh40TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(40, 0.1581, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh40Own
{
    static LayerStack Layers => Stacks.Plain(40, Tanh);
}

[Network]
internal sealed partial class Tanh40OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(40, Tanh);
}

[Network]
internal sealed partial class Tanh40OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(40, 0.1581, Tanh);
}
