using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>Where a step finds or leaves rows: the caller's inputs, or a numbered buffer of the workspace.</summary>
internal readonly record struct Place(int Buffer)
{
    /// <summary>The caller's dense input rows; only ever read.</summary>
    public static readonly Place Inputs = new(-1);

    public bool IsInputs => Buffer < 0;
}

/// <summary>One piece of work on a panel of samples.</summary>
internal abstract record Step(string Layer);

/// <summary>Copies the input rows into a buffer, padding each.</summary>
internal sealed record PackStep(Place Target, int Width) : Step("input");

/// <summary><c>y = φ(x·W + b)</c>; φ is absent, or cheap enough for the epilogue of the product.</summary>
internal sealed record AffineStep(AffineOperation Operation, Place X, Place Y, PointwiseFunction? Fused, string Layer) : Step(Layer);

/// <summary><c>h = φ(z)</c>; both places may be the same.</summary>
internal sealed record PointwiseStep(PointwiseFunction Function, Place Z, Place H, int Width, string Layer) : Step(Layer);

/// <summary><c>dW (+)= xᵀ·dz</c> and <c>db (+)= Σ dz</c>.</summary>
internal sealed record ParameterGradientStep(AffineOperation Operation, Place X, Place DZ, string Layer) : Step(Layer);

/// <summary><c>dx = dz·Wᵀ</c>; where x was φ(z'), at once <c>dz' = dx ⊙ φ'(x)</c>, over x itself, which nobody needs any more.</summary>
internal sealed record InputGradientStep(AffineOperation Operation, Place DZ, Place DX, PointwiseFunction? Fused, string Layer) : Step(Layer);

/// <summary><c>dz = dh ⊙ φ'(h)</c>, over dh.</summary>
internal sealed record PointwiseGradientStep(PointwiseFunction Function, Place H, Place DH, int Width, string Layer) : Step(Layer);
