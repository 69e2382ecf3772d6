namespace Simd.Nets;

/// <summary>
/// Convolution (as everywhere in this field, a cross-correlation): every output pixel is <c>b + Σ w · x</c> over a window of the image, for
/// each of <paramref name="Channels"/> output channels. By <c>with</c>, kernel, stride and dilation differ in their two directions.
/// </summary>
public sealed record ConvolutionLayer(int Channels) : Layer
{
    /// <summary>Rows of the window.</summary>
    public int KernelHeight { get; init; } = 1;

    /// <summary>Columns of the window.</summary>
    public int KernelWidth { get; init; } = 1;

    /// <summary>Rows from window to window.</summary>
    public int StrideHeight { get; init; } = 1;

    /// <summary>Columns from window to window.</summary>
    public int StrideWidth { get; init; } = 1;

    /// <summary>Rows from tap to tap of the window.</summary>
    public int DilationHeight { get; init; } = 1;

    /// <summary>Columns from tap to tap of the window.</summary>
    public int DilationWidth { get; init; } = 1;

    /// <summary>What surrounds the image.</summary>
    public Padding Padding { get; init => field = value ?? Padding.Valid; } = Padding.Valid;

    /// <summary>Input and output channels fall into so many groups that do not see each other; as many as input channels is
    /// depthwise.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether <c>b</c> is there. Before a normalisation it is of no use: the mean that is taken off takes it too.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How weights and biases start; null lets the activation that follows choose. An input reaches kernel × channels / groups
    /// outputs; a unit has kernel × input channels / groups inputs.</summary>
    public Init? Init { get; init; }

    /// <summary>Whether it was declared for sequences: the weight's shape is [out, in / groups, kernel].</summary>
    public bool IsOneDimensional { get; init; }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}
