namespace Simd.Nets.Generators.Scheduling;

/// <summary>A parameter of a kernel.</summary>
internal readonly record struct Parameter(ParameterType Type, string Name)
{
    public static Parameter Reference(string name) => new(ParameterType.Reference, name);

    public static readonly Parameter Rows = new(ParameterType.Count, "rows");

    public static readonly Parameter Blocks = new(ParameterType.Count, "blocks");

    public static readonly Parameter Convolution = new(ParameterType.Convolution, "shape");

    public static readonly Parameter Run = new(ParameterType.Count, "run");

    public static readonly Parameter First = new(ParameterType.Count, "first");

    public static readonly Parameter End = new(ParameterType.Count, "end");

    public static readonly Parameter Share = new(ParameterType.Share, "share");

    public static readonly Parameter Accumulate = new(ParameterType.Flag, "accumulate");
}

/// <summary>The types that parameters of kernels have.</summary>
internal enum ParameterType
{
    /// <summary>The first of some elements.</summary>
    Reference,

    /// <summary>The first of some labels.</summary>
    LabelReference,

    /// <summary>int.</summary>
    Count,

    /// <summary>nint.</summary>
    Length,

    /// <summary>ulong.</summary>
    Counter,

    /// <summary>bool.</summary>
    Flag,

    /// <summary>How a convolution lies.</summary>
    Convolution,

    /// <summary>A worker's share of the kernel's work.</summary>
    Share,

    /// <summary>One element.</summary>
    Element,
}
