using System.Collections.Generic;

namespace Simd.Nets.Generators.Graph;

/// <summary>A function of one value, or two, that yields one. Values are numbered; 0 is the network's input.</summary>
/// <param name="Layer">The declared layer it comes from, as people count them: <c>2 dense</c>.</param>
internal abstract record Operation(int Input, int Output, string Layer)
{
    /// <summary>The values it reads.</summary>
    public virtual IEnumerable<int> Inputs => [Input];

    /// <summary>The parameters it owns.</summary>
    public virtual IEnumerable<Tensor> Parameters => [];

    public abstract TResult Accept<TResult>(IOperationVisitor<TResult> visitor);
}

/// <summary>One member an operation: every table implements it, so a missing row does not compile.</summary>
internal interface IOperationVisitor<out TResult>
{
    TResult Visit(AffineOperation operation);

    TResult Visit(ConvolutionOperation operation);

    TResult Visit(PoolingOperation operation);

    TResult Visit(FlattenOperation operation);

    TResult Visit(PointwiseOperation operation);

    TResult Visit(PReluOperation operation);

    TResult Visit(NormalizeOperation operation);

    TResult Visit(DropoutOperation operation);

    TResult Visit(SoftmaxOperation operation);

    TResult Visit(AddOperation operation);

    TResult Visit(JoinOperation operation);
}

/// <summary>Sums of inputs times weights, plus b.</summary>
internal abstract record LinearOperation(int Input, int Output, string Layer, Tensor Weight, Tensor? Bias) : Operation(Input, Output, Layer)
{
    public override IEnumerable<Tensor> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    /// <summary>Multiplications and additions of a forward pass, a sample.</summary>
    public abstract long Flops { get; }
}

/// <summary><c>z = x·W + b</c>.</summary>
internal sealed record AffineOperation(int Input, int Output, string Layer, Tensor Weight, Tensor? Bias)
    : LinearOperation(Input, Output, Layer, Weight, Bias)
{
    public override long Flops => 2L * Weight.Rows * Weight.Columns;

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>z = b + Σ w · x</c> over a window, at every position of it; W is a matrix of rows (window row, column, channel).</summary>
/// <param name="Rows">How the window moves down.</param>
/// <param name="Columns">How it moves to the right.</param>
internal sealed record ConvolutionOperation(
    int Input, int Output, string Layer, Tensor Weight, Tensor? Bias, ImageShape From, ImageShape To, WindowAxis Rows, WindowAxis Columns)
    : LinearOperation(Input, Output, Layer, Weight, Bias)
{
    public int Groups { get; init; } = 1;

    public override long Flops => 2L * To.Pixels * Weight.Rows * Weight.Columns;

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The maximum or the mean of windows, channel by channel.</summary>
internal sealed record PoolingOperation(
    int Input, int Output, string Layer, PoolingKind Kind, ImageShape From, ImageShape To, WindowAxis Rows, WindowAxis Columns)
    : Operation(Input, Output, Layer)
{
    /// <summary>Whether the windows follow from the sizes alone.</summary>
    public bool IsAdaptive { get; init; }

    public bool CountsPadding { get; init; }

    /// <summary>Whether each pixel is known to lie in one window and no other; the library's PoolingShape then says so too.</summary>
    public bool IsTiling => !IsAdaptive && Tile(Rows, To.Height) && Tile(Columns, To.Width);

    private static bool Tile(WindowAxis axis, int positions) =>
        axis.Before == 0 && axis.Stride == axis.Window && positions * axis.Stride == axis.Size;

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An image as a row of features.</summary>
internal sealed record FlattenOperation(int Input, int Output, string Layer) : Operation(Input, Output, Layer)
{
    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An operation on each element by itself, given what is known of its column or row.</summary>
internal abstract record ElementwiseOperation(int Input, int Output, string Layer) : Operation(Input, Output, Layer);

/// <summary><c>h = φ(z)</c>.</summary>
internal sealed record PointwiseOperation(int Input, int Output, string Layer, PointwiseFunction Function)
    : ElementwiseOperation(Input, Output, Layer)
{
    /// <summary>The layer's name, as it stands before the names of tensors.</summary>
    public string Name { get; init; } = "";

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>h = max(0, z) + a · min(0, z)</c> with one slope, or one a column.</summary>
internal sealed record PReluOperation(int Input, int Output, string Layer, Tensor Slope) : ElementwiseOperation(Input, Output, Layer)
{
    public bool PerColumn { get; init; }

    public override IEnumerable<Tensor> Parameters => [Slope];

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>In training, elements chosen at random become a constant, and the others are scaled.</summary>
/// <param name="Site">Its number among the network's dropouts: a part of the counter that masks are drawn at.</param>
internal sealed record DropoutOperation(int Input, int Output, string Layer, double Rate, bool Alpha, int Site)
    : ElementwiseOperation(Input, Output, Layer)
{
    /// <summary>Whether all pixels of a channel share a draw.</summary>
    public bool PerChannel { get; init; }

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Where a normalisation takes its statistics from.</summary>
internal enum StatisticsSource
{
    /// <summary>A column of the training batch; at inference its running statistics.</summary>
    Batch,

    /// <summary>Mean and variance of a row.</summary>
    Row,

    /// <summary>The mean square of a row.</summary>
    RowSquares,

    /// <summary>The state.</summary>
    Stored,
}

/// <summary><c>y = γ · (x − mean) · rstd + β</c>.</summary>
/// <param name="Mean">The running or stored mean, in the state.</param>
/// <param name="Spread">The running variance or the stored deviation, in the state.</param>
internal sealed record NormalizeOperation(
    int Input, int Output, string Layer, StatisticsSource Source, Tensor? Gain, Tensor? Bias, Tensor? Mean, Tensor? Spread)
    : Operation(Input, Output, Layer)
{
    /// <summary>The image whose channels are normalised; null for rows of features.</summary>
    public ImageShape? Image { get; init; }

    public double Epsilon { get; init; }

    public double Momentum { get; init; }

    /// <summary>Whether statistics are of rows, not of columns.</summary>
    public bool OfRows => Source is StatisticsSource.Row or StatisticsSource.RowSquares;

    public override IEnumerable<Tensor> Parameters => Gain is null ? [] : Bias is null ? [Gain] : [Gain, Bias];

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>h = e^z / Σ e^z</c> over a row.</summary>
internal sealed record SoftmaxOperation(int Input, int Output, string Layer) : Operation(Input, Output, Layer)
{
    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>y = x + scale · f</c>.</summary>
internal sealed record AddOperation(int Input, int Branch, int Output, string Layer, double Scale) : Operation(Input, Output, Layer)
{
    public override IEnumerable<int> Inputs => [Input, Branch];

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>y = [x, f]</c>: the columns of both.</summary>
internal sealed record JoinOperation(int Input, int Branch, int Output, string Layer) : Operation(Input, Output, Layer)
{
    public override IEnumerable<int> Inputs => [Input, Branch];

    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor) => visitor.Visit(this);
}
