namespace Simd.Nets.Generators.Parsing;

/// <summary>A stack inside a layer.</summary>
/// <param name="Name">What paths, tensor names and messages call it.</param>
/// <param name="Layers">Its layers, indexed from 0.</param>
/// <param name="Copies">
/// How many numbered times the network has them, each with weights of its own, as declared, so perhaps not positive; null for once, without
/// a number.
/// </param>
internal sealed record NestedStack(string Name, LayerStack Layers, int? Copies = null)
{
    /// <summary>The name of what a block computes.</summary>
    public const string Body = "body";

    /// <summary>The name of a residual block's way around it.</summary>
    public const string Projection = "projection";
}

/// <summary>The stacks inside a layer, in the order of their tensors.</summary>
internal sealed class NestedStacks : ILayerVisitor<NestedStack[]>
{
    private static readonly NestedStacks Visitor = new();

    /// <summary>Those of a layer; none for most.</summary>
    public static NestedStack[] Of(Layer layer) => layer.Accept(Visitor);

    public NestedStack[] Visit(InputLayer layer) => [];

    public NestedStack[] Visit(DenseLayer layer) => [];

    public NestedStack[] Visit(ConvolutionLayer layer) => [];

    public NestedStack[] Visit(PoolingLayer layer) => [];

    public NestedStack[] Visit(AdaptivePoolingLayer layer) => [];

    public NestedStack[] Visit(FlattenLayer layer) => [];

    public NestedStack[] Visit(ActivationLayer layer) => [];

    public NestedStack[] Visit(PReluLayer layer) => [];

    public NestedStack[] Visit(SoftmaxLayer layer) => [];

    public NestedStack[] Visit(BatchNormLayer layer) => [];

    public NestedStack[] Visit(LayerNormLayer layer) => [];

    public NestedStack[] Visit(RmsNormLayer layer) => [];

    public NestedStack[] Visit(StandardizeLayer layer) => [];

    public NestedStack[] Visit(DropoutLayer layer) => [];

    public NestedStack[] Visit(ResidualLayer layer) => layer.Projection is { } projection
        ? [new(NestedStack.Body, layer.Body), new(NestedStack.Projection, projection)]
        : [new(NestedStack.Body, layer.Body)];

    public NestedStack[] Visit(ConcatLayer layer) => [new(NestedStack.Body, layer.Body)];

    public NestedStack[] Visit(DenseBlockLayer layer) => [new(NestedStack.Body, layer.Body, layer.Count)];

    public NestedStack[] Visit(LossLayer layer) => [];
}
