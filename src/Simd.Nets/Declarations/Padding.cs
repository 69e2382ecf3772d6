namespace Simd.Nets;

/// <summary>What surrounds an image before a window moves over it: zeros for a convolution, nothing for a maximum.</summary>
public sealed record Padding
{
    private Padding() { }

    /// <summary>None: the window stays inside the image.</summary>
    public static Padding Valid { get; } = new();

    /// <summary>
    /// As much as gives ⌈size / stride⌉ positions: with a stride of 1 the image keeps its size. What is odd goes to the bottom and to the
    /// right, as in TensorFlow (and in PyTorch, which knows it for a stride of 1).
    /// </summary>
    public static Padding Same { get; } = new() { IsSame = true };

    /// <summary>Whether the amount follows from sizes.</summary>
    public bool IsSame { get; private init; }

    /// <summary>Rows above and below.</summary>
    public int Vertical { get; private init; }

    /// <summary>Columns to the left and to the right.</summary>
    public int Horizontal { get; private init; }

    /// <summary>So many rows above and below, and columns to the left and to the right.</summary>
    public static Padding Of(int vertical, int horizontal) => new() { Vertical = vertical, Horizontal = horizontal };

    /// <summary>The same on all four sides.</summary>
    public static implicit operator Padding(int size) => Of(size, size);
}
