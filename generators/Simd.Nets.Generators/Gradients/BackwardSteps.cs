using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>The loss, and the gradient of the outputs.</summary>
internal sealed record LossStep(Place Outputs, Place Gradient) : Step("loss")
{
    public override IEnumerable<Place> Reads => [Outputs];

    public override IEnumerable<Place> Writes => [Gradient];

    public override IEnumerable<Place> Overwritable => [Outputs];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>dW (+)= xᵀ·dz</c> and <c>db (+)= Σ dz</c>.</summary>
/// <param name="BiasSums">Where the sums of samples side by side wait to be added up.</param>
internal sealed record ParameterGradientStep(LinearOperation Operation, Place X, Place DZ, Place? BiasSums) : Step(Operation.Layer)
{
    public override IEnumerable<Place> Reads => [X, DZ];

    public override IEnumerable<Place> Writes => new[] { BiasSums }.OfType<Place>();

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// <c>dx = skip + dz·Wᵀ</c>; or, where x was h = φ(z') and nobody else reads it, at once <c>dz' = (dz·Wᵀ) ⊙ φ'(h)</c>.
/// </summary>
internal sealed record InputGradientStep(
    LinearOperation Operation, Place DZ, Place DX, PointwiseFunction? Function, Place? H, Place? Skip, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => Others.Prepend(DZ);

    public override IEnumerable<Place> Writes => [DX];

    public override IEnumerable<Place> Overwritable => Operation is ConvolutionOperation ? [] : Others;

    private IEnumerable<Place> Others => new[] { H, Skip }.OfType<Place>();

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// The adjoint of a chain, in one pass over the rows: from that of its output to that of its input, or of its normalisation's output.
/// </summary>
/// <param name="X">The chain's input, from which its values are computed again; null where nothing depends on it.</param>
/// <param name="H">Its output, where the derivative is a function of that.</param>
/// <param name="DX">The result; null where only <paramref name="Sums"/> are wanted.</param>
/// <param name="PanelSums">The panel's sums of du and du·x̂, for a batch normalisation.</param>
/// <param name="SlopeSums">The sums of each column, for one slope that all share.</param>
internal sealed record ChainGradientStep(
    Chain Chain,
    ChainPlaces Places,
    Place? X,
    Place? H,
    Place DY,
    Place? Skip,
    Place? DX,
    Place? PanelSums,
    Place? SlopeSums,
    string Layer)
    : Step(Layer)
{
    public override IEnumerable<Place> Reads => Overwritable.Concat(Places.All);

    public override IEnumerable<Place> Writes => new[] { DX, PanelSums, SlopeSums }.OfType<Place>();

    public override IEnumerable<Place> Overwritable => new[] { DY, H, X, Skip }.OfType<Place>();

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The means of du and du·x̂ over the batch, from the sums of its panels, and with them the gradients of γ and β.</summary>
internal sealed record CombineGradientsStep(NormalizeOperation Operation, Place Panel, Place Means, int Width) : BarrierStep(Operation.Layer)
{
    public override IEnumerable<Place> Reads => [Panel];

    public override IEnumerable<Place> Writes => [Means];

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The adjoint of a normalisation's input from that of its output.</summary>
/// <param name="Means">What <see cref="CombineGradientsStep"/> left; null for the other kinds.</param>
internal sealed record NormalizationGradientStep(
    NormalizeOperation Operation, Place X, Place DU, Place Statistics, Place? Means, Place? Skip, Place DX, int Width)
    : Step(Operation.Layer)
{
    public override IEnumerable<Place> Reads => new[] { X, DU, Statistics, Means, Skip }.OfType<Place>();

    public override IEnumerable<Place> Writes => [DX];

    public override IEnumerable<Place> Overwritable => new[] { DU, Skip }.OfType<Place>();

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>dz = skip + h ⊙ (dh − Σ dh·h)</c>.</summary>
internal sealed record SoftmaxGradientStep(Place H, Place DH, Place? Skip, Place DZ, int Width, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => Overwritable.Prepend(H);

    public override IEnumerable<Place> Writes => [DZ];

    public override IEnumerable<Place> Overwritable => new[] { DH, Skip }.OfType<Place>();

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>dx = skip + dy[first .. first + width)</c>: features, or the channels of every pixel.</summary>
internal sealed record SliceStep(Place DY, ValueShape From, int First, Place? Skip, Place DX, ValueShape To, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => Overwritable.Prepend(DY);

    public override IEnumerable<Place> Writes => [DX];

    public override IEnumerable<Place> Overwritable => new[] { Skip }.OfType<Place>();

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The adjoint of what was pooled.</summary>
/// <param name="X">What was pooled, and <paramref name="Y"/> what it became: a maximum goes back to where it was found.</param>
/// <param name="IsOfRelu">Whether x was h = max(0, z) and nobody else reads it: the result then is the adjoint of z.</param>
internal sealed record PoolingGradientStep(
    PoolingOperation Operation, Place? X, Place? Y, Place DY, Place? Skip, Place DX, bool IsOfRelu, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => new[] { X, Y, DY, Skip }.OfType<Place>();

    public override IEnumerable<Place> Writes => [DX];

    // Where windows overlap, the result is a sum that begins before the last of x is read.
    public override IEnumerable<Place> Overwritable => new[] { Operation.IsTiling ? X : null, Skip }.OfType<Place>();

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Rows of adjoints become blocks; samples that are not there have none.</summary>
internal sealed record UnflattenStep(Place DY, Place? Skip, Place DX, int Width, string Layer) : Step(Layer)
{
    public override IEnumerable<Place> Reads => new[] { DY, Skip }.OfType<Place>();

    public override IEnumerable<Place> Writes => [DX];

    public override IEnumerable<Place> Overwritable => new[] { Skip }.OfType<Place>();

    public override TResult Accept<TResult>(IStepVisitor<TResult> visitor) => visitor.Visit(this);
}
