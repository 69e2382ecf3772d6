using System.Globalization;
using System.Numerics;

namespace Simd.Nets;

/// <summary>Reads one CSV text into a data set.</summary>
internal sealed class CsvReader<TValue>(CsvFormat format, string name)
    where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue>
{
    private const int TextShown = 40;

    private readonly List<TValue> inputs = [];
    private readonly List<TValue> targets = [];
    private readonly List<int> labels = [];
    private readonly TValue scale = TValue.CreateTruncating(format.Scale);
    private ColumnRole[] roles = [];
    private long firstLine;
    private long line;

    private enum ColumnRole
    {
        Input,
        Label,
        Target,
    }

    /// <summary>Reads to the end, all into one data set.</summary>
    public DataSet Read(TextReader reader) => ReadBlocks(reader, int.MaxValue).Single();

    /// <summary>Reads to the end, a data set as soon as there are so many numbers of input.</summary>
    public IEnumerable<DataSet> ReadBlocks(TextReader reader, int elements)
    {
        if (!TValue.IsFinite(scale))
        {
            throw new ArgumentException(FormattableString.Invariant($"Scale must be finite; {format.Scale} came."), nameof(format));
        }

        bool any = false;
        while (reader.ReadLine() is string text)
        {
            line++;
            if (text.Length > 0 && !(firstLine == 0 && IsTakenAsHeader(text)))
            {
                ReadSample(text);
                any = true;
            }

            if (inputs.Count >= elements)
            {
                yield return Taken();
            }
        }

        if (inputs.Count > 0)
        {
            yield return Taken();
        }

        if (!any)
        {
            throw new DataFormatException(
                firstLine == 0 ? "expected samples; the file is empty." : "expected samples; there is a header only.", name);
        }
    }

    // What was read since the last time.
    private DataSet Taken()
    {
        int inputSize = roles.Count(role => role == ColumnRole.Input);
        int targetSize = roles.Count(role => role == ColumnRole.Target);
        DataSet block = targetSize > 0
            ? DataSet.FromArrays(inputs.ToArray(), inputSize, targets.ToArray(), targetSize)
            : DataSet.FromArrays(inputs.ToArray(), inputSize, labels.ToArray());
        inputs.Clear();
        targets.Clear();
        labels.Clear();
        return block;
    }

    // The first line that is not empty says how many columns there are, whether it names them or not.
    private bool IsTakenAsHeader(string text)
    {
        firstLine = line;
        int columns = 0;
        bool anyText = false;
        bool anyNumber = false;
        foreach (ReadOnlySpan<char> field in new CsvFields(text, format.Separator))
        {
            columns++;
            anyText |= !field.IsEmpty;
            anyNumber |= TryParse(field, out double _);
        }

        AssignRoles(columns);
        return format.Header == CsvHeader.Yes || (format.Header == CsvHeader.Auto && anyText && !anyNumber);
    }

    private void AssignRoles(int columns)
    {
        roles = new ColumnRole[columns];
        foreach (Index target in format.Targets)
        {
            roles[ColumnAt(target, "target")] = ColumnRole.Target;
        }

        if (format.Targets.Count == 0)
        {
            roles[ColumnAt(format.Label, "label")] = ColumnRole.Label;
        }

        if (!roles.Contains(ColumnRole.Input))
        {
            throw new DataFormatException(
                $"no column is left for inputs: the line has {columns}. Is the separator '{format.Separator}' the right one?", name, line);
        }
    }

    private int ColumnAt(Index index, string role)
    {
        int at = index.GetOffset(roles.Length);
        return (uint)at < (uint)roles.Length
            ? at
            : throw new DataFormatException(
                $"the {role} is expected in column {index} (counted from 0); the line has {roles.Length} columns.", name, line);
    }

    private void ReadSample(string text)
    {
        int column = 0;
        foreach (ReadOnlySpan<char> field in new CsvFields(text, format.Separator))
        {
            if (column < roles.Length)
            {
                ReadField(field, roles[column], column + 1);
            }

            column++;
        }

        if (column != roles.Length)
        {
            throw new DataFormatException($"expected {roles.Length} fields, as on line {firstLine}; found {column}.", name, line);
        }
    }

    private void ReadField(ReadOnlySpan<char> field, ColumnRole role, int column)
    {
        switch (role)
        {
            case ColumnRole.Input:
                inputs.Add(Finite(Number<TValue>(field, column) * scale, field, column));
                break;
            case ColumnRole.Target:
                targets.Add(Finite(Number<TValue>(field, column), field, column));
                break;
            default:
                labels.Add(Label(field, column));
                break;
        }
    }

    private int Label(ReadOnlySpan<char> field, int column)
    {
        double value = Number<double>(field, column);
        return value >= 0 && value < int.MaxValue && value == Math.Floor(value)
            ? (int)value
            : throw new DataFormatException($"expected a label, a whole number from 0; found '{Shown(field)}'.", name, line, column);
    }

    private TNumber Number<TNumber>(ReadOnlySpan<char> field, int column)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        return TryParse(field, out TNumber value)
            ? value
            : throw new DataFormatException(
                field.IsEmpty ? "expected a number; the field is empty." : $"expected a number; found '{Shown(field)}'.",
                name, line, column);
    }

    // Doubles too must fit a float, so that any network can take the data.
    private TValue Finite(TValue value, ReadOnlySpan<char> field, int column) => float.IsFinite(float.CreateTruncating(value))
        ? value
        : throw new DataFormatException(
            $"expected a finite number within ±3.4e38 (scaled too); found '{Shown(field)}'.", name, line, column);

    private static bool TryParse<TNumber>(ReadOnlySpan<char> field, out TNumber value)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber> =>
        TNumber.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Shown(ReadOnlySpan<char> field) => field.Length <= TextShown ? field.ToString() : $"{field[..TextShown]}…";
}
