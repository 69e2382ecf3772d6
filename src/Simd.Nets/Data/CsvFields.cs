namespace Simd.Nets;

/// <summary>The fields of one line, without surrounding blanks and double quotes (RFC 4180; quotes end with the line).</summary>
internal ref struct CsvFields(ReadOnlySpan<char> line, char separator)
{
    private ReadOnlySpan<char> rest = line;
    private bool ended;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly CsvFields GetEnumerator() => this;

    public bool MoveNext()
    {
        if (ended)
        {
            return false;
        }

        int end = FieldEnd();
        ended = end == rest.Length;
        Current = Bare(rest[..end].Trim());
        rest = ended ? default : rest[(end + 1)..];
        return true;
    }

    // A separator counts only behind an even number of quotes.
    private readonly int FieldEnd()
    {
        bool quoted = false;
        for (int i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                quoted = !quoted;
            }
            else if (rest[i] == separator && !quoted)
            {
                return i;
            }
        }

        return rest.Length;
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> field) => field is ['"', .. var inner, '"'] ? inner.Trim() : field;
}
