namespace Simd.Nets;

/// <summary>A loss: only ever the last layer. It is the mean over the batch, weighted where samples or classes have weights.</summary>
public abstract record LossLayer : Layer
{
    private protected LossLayer() { }

    /// <inheritdoc/>
    public sealed override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);

    /// <summary>Calls the visitor's member for this loss.</summary>
    public abstract TResult Accept<TResult>(ILossVisitor<TResult> visitor);
}

/// <summary>One member a loss: whoever implements it has met every one.</summary>
public interface ILossVisitor<out TResult>
{
    /// <summary>Visits a softmax with cross-entropy.</summary>
    TResult Visit(SoftmaxCrossEntropyLayer layer);

    /// <summary>Visits a binary cross-entropy.</summary>
    TResult Visit(BinaryCrossEntropyLayer layer);

    /// <summary>Visits a mean squared error.</summary>
    TResult Visit(MeanSquaredErrorLayer layer);

    /// <summary>Visits a mean absolute error.</summary>
    TResult Visit(MeanAbsoluteErrorLayer layer);

    /// <summary>Visits a Huber loss.</summary>
    TResult Visit(HuberLayer layer);
}

/// <summary>
/// Softmax and cross-entropy of the logits against one class a sample: <c>log Σe^z − z[label]</c>; by PyTorch's formula where labels are
/// smoothed or classes have weights, which the mean then divides by.
/// </summary>
public sealed record SoftmaxCrossEntropyLayer : LossLayer
{
    /// <summary>The share of every label that is spread evenly over all classes (Szegedy et al. 2016): at least 0 and below 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How much a sample of each class counts, one a class: <c>ClassWeights = [1, 4, 2]</c>; null for equal weights.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILossVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// Binary cross-entropy from logits, the mean over outputs of <c>−t log σ(z) − (1 − t) log(1 − σ(z))</c>: any number of labels a sample.
/// Targets lie in [0, 1].
/// </summary>
public sealed record BinaryCrossEntropyLayer : LossLayer
{
    /// <summary>What the first term is multiplied with where positives are rare: positive.</summary>
    public double PositiveWeight { get; init; } = 1;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILossVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Mean squared error: the mean over batch and outputs of <c>(y − t)²</c>.</summary>
public sealed record MeanSquaredErrorLayer : LossLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILossVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Mean absolute error: the mean over batch and outputs of <c>|y − t|</c>; the derivative where they are equal is 0.</summary>
public sealed record MeanAbsoluteErrorLayer : LossLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILossVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// Huber loss: the mean over batch and outputs of <c>½ (y − t)²</c> where that difference is at most δ, else <c>δ (|y − t| − ½ δ)</c>.
/// </summary>
public sealed record HuberLayer : LossLayer
{
    /// <summary>Where the square becomes a line: positive.</summary>
    public double Delta { get; init; } = 1;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILossVisitor<TResult> visitor) => visitor.Visit(this);
}
