namespace Simd.Nets;

/// <summary>What a pooling makes of a window.</summary>
public enum PoolingKind
{
    /// <summary>The largest element; of equal ones the first takes the gradient.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}

/// <summary>Pooling over windows that move over the image, channel by channel.</summary>
public sealed record PoolingLayer(PoolingKind Kind) : Layer
{
    /// <summary>Rows of the window.</summary>
    public int Height { get; init; } = 1;

    /// <summary>Columns of the window.</summary>
    public int Width { get; init; } = 1;

    /// <summary>Rows from window to window.</summary>
    public int StrideHeight { get; init; } = 1;

    /// <summary>Columns from window to window.</summary>
    public int StrideWidth { get; init; } = 1;

    /// <summary>What surrounds the image: at most half a window.</summary>
    public Padding Padding { get; init => field = value ?? Padding.Valid; } = Padding.Valid;

    /// <summary>Whether the mean counts the padding's zeros, as it does in PyTorch by default; a maximum never sees them.</summary>
    public bool CountsPadding { get; init; } = true;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// Pooling to a size: row i of <paramref name="Height"/> covers the image's rows from ⌊i · rows / Height⌋ to ⌈(i + 1) · rows / Height⌉, and
/// columns likewise, as PyTorch has it.
/// </summary>
public sealed record AdaptivePoolingLayer(PoolingKind Kind, int Height, int Width) : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// An image as one row of features, in the order of its memory: row by row, pixel by pixel, channel by channel. Implied before
/// <see cref="DenseLayer"/> and before a loss; it has no tensors, but a place among the layers, as in PyTorch.
/// </summary>
public sealed record FlattenLayer : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}
