namespace Simd.Nets;

/// <summary>Rows of cells as lines of text: the first column to the left, the others to the right, two blanks between.</summary>
internal static class TextTable
{
    public static string Align(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))));
    }

    /// <summary>A count, which weights may make a fraction.</summary>
    public static string Count(double value) => FormattableString.Invariant($"{value:0.###}");

    /// <summary>The names of classes: those given, or their numbers.</summary>
    /// <exception cref="ArgumentException">There are more or fewer names than classes.</exception>
    public static string[] Names(int classes, IReadOnlyList<string>? names) =>
        names is null ? [.. Enumerable.Range(0, Math.Max(0, classes)).Select(i => FormattableString.Invariant($"{i}"))]
        : names.Count == classes ? [.. names]
        : throw new ArgumentException($"there are {classes} classes; {names.Count} names came.", nameof(names));
}
