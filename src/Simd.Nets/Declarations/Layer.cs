namespace Simd.Nets;

/// <summary>One element of a <see cref="LayerStack"/>: pure data, equal when everything declared is equal.</summary>
public abstract record Layer
{
    private protected Layer() { }

    /// <summary>
    /// The prefix of this layer's tensors (<c>fc1.weight</c>); without one it is the layer's index behind the input (<c>0.weight</c>),
    /// activations counted, as in PyTorch's <c>Sequential</c>. Inside a composite layer the composite's prefix comes first:
    /// <c>3.body.1.weight</c>.
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

    /// <summary>Visits a convolution.</summary>
    TResult Visit(ConvolutionLayer layer);

    /// <summary>Visits a pooling over moving windows.</summary>
    TResult Visit(PoolingLayer layer);

    /// <summary>Visits a pooling to a size.</summary>
    TResult Visit(AdaptivePoolingLayer layer);

    /// <summary>Visits a flattening of images.</summary>
    TResult Visit(FlattenLayer layer);

    /// <summary>Visits a function applied to every element: <see cref="ActivationLayer.Accept{TResult}(IActivationVisitor{TResult})"/> tells
    /// which.</summary>
    TResult Visit(ActivationLayer layer);

    /// <summary>Visits a rectifier with a learned slope.</summary>
    TResult Visit(PReluLayer layer);

    /// <summary>Visits a softmax over the features of a sample.</summary>
    TResult Visit(SoftmaxLayer layer);

    /// <summary>Visits a normalisation over the batch.</summary>
    TResult Visit(BatchNormLayer layer);

    /// <summary>Visits a normalisation over the features of a sample.</summary>
    TResult Visit(LayerNormLayer layer);

    /// <summary>Visits a division by the root mean square of a sample's features.</summary>
    TResult Visit(RmsNormLayer layer);

    /// <summary>Visits a standardisation by stored statistics.</summary>
    TResult Visit(StandardizeLayer layer);

    /// <summary>Visits a dropout.</summary>
    TResult Visit(DropoutLayer layer);

    /// <summary>Visits a residual block.</summary>
    TResult Visit(ResidualLayer layer);

    /// <summary>Visits a concatenation of a block's input and output.</summary>
    TResult Visit(ConcatLayer layer);

    /// <summary>Visits a chain of concatenations.</summary>
    TResult Visit(DenseBlockLayer layer);

    /// <summary>Visits a loss: <see cref="LossLayer.Accept{TResult}(ILossVisitor{TResult})"/> tells which.</summary>
    TResult Visit(LossLayer layer);
}
