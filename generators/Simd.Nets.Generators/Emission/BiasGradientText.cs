using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Lowering;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Prints the sum of rows that is the gradient of a bias.</summary>
internal sealed class BiasGradientText(CodeWriter code, TargetText text, BiasGradientKernel kernel)
{
    /// <summary>Sums that are kept side by side.</summary>
    private const int Sums = 8;

    public void Body()
    {
        int vectors = kernel.Pitch / text.Lanes;
        int rows = TileNest.RowsOfSum(text.Target, vectors, Sums);
        foreach (ColumnBlocks blocks in TileNest.Blocks(vectors, System.Math.Min(vectors, Sums)))
        {
            Columns(blocks, rows);
        }
    }

    // The sums of rows side by side are added up by halves.
    private void Columns(ColumnBlocks blocks, int rows)
    {
        int first = blocks.First * text.Lanes;
        int width = blocks.Vectors * text.Lanes;
        code.Open(Format($"for (nint column = {first}; column < {first + (blocks.Count * width)}; column += {width})"));
        code.Line(Format($"ref {text.Element} dbk = ref {Names.Unsafe}.Add(ref db, column);"));
        code.Line(Format($"ref {text.Element} dzr = ref {Names.Unsafe}.Add(ref dz, column);"));
        code.Declare(text.Vector, Enumerable.Range(0, rows * blocks.Vectors).Select(sum => Format($"s{sum} = {text.Zero}")));
        if (rows > 1)
        {
            code.Line("int row = 0;");
            AddRows(blocks.Vectors, rows, Format($"for (; row <= rows - {rows}; row += {rows})"));
        }

        AddRows(blocks.Vectors, 1, $"for ({(rows > 1 ? "" : "int row = 0")}; row < rows; row++)");
        for (int half = rows * blocks.Vectors / 2; half >= blocks.Vectors; half /= 2)
        {
            for (int sum = 0; sum < half; sum++)
            {
                code.Line(Format($"s{sum} += s{sum + half};"));
            }
        }

        code.Open("if (accumulate)");
        for (int vector = 0; vector < blocks.Vectors; vector++)
        {
            code.Line(Format($"s{vector} += {text.Load("dbk", vector * text.Lanes)};"));
        }

        code.Close();
        code.Line();
        for (int vector = 0; vector < blocks.Vectors; vector++)
        {
            code.Line(text.Store(Format($"s{vector}"), "dbk", vector * text.Lanes));
        }

        code.Close();
    }

    private void AddRows(int vectors, int count, string loop)
    {
        code.Open(loop);
        for (int sum = 0; sum < count * vectors; sum++)
        {
            int offset = (sum / vectors * kernel.Pitch) + (sum % vectors * text.Lanes);
            code.Line(Format($"s{sum} += {text.Load("dzr", offset)};"));
        }

        code.Line(Format($"dzr = ref {Names.Unsafe}.Add(ref dzr, {count * kernel.Pitch});"));
        code.Close();
        code.Line();
    }

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
