namespace Simd.Nets;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015): in training <c>y = γ (x − mean) / √(variance + ε) + β</c> over the samples of the batch,
/// feature by feature, on images over samples and pixels, channel by channel; at inference with the running statistics. A training batch
/// needs two samples or more, or images of more than one pixel.
/// </summary>
public sealed record BatchNormLayer : Layer
{
    /// <summary>Keeps the divisor from zero: positive.</summary>
    public double Eps { get; init; } = 1e-5;

    /// <summary>
    /// The share of the batch in the running statistics, from 0 to 1, as PyTorch means it: <c>running ← (1 − m) running + m batch</c>, the
    /// variance taken over N − 1. Keras' momentum is one less it.
    /// </summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>Whether γ and β are there; they start as 1 and 0.</summary>
    public bool Affine { get; init; } = true;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016): <c>y = γ (x − mean) / √(variance + ε) + β</c> over the features of each sample.
/// </summary>
public sealed record LayerNormLayer : Layer
{
    /// <summary>Keeps the divisor from zero: positive.</summary>
    public double Eps { get; init; } = 1e-5;

    /// <summary>Whether γ and β are there, one a feature; they start as 1 and 0.</summary>
    public bool Affine { get; init; } = true;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>RMS normalisation (Zhang and Sennrich 2019): <c>y = γ x / √(mean x² + ε)</c> over the features of each sample.</summary>
public sealed record RmsNormLayer : Layer
{
    /// <summary>Keeps the divisor from zero: positive.</summary>
    public double Eps { get; init; } = 1e-5;

    /// <summary>Whether γ is there, one a feature; it starts as 1.</summary>
    public bool Affine { get; init; } = true;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// <c>y = (x − mean) / deviation</c>, feature by feature, with statistics that are part of the network's state: 0 and 1 until they are set
/// from the training data, saved with the weights, never trained.
/// </summary>
public sealed record StandardizeLayer : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}
