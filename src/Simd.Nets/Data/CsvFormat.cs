namespace Simd.Nets;

/// <summary>Whether the first line of a CSV file names the columns.</summary>
public enum CsvHeader
{
    /// <summary>It does if it has text and not one number.</summary>
    Auto,

    /// <summary>It does.</summary>
    Yes,

    /// <summary>It is the first sample.</summary>
    No,
}

/// <summary>
/// How samples are read from lines of separated numbers. A line is a sample, a field a number in the invariant culture (<c>1.5</c>,
/// <c>2e-3</c>), alone or in double quotes; empty lines are passed over.
/// </summary>
public sealed record CsvFormat
{
    /// <summary>What stands between two fields.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first line names the columns.</summary>
    public CsvHeader Header { get; init; } = CsvHeader.Auto;

    /// <summary>The column of the label, a whole number from 0; by default the last. Of no meaning beside <see cref="Targets"/>.</summary>
    public Index Label { get; init; } = ^1;

    /// <summary>For regression: the columns of target values, taken in the order of the file. By default none.</summary>
    public IReadOnlyList<Index> Targets { get; init; } = [];

    /// <summary>What every input is multiplied by as it is read; labels and targets stay as they are.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The type in which values are kept.</summary>
    public ElementType ElementType { get; init; } = ElementType.Float32;
}
