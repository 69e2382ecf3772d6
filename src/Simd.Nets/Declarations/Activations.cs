namespace Simd.Nets;

/// <summary>A function without parameters of its own that is applied to every element: <c>h = φ(z)</c>.</summary>
public abstract record ActivationLayer : Layer
{
    private protected ActivationLayer() { }

    /// <inheritdoc/>
    public sealed override TResult Accept<TResult>(ILayerVisitor<TResult> visitor) => visitor.Visit(this);

    /// <summary>Calls the visitor's member for this function.</summary>
    public abstract TResult Accept<TResult>(IActivationVisitor<TResult> visitor);
}

/// <summary>One member an activation: whoever implements it has met every one.</summary>
public interface IActivationVisitor<out TResult>
{
    /// <summary>Visits a rectifier.</summary>
    TResult Visit(ReluLayer layer);

    /// <summary>Visits a leaky rectifier.</summary>
    TResult Visit(LeakyReluLayer layer);

    /// <summary>Visits an exponential linear unit.</summary>
    TResult Visit(EluLayer layer);

    /// <summary>Visits a scaled exponential linear unit.</summary>
    TResult Visit(SeluLayer layer);

    /// <summary>Visits a Gaussian error linear unit.</summary>
    TResult Visit(GeluLayer layer);

    /// <summary>Visits a sigmoid-weighted linear unit.</summary>
    TResult Visit(SiluLayer layer);

    /// <summary>Visits a Mish.</summary>
    TResult Visit(MishLayer layer);

    /// <summary>Visits a softplus.</summary>
    TResult Visit(SoftplusLayer layer);

    /// <summary>Visits a logistic sigmoid.</summary>
    TResult Visit(SigmoidLayer layer);

    /// <summary>Visits a hyperbolic tangent.</summary>
    TResult Visit(TanhLayer layer);

    /// <summary>Visits a piecewise linear sigmoid.</summary>
    TResult Visit(HardSigmoidLayer layer);

    /// <summary>Visits a piecewise linear tanh.</summary>
    TResult Visit(HardTanhLayer layer);

    /// <summary>Visits a piecewise quadratic swish.</summary>
    TResult Visit(HardSwishLayer layer);
}

/// <summary>Rectifier: <c>h = max(0, z)</c>.</summary>
public sealed record ReluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Leaky rectifier (Maas, Hannun and Ng 2013): <c>h = z</c> for positive z, else <c>slope · z</c>.</summary>
public sealed record LeakyReluLayer : ActivationLayer
{
    /// <summary>The slope on the negative side: 0 or more.</summary>
    public double Slope { get; init; } = 0.01;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Exponential linear unit (Clevert, Unterthiner and Hochreiter 2016): <c>h = z</c> for positive z, else <c>α (e^z − 1)</c>.</summary>
public sealed record EluLayer : ActivationLayer
{
    /// <summary>Minus the limit on the negative side: positive.</summary>
    public double Alpha { get; init; } = 1;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// Scaled exponential linear unit (Klambauer et al. 2017): <c>h = λ z</c> for positive z, else <c>λ α (e^z − 1)</c>, λ = 1.0507…,
/// α = 1.6733…; wants <see cref="Init.LeCun"/>, and <c>AlphaDropout</c> for dropout.
/// </summary>
public sealed record SeluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Gaussian error linear unit (Hendrycks and Gimpel 2016), exact: <c>h = z Φ(z)</c>, Φ the normal distribution function.</summary>
public sealed record GeluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Sigmoid-weighted linear unit, also swish (Elfwing, Uchibe and Doya 2018): <c>h = z / (1 + e^−z)</c>.</summary>
public sealed record SiluLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Mish (Misra 2020): <c>h = z tanh(ln(1 + e^z))</c>.</summary>
public sealed record MishLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Softplus: <c>h = ln(1 + e^z)</c>.</summary>
public sealed record SoftplusLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Logistic sigmoid: <c>h = 1 / (1 + e^−z)</c>.</summary>
public sealed record SigmoidLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Hyperbolic tangent: <c>h = tanh z</c>.</summary>
public sealed record TanhLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Piecewise linear sigmoid: <c>h = z/6 + 1/2</c>, cut to [0, 1].</summary>
public sealed record HardSigmoidLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Piecewise linear tanh: <c>h = z</c>, cut to [−1, 1].</summary>
public sealed record HardTanhLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Hard swish (Howard et al. 2019): <c>h = z · hardsigmoid(z)</c>.</summary>
public sealed record HardSwishLayer : ActivationLayer
{
    /// <inheritdoc/>
    public override TResult Accept<TResult>(IActivationVisitor<TResult> visitor) => visitor.Visit(this);
}
