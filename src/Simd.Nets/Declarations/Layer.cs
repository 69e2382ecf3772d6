namespace Simd.Nets;

/// <summary>One element of a <see cref="LayerStack"/>: pure data, equal when everything declared is equal.</summary>
public abstract record Layer
{
    private protected Layer() { }

    /// <summary>
    /// The prefix of this layer's tensors (<c>fc1.weight</c>); without one it is the layer's index behind the input (<c>0.weight</c>),
    /// activations counted, as in PyTorch's <c>Sequential</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Calls the visitor's member for this kind of layer.</summary>
    public abstract TResult Accept<TResult>(ILayerVisitor<TResult> visitor);
}

/// <summary>One member a kind of layer: whoever implements it has met every kind.</summary>
public interface ILayerVisitor<out TResult>
{
    /// <summary>Visits the input.</summary>
    TResult Visit(InputLayer layer);

    /// <summary>Visits a dense layer.</summary>
    TResult Visit(DenseLayer layer);

    /// <summary>Visits a rectifier.</summary>
    TResult Visit(ReluLayer layer);

    /// <summary>Visits a hyperbolic tangent.</summary>
    TResult Visit(TanhLayer layer);

    /// <summary>Visits a logistic sigmoid.</summary>
    TResult Visit(SigmoidLayer layer);

    /// <summary>Visits a softmax with cross-entropy.</summary>
    TResult Visit(SoftmaxCrossEntropyLayer layer);

    /// <summary>Visits a mean squared error.</summary>
    TResult Visit(MeanSquaredErrorLayer layer);
}
