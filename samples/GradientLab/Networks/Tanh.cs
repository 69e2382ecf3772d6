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
internal sealed partial class Tanh30Torch
{
    static LayerStack Layers => Stacks.Plain(30, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh30TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(30, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh30TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(30, 0.1826, Tanh, Init.PyTorch);
}

[Network]
internal sealed partial class Tanh30Own
{
    static LayerStack Layers => Stacks.Plain(30, Tanh);
}

[Network]
internal sealed partial class Tanh30OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(30, Tanh);
}

[Network]
internal sealed partial class Tanh30OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(30, 0.1826, Tanh);
}
