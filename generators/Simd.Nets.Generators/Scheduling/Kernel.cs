using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>
/// A loop nest that the network needs, with all its sizes. Steps of equal shape share one kernel, so a network of a hundred equal layers
/// has as much code as one of two.
/// </summary>
/// <param name="Name">The generated method.</param>
/// <param name="Formula">Its summary.</param>
internal abstract record Kernel(string Name, string Formula)
{
    public abstract TResult Accept<TResult>(IKernelVisitor<TResult> visitor);
}

/// <summary>One member a kernel: its signature and its text are tables that implement this.</summary>
internal interface IKernelVisitor<out TResult>
{
    TResult Visit(MatrixProductKernel kernel);

    TResult Visit(WeightGradientKernel kernel);

    TResult Visit(BiasGradientKernel kernel);

    TResult Visit(TransposeKernel kernel);

    TResult Visit(PointwiseKernel kernel);

    TResult Visit(PointwiseGradientKernel kernel);

    TResult Visit(LossKernel kernel);
}

/// <summary>
/// <c>y[rows × columns] = x[rows × depth] · w[depth × columns]</c>, plus b, through an activation or times a derivative taken from y as
/// it was.
/// </summary>
internal sealed record MatrixProductKernel(
    string Name,
    string Formula,
    int Depth,
    int XPitch,
    int Columns,
    bool HasBias,
    PointwiseFunction? Activation,
    PointwiseFunction? Derivative)
    : Kernel(Name, Formula)
{
    public int Pitch => Layout.Pitch(Columns);

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>dw[inputs × columns] (+)= xᵀ[inputs × rows] · dz[rows × columns]</c>.</summary>
internal sealed record WeightGradientKernel(string Name, string Formula, int Inputs, int XPitch, int Columns) : Kernel(Name, Formula)
{
    public int Pitch => Layout.Pitch(Columns);

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>db[columns] (+)= Σ over rows of dz</c>.</summary>
internal sealed record BiasGradientKernel(string Name, string Formula, int Columns) : Kernel(Name, Formula)
{
    public int Pitch => Layout.Pitch(Columns);

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>wt[columns × rows] = w[rows × columns]ᵀ</c>, the padding of wt zeroed.</summary>
internal sealed record TransposeKernel(string Name, string Formula, int Rows, int Columns) : Kernel(Name, Formula)
{
    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>h = φ(z)</c> over a run of elements.</summary>
internal sealed record PointwiseKernel(string Name, string Formula, PointwiseFunction Function) : Kernel(Name, Formula)
{
    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>dz = dh ⊙ φ'(h)</c> over a run of elements, in place.</summary>
internal sealed record PointwiseGradientKernel(string Name, string Formula, PointwiseFunction Function) : Kernel(Name, Formula)
{
    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The summed loss of a panel, and the gradient of the outputs times a scale.</summary>
internal sealed record LossKernel(string Name, string Formula, LossFunction Function, int Outputs) : Kernel(Name, Formula)
{
    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}
