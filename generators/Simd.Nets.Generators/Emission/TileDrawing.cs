using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Lowering;

namespace Simd.Nets.Generators.Emission;

/// <summary>
/// Draws a register tile as a comment: down, the factors that are broadcast; across, the vectors that meet them; between, their sums.
/// </summary>
/// <param name="Noun">What a row of the tile is: a row, an input.</param>
/// <param name="Across">The letter of the vectors.</param>
/// <param name="Sum">The letter of the sums.</param>
internal sealed record TileDrawing(string Noun, string Across, string Sum, int Lanes)
{
    /// <summary>Draws the tile of the widest blocks.</summary>
    public void Write(CodeWriter code, int rows, IReadOnlyList<ColumnBlocks> columns)
    {
        int vectors = columns[0].Vectors;
        string narrower = columns.Count > 1 ? $", {Invariant(columns[1].Vectors)} at the end" : "";
        string across = Lanes == 1 ? Count(vectors, "column") : $"{Count(vectors, "vector")} of {Invariant(Lanes)} columns";
        code.Line($"// {Cells("", vector => $"{Across}{vector}", vectors)}   {Count(rows, Noun)} by {across}{narrower}");
        code.Line($"// {Row(0, vectors)}");
        if (rows > 2)
        {
            code.Line($"// {Cells("⋮", _ => "⋮", vectors)}");
        }

        if (rows > 1)
        {
            code.Line($"// {Row(rows - 1, vectors)}");
        }
    }

    private string Row(int row, int vectors) => Cells($"x{Invariant(row)}", vector => $"{Sum}{Invariant(row)}_{vector}", vectors);

    private static string Cells(string head, System.Func<string, string> cell, int vectors) =>
        head.PadRight(4) + string.Concat(Enumerable.Range(0, vectors).Select(vector => cell(Invariant(vector)).PadLeft(6)));

    private static string Count(int number, string noun) => $"{Invariant(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
