namespace Simd.Nets.Generators.Graph;

/// <summary>A function of one value that yields one value. Values are numbered; 0 is the network's input.</summary>
/// <param name="Layer">The declared layer it comes from, as people count them: <c>2 dense</c>.</param>
internal abstract record Operation(int Input, int Output, string Layer)
{
    public abstract TResult Accept<TResult>(IOperationVisitor<TResult> visitor);
}

/// <summary>One member an operation: every table (derivative, schedule) implements it, so a missing row does not compile.</summary>
internal interface IOperationVisitor<out TResult>
{
    TResult Visit(AffineOperation operation);

    TResult Visit(PointwiseOperation operation);
}

/// <summary><c>z = x·W + b</c>.</summary>
internal sealed record AffineOperation(int Input, int Output, string Layer, Tensor Weight, Tensor? Bias) : Operation(Input, Output, Layer)
{
    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>h = φ(z)</c>, element by element.</summary>
internal sealed record PointwiseOperation(int Input, int Output, string Layer, PointwiseFunction Function) : Operation(Input, Output, Layer)
{
    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The functions that a pointwise operation applies; their derivatives are functions of the output alone.</summary>
internal enum PointwiseFunction
{
    Relu,
    Tanh,
    Sigmoid,
}

/// <summary>The losses.</summary>
internal enum LossFunction
{
    None,
    SoftmaxCrossEntropy,
    MeanSquaredError,
}
