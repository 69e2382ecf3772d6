namespace Simd.Nets.Generators.Graph;

/// <summary>What a tensor is to its layer; the members are called as the library's <c>TensorKind</c> calls them.</summary>
internal enum TensorRole
{
    Weight,
    Bias,
    Gain,
    Slope,
    Statistic,
}

/// <summary>
/// A parameter tensor, or one of the state: <paramref name="Rows"/> × <paramref name="Columns"/> in memory, rows <see cref="Pitch"/>
/// elements apart, the first <paramref name="Offset"/> elements behind the start.
/// </summary>
internal sealed record Tensor(string Name, TensorRole Role, int Offset, int Rows, int Columns, int FanIn, int FanOut, Init Init)
{
    public int Pitch => Role == TensorRole.Weight && Window is null ? Layout.WeightPitch(Columns) : Layout.Pitch(Columns);

    public int Length => Rows * Pitch;

    /// <summary>The window whose weights these are; null for a plain matrix or a vector.</summary>
    public KernelWindow? Window { get; init; }

    /// <summary>The image whose features its inputs, or its columns if it is a vector, are; null where PyTorch counts them alike.</summary>
    public ImageShape? Flattened { get; init; }
}

/// <summary>The window of a convolution: the rows of its matrix are (row, column, channel).</summary>
/// <param name="Channels">Input channels of a group.</param>
/// <param name="IsOneDimensional">Whether it has one axis as PyTorch sees it.</param>
internal sealed record KernelWindow(int Height, int Width, int Channels, bool IsOneDimensional);
