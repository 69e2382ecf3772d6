namespace Simd.Nets;

/// <summary>A file of samples is not what its format promises; the message says where, what was expected and what came.</summary>
public sealed class DataFormatException : FormatException
{
    /// <summary>An error in a file as a whole, or on one of its lines.</summary>
    /// <param name="problem">What was expected and what came.</param>
    /// <param name="file">The file's path or the stream's name.</param>
    /// <param name="line">The line, from 1, of a text file.</param>
    /// <param name="column">The field on that line, from 1.</param>
    /// <param name="cause">What the reader met, if it was an exception.</param>
    public DataFormatException(string problem, string file, long? line = null, int? column = null, Exception? cause = null)
        : base($"{Place(file, line, column)}: {problem}", cause)
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The file's path or the stream's name.</summary>
    public string File { get; }

    /// <summary>The line, from 1, of a text file.</summary>
    public long? Line { get; }

    /// <summary>The field on the line, from 1.</summary>
    public int? Column { get; }

    private static string Place(string file, long? line, int? column) => (line, column) switch
    {
        (null, _) => file,
        (_, null) => FormattableString.Invariant($"{file}, line {line}"),
        _ => FormattableString.Invariant($"{file}, line {line}, column {column}"),
    };
}
