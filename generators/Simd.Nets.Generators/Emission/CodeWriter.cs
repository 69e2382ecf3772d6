using System.Collections.Generic;
using System.Text;

namespace Simd.Nets.Generators.Emission;

/// <summary>Lines with indentation; always LF.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes a line, or an empty one.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            text.Append(' ', 4 * depth).Append(line);
        }

        text.Append('\n');
    }

    /// <summary>Writes each line of a text.</summary>
    public void Lines(string lines)
    {
        foreach (string line in lines.Replace("\r", "").Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>Declares variables of one type: in a line, or one a line where that would be long.</summary>
    public void Declare(string type, IEnumerable<string> variables)
    {
        string line = $"{type} {string.Join(", ", variables)};";
        Lines(line.Length <= 120 ? line : $"{type}\n    {string.Join(",\n    ", variables)};");
    }

    /// <summary>Opens a brace behind an optional header.</summary>
    public void Open(string header)
    {
        if (header.Length > 0)
        {
            Lines(header);
        }

        Line("{");
        depth++;
    }

    /// <summary>Closes the last brace.</summary>
    public void Close(string behind = "")
    {
        depth--;
        Line("}" + behind);
    }

    /// <summary>Moves what follows in or out.</summary>
    public void Indent(int by) => depth += by;

    public override string ToString() => text.ToString();
}
