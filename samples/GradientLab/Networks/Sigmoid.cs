using Simd.Nets;
using static Simd.Nets.Layers;

namespace GradientLab.Networks;

// Sigmoids: a slope of 0.25 at most.
// "Torch" starts as PyTorch does by default, "Own" as the library does by itself; then a normalisation, or a skip, is added.

[Network]
internal sealed partial class Sigmoid5Torch
{
    static LayerStack Layers => Stacks.Plain(5, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid5TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(5, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid5TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(5, 0.4472, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid5Own
{
    static LayerStack Layers => Stacks.Plain(5, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid5OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(5, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid5OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(5, 0.4472, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid30Torch
{
    static LayerStack Layers => Stacks.Plain(30, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid30TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(30, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid30TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(30, 0.1826, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid30Own
{
    static LayerStack Layers => Stacks.Plain(30, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid30OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(30, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid30OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(30, 0.1826, Sigmoid);
}
