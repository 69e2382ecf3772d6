using System.Collections.Generic;
using System.Linq;
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
    /// <summary>What it takes; the operands of its calls come in this order.</summary>
    public abstract IEnumerable<Parameter> Parameters { get; }

    /// <summary>Kernels that it calls.</summary>
    public virtual IEnumerable<Kernel> Used => [];

    /// <summary>Whether several workers can share what it does.</summary>
    public bool IsShared => Parameters.Contains(Parameter.Share);

    /// <summary>Whether it returns a number, which is a double.</summary>
    public virtual bool HasResult => false;

    public abstract TResult Accept<TResult>(IKernelVisitor<TResult> visitor);
}

/// <summary>One member a kernel: its text is a table that implements this.</summary>
internal interface IKernelVisitor<out TResult>
{
    TResult Visit(MatrixProductKernel kernel);

    TResult Visit(TransposedProductKernel kernel);

    TResult Visit(WeightGradientKernel kernel);

    TResult Visit(BiasGradientKernel kernel);

    TResult Visit(ConvolutionKernel kernel);

    TResult Visit(ConvolutionGradientKernel kernel);

    TResult Visit(WinogradKernel kernel);

    TResult Visit(ChainKernel kernel);

    TResult Visit(ChainGradientKernel kernel);

    TResult Visit(LibraryKernel kernel);
}

/// <summary>
/// Sums of x times weights, plus b; then through a function, or times a derivative that follows from h, or times a scale and plus a skip.
/// </summary>
internal abstract record ProductKernel(string Name, string Formula) : Kernel(Name, Formula)
{
    public bool HasBias { get; init; }

    public PointwiseFunction? Function { get; init; }

    public PointwiseFunction? Derivative { get; init; }

    public bool HasSkip { get; init; }

    public double Scale { get; init; } = 1;

    /// <summary>How much there is of x.</summary>
    protected abstract Parameter Extent { get; }

    public override IEnumerable<Parameter> Parameters
    {
        get
        {
            yield return Parameter.Reference("x");
            yield return Extent;
            yield return Parameter.Reference("w");
            if (HasBias)
            {
                yield return Parameter.Reference("b");
            }

            if (Derivative is not null)
            {
                yield return Parameter.Reference("h");
            }

            if (HasSkip)
            {
                yield return Parameter.Reference("skip");
            }

            yield return Parameter.Reference("y");
        }
    }
}

/// <summary><c>y[rows × columns] = x[rows × depth] · w[depth × columns]</c>, and what a product's epilogue does.</summary>
/// <param name="WPitch">Elements from one row of w to the next.</param>
internal sealed record MatrixProductKernel(string Name, string Formula, int Depth, int XPitch, int Columns, int WPitch)
    : ProductKernel(Name, Formula)
{
    /// <summary>From here on w does not stay in a second-level cache while rows go by.</summary>
    private const int Wide = 64 * 1024;

    /// <summary>From this depth on rows of x are too long for those of the next tile to come in time by themselves.</summary>
    private const int Long = 512;

    /// <summary>Up to so many columns, rows of x are not read often.</summary>
    private const int Few = 256;

    /// <summary>Steps of a trip that fetches ahead: a multiple of all strands, and no more than a cache line has elements.</summary>
    public const int StepsAhead = 8;

    public int Pitch => Layout.Pitch(Columns);

    /// <summary>Whether all rows go through some columns of w before the next ones, so that w is read once.</summary>
    public bool ColumnsFirst => Depth * WPitch > Wide;

    /// <summary>Whether a tile asks for the rows of the next one. Where columns are many, rows are read over and over, and seldom from far
    /// away.</summary>
    public bool FetchesRows => Depth >= Long && Columns <= Few;

    /// <summary>Columns can be divided where they come first.</summary>
    public override IEnumerable<Parameter> Parameters => ColumnsFirst ? base.Parameters.Append(Parameter.Share) : base.Parameters;

    protected override Parameter Extent => Parameter.Rows;

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// The product with a transposed matrix that is read as it lies: <c>y[rows × columns] = x[rows × depth] · wᵀ</c>, w[columns × depth]. Each
/// element is a sum over the lanes; where rows are long, that costs less than a transposed copy.
/// </summary>
internal sealed record TransposedProductKernel(string Name, string Formula, int Depth, int Columns, int WPitch) : ProductKernel(Name, Formula)
{
    /// <summary>From this depth on it is worth it.</summary>
    private const int LeastDepth = 512;

    public int XPitch => Layout.Pitch(Depth);

    public int Pitch => Layout.Pitch(Columns);

    public override IEnumerable<Parameter> Parameters => base.Parameters.Append(Parameter.Share);

    public static bool Serves(LinearOperation operation) => operation is AffineOperation && operation.Weight.Columns >= LeastDepth;

    protected override Parameter Extent => Parameter.Rows;

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>dw[inputs × columns] (+)= xᵀ[inputs × rows] · dz[rows × columns]</c>, for the inputs from first to end.</summary>
/// <param name="DWPitch">Elements from one row of dw to the next.</param>
internal sealed record WeightGradientKernel(string Name, string Formula, int Inputs, int XPitch, int Columns, int DWPitch) : Kernel(Name, Formula)
{
    /// <summary>
    /// Rows that are summed before the next ones: their columns stay in the nearest cache, and adding to the sums before them is small
    /// against their arithmetic.
    /// </summary>
    public const int NearRows = 128;

    public int Pitch => Layout.Pitch(Columns);

    public override IEnumerable<Parameter> Parameters =>
    [
        Parameter.Reference("x"),
        Parameter.Reference("dz"),
        Parameter.Rows,
        Parameter.First,
        Parameter.End,
        Parameter.Reference("dw"),
        Parameter.Accumulate,
    ];

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary><c>db[columns] (+)= Σ over rows of dz</c>.</summary>
internal sealed record BiasGradientKernel(string Name, string Formula, int Columns) : Kernel(Name, Formula)
{
    public int Pitch => Layout.Pitch(Columns);

    public override IEnumerable<Parameter> Parameters =>
        [Parameter.Reference("dz"), Parameter.Rows, Parameter.Reference("db"), Parameter.Accumulate];

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A function of the library, with some of its arguments fixed.</summary>
/// <param name="Function">Class and member.</param>
/// <param name="IsWide">Whether it is generic in the vector besides the element.</param>
internal sealed record LibraryKernel(
    string Name, string Formula, string Function, bool IsWide, EquatableArray<LibraryArgument> Arguments) : Kernel(Name, Formula)
{
    public bool Returns { get; init; }

    public override bool HasResult => Returns;

    public override IEnumerable<Parameter> Parameters =>
        Arguments.Where(argument => argument.Parameter is not null).Select(argument => argument.Parameter!.Value);

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>An argument of a library function: a parameter of the kernel, or a constant.</summary>
internal readonly record struct LibraryArgument
{
    public Parameter? Parameter { get; private init; }

    /// <summary>An integer or a truth value, as it is written.</summary>
    public string? Text { get; private init; }

    /// <summary>A number of the element's type.</summary>
    public double? Number { get; private init; }

    /// <summary>The weights of classes, if there are any.</summary>
    public bool IsClassWeights { get; private init; }

    public static readonly LibraryArgument ClassWeights = new() { IsClassWeights = true };

    /// <summary>No elements.</summary>
    public static readonly LibraryArgument Nothing;

    public static implicit operator LibraryArgument(Parameter parameter) => new() { Parameter = parameter };

    public static implicit operator LibraryArgument(string text) => new() { Text = text };

    public static implicit operator LibraryArgument(double number) => new() { Number = number };

    /// <summary>A parameter, if it is there.</summary>
    public static LibraryArgument Optional(bool isThere, string name) =>
        isThere ? Scheduling.Parameter.Reference(name) : Nothing;
}
