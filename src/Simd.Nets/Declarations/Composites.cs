namespace Simd.Nets;

/// <summary>
/// A residual block (He et al. 2016): <c>y = x + scale · body(x)</c>. Where the body changes the shape, <see cref="Projection"/> brings x to
/// it: <c>y = projection(x) + scale · body(x)</c>.
/// </summary>
public sealed record ResidualLayer(LayerStack Body) : Layer
{
    /// <summary>What the body's output is multiplied with; 1/√blocks keeps a deep unnormalised stack from growing.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The way around the body, as <c>[Dense(32, bias: false)]</c>; null for the identity.</summary>
    public LayerStack? Projection { get; init; }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A dense connection (Huang et al. 2017): <c>y = [x, body(x)]</c>, the features one after the other.</summary>
public sealed record ConcatLayer(LayerStack Body) : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// <paramref name="Count"/> dense connections one after the other, each with weights of its own: what <paramref name="Body"/> yields each
/// time is the block's growth.
/// </summary>
public sealed record DenseBlockLayer(int Count, LayerStack Body) : Layer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);
}
