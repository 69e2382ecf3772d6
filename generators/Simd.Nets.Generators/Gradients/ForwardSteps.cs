using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>Copies the input rows, padding each; or, where they are images, turns them into blocks of samples.</summary>
internal sealed record PackStep(Place Target, ValueShape Shape) : Step("input")
{
    public override IEnumerable<Place> Reads => [Place.Inputs];

    public override IEnumerable<Place> Writes => [Target];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>y = φ(x·W + b)</c>, or <c>y = skip + scale · (x·W + b)</c>: what the product's epilogue can do. A convolution's
/// last tiles may overlap, so it overwrites nothing.</summary>
/// <param name="Folded">Where a normalisation was folded into the weights: these, and behind them the bias.</param>
internal sealed record AffineStep(
    LinearOperation Operation, Place X, Place Y, PointwiseFunction? Function, Skip? Skip, Place? Folded, string Layer)
    : Step(Layer)
{
    public override IEnumerable<Place> Reads => new Place?[] { X, Skip?.Rows, Folded }.OfType<Place>();

    public override IEnumerable<Place> Writes => [Y];

    public override IEnumerable<Place> Overwritable => Skip is null || Operation is ConvolutionOperation ? [] : [Skip.Rows];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>W·s</c> and <c>β + (b − mean)·s</c>, with <c>s = γ / √(variance + ε)</c>; once a pass, before its first panel.</summary>
internal sealed record FoldStep(LinearOperation Operation, NormalizeOperation Normalization, Place Target) : Step(Normalization.Layer)
{
    public override IEnumerable<Place> Reads => [];

    public override IEnumerable<Place> Writes => [Target];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Pools windows.</summary>
internal sealed record PoolingStep(PoolingOperation Operation, Place X, Place Y) : Step(Operation.Layer)
{
    public override IEnumerable<Place> Reads => [X];

    public override IEnumerable<Place> Writes => [Y];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Blocks of images become rows of features.</summary>
internal sealed record FlattenStep(Place X, Place Y, ImageShape Image, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => [X];

    public override IEnumerable<Place> Writes => [Y];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>What is added to a result as it is written: <c>rows + scale · result</c>.</summary>
internal sealed record Skip(Place Rows, double Scale);

/// <summary>Draws the bits of a dropout.</summary>
internal sealed record MaskStep(DropoutOperation Operation, Place Bits, int Width, bool OfBlocks) : Step(Operation.Layer)
{
    public override IEnumerable<Place> Reads => [];

    public override IEnumerable<Place> Writes => [Bits];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Mean and squared deviations of a panel's columns.</summary>
internal sealed record ColumnStatisticsStep(NormalizeOperation Operation, Place X, Place Panel, int Width) : Step(Operation.Layer)
{
    public override IEnumerable<Place> Reads => [X];

    public override IEnumerable<Place> Writes => [Panel];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The statistics of the batch from those of its panels, and the running statistics that follow.</summary>
internal sealed record CombineStatisticsStep(NormalizeOperation Operation, Place Panel, Place Statistics, int Width)
    : BarrierStep(Operation.Layer)
{
    public override IEnumerable<Place> Reads => [Panel];

    public override IEnumerable<Place> Writes => [Statistics];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Statistics as the state has them; once a pass, before its first panel.</summary>
internal sealed record StoredStatisticsStep(NormalizeOperation Operation, Place Statistics, int Width) : Step(Operation.Layer)
{
    public override IEnumerable<Place> Reads => [];

    public override IEnumerable<Place> Writes => [Statistics];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Mean and reciprocal deviation of every row.</summary>
internal sealed record RowStatisticsStep(NormalizeOperation Operation, Place X, Place Statistics, int Width) : Step(Operation.Layer)
{
    public override IEnumerable<Place> Reads => [X];

    public override IEnumerable<Place> Writes => [Statistics];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A chain of elementwise operations in one pass over the rows.</summary>
internal sealed record ChainStep(Chain Chain, ChainPlaces Places, Place X, Place Y, Skip? Skip, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => Skip is null ? [X, .. Places.All] : [X, Skip.Rows, .. Places.All];

    public override IEnumerable<Place> Writes => [Y];

    public override IEnumerable<Place> Overwritable => Skip is null ? [X] : [X, Skip.Rows];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>What a chain needs besides its rows.</summary>
/// <param name="Statistics">Of its normalisation.</param>
/// <param name="Masks">The bits of its dropouts, in order.</param>
internal sealed record ChainPlaces(Place? Statistics, EquatableArray<Place> Masks)
{
    public IEnumerable<Place> All => Statistics is { } statistics ? Masks.Prepend(statistics) : Masks;
}

/// <summary><c>h = softmax(z)</c>, row by row.</summary>
internal sealed record SoftmaxStep(Place Z, Place H, int Width, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => [Z];

    public override IEnumerable<Place> Writes => [H];

    public override IEnumerable<Place> Overwritable => [Z];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>y = a + scale · b</c>.</summary>
internal sealed record AddStep(Place A, Place B, double Scale, Place Y, int Width, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => [A, B];

    public override IEnumerable<Place> Writes => [Y];

    public override IEnumerable<Place> Overwritable => [A, B];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>y = scale · x</c>.</summary>
internal sealed record ScaleStep(Place X, double Scale, Place Y, int Width, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => [X];

    public override IEnumerable<Place> Writes => [Y];

    public override IEnumerable<Place> Overwritable => [X];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>y = [a, b]</c>.</summary>
internal sealed record JoinStep(Place A, ValueShape AShape, Place B, ValueShape BShape, Place Y, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => [A, B];

    public override IEnumerable<Place> Writes => [Y];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}
