namespace Simd.Nets;

/// <summary>The network's input: <paramref name="Features"/> numbers a sample.</summary>
public sealed record InputLayer(int Features) : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Fully connected: <c>z = x·W + b</c>, <paramref name="Units"/> outputs.</summary>
public sealed record DenseLayer(int Units) : Layer
{
    /// <summary>Whether <c>b</c> is there.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How <c>W</c> and <c>b</c> start; null lets the activation that follows choose.</summary>
    public Init? Init { get; init; }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Rectifier: <c>h = max(0, z)</c>.</summary>
public sealed record ReluLayer : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Hyperbolic tangent: <c>h = tanh z</c>.</summary>
public sealed record TanhLayer : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Logistic sigmoid: <c>h = 1 / (1 + e^−z)</c>.</summary>
public sealed record SigmoidLayer : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A loss: only ever the last layer.</summary>
public abstract record LossLayer : Layer
{
    private protected LossLayer() { }
}

/// <summary>Softmax and cross-entropy of the logits against one class a sample: the mean over the batch of <c>log Σe^z − z[label]</c>.</summary>
public sealed record SoftmaxCrossEntropyLayer : LossLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Mean squared error: the mean over batch and outputs of <c>(y − t)²</c>.</summary>
public sealed record MeanSquaredErrorLayer : LossLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}
