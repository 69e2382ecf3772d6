namespace Simd.Nets;

/// <summary>The network's input: <paramref name="Features"/> numbers a sample.</summary>
public sealed record InputLayer(int Features) : Layer
{
    /// <summary>The shape of a sample that is an image, of <see cref="Features"/> numbers in this order; null where it is a row of
    /// features.</summary>
    public ImageShape? Image { get; init; }

    /// <summary>How every layer starts that declares nothing of its own; null lets the activation that follows it choose.</summary>
    public Init? Init { get; init; }

    /// <summary>
    /// The mean square E[x²] of the inputs, finite and positive, for those who predict gradients: <c>Input(784) with { SecondMoment = 0.1
    /// }</c>. Null where it is unknown: they take 1, which is that of standardised inputs, and say so where it matters.
    /// </summary>
    public double? SecondMoment { get; init; }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Fully connected: <c>z = x·W + b</c>, <paramref name="Units"/> outputs.</summary>
public sealed record DenseLayer(int Units) : Layer
{
    /// <summary>Whether <c>b</c> is there. Before a normalisation it is of no use: the mean that is taken off takes it too.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How <c>W</c> and <c>b</c> start; null lets the activation that follows choose.</summary>
    public Init? Init { get; init; }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// Parametric rectifier (He et al. 2015): <c>h = z</c> for positive z, else <c>a·z</c> with a learned slope <c>a</c>, for all features one
/// or one each. Do not decay it: by default it is exempt.
/// </summary>
public sealed record PReluLayer : Layer
{
    /// <summary>Whether every feature has a slope of its own.</summary>
    public bool PerChannel { get; init; }

    /// <summary>What the slope starts with.</summary>
    public double Initial { get; init; } = 0.25;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// <c>h = e^z / Σ e^z</c> over the features of a sample. A loss that takes logits (<see cref="SoftmaxCrossEntropyLayer"/>) has its own: put
/// none before it.
/// </summary>
public sealed record SoftmaxLayer : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// Dropout (Srivastava et al. 2014), inverted: in training every element is zero with probability <paramref name="Rate"/>, else divided by
/// 1 − rate; the identity at inference.
/// </summary>
public sealed record DropoutLayer(double Rate) : Layer
{
    /// <summary>
    /// Whether mean and variance are kept as SELU needs it (Klambauer et al. 2017): dropped elements become SELU's negative limit, and all
    /// are rescaled.
    /// </summary>
    public bool Alpha { get; init; }

    /// <summary>Whether all pixels of a channel are dropped together (Tompson et al. 2015), as PyTorch's Dropout2d does.</summary>
    public bool PerChannel { get; init; }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}
