using System.Collections.Generic;

namespace Simd.Nets.Generators.Graph;

/// <summary>Gives tensors their places in memory, one behind the other.</summary>
internal sealed class TensorPlacement
{
    private readonly List<Tensor> tensors = [];
    private int length;

    public EquatableArray<Tensor> Tensors => new(tensors);

    /// <summary>A matrix of a layer's weights.</summary>
    public Tensor Matrix(string name, int rows, int columns, Init init, ImageShape? flattened) =>
        Place(new(name, TensorRole.Weight, length, rows, columns, rows, columns, init) { Flattened = flattened });

    /// <summary>The weights of a convolution, its columns the output channels of all groups.</summary>
    public Tensor Kernel(string name, KernelWindow window, int columns, int groups, Init init)
    {
        int taps = window.Height * window.Width;
        int rows = taps * window.Channels;
        return Place(new(name, TensorRole.Weight, length, rows, columns, rows, taps * (columns / groups), init) { Window = window });
    }

    /// <summary>One number a column; the fans are those of the layer it belongs to.</summary>
    public Tensor Vector(string name, TensorRole role, int columns, int fanIn, Init init, ImageShape? flattened = null) =>
        Place(new(name, role, length, 1, columns, fanIn, columns, init) { Flattened = flattened });

    private Tensor Place(Tensor tensor)
    {
        tensors.Add(tensor);
        length += tensor.Length;
        return tensor;
    }
}
