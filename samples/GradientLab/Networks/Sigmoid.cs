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
internal sealed partial class Sigmoid20Torch
{
    static LayerStack Layers => Stacks.Plain(20, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid20TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(20, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid20TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(20, 0.2236, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid20Own
{
    static LayerStack Layers => Stacks.Plain(20, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid20OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(20, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid20OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(20, 0.2236, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid40Torch
{
    static LayerStack Layers => Stacks.Plain(40, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid40TorchNormalised
{
    static LayerStack Layers => Stacks.Normalised(40, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid40TorchSkipping
{
    static LayerStack Layers => Stacks.Skipping(40, 0.1581, Sigmoid, Init.PyTorch);
}

[Network]
internal sealed partial class Sigmoid40Own
{
    static LayerStack Layers => Stacks.Plain(40, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid40OwnNormalised
{
    static LayerStack Layers => Stacks.Normalised(40, Sigmoid);
}

[Network]
internal sealed partial class Sigmoid40OwnSkipping
{
    static LayerStack Layers => Stacks.Skipping(40, 0.1581, Sigmoid);
}
