using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Lowering;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>
/// Prints the weight gradient: tiles of inputs × columns, each summed over some rows in one go. A range of inputs starts and ends at a whole
/// tile, or ends with the last input. While the inputs change, the columns of dz stay in the nearest cache.
/// </summary>
internal sealed class WeightGradientText(CodeWriter code, TargetText text, WeightGradientKernel kernel)
{
    public void Body()
    {
        int vectors = kernel.Pitch / text.Lanes;
        Tile tile = TileNest.Choose(text.Target, vectors);
        EquatableArray<ColumnBlocks> columns = TileNest.Blocks(vectors, tile.Vectors);
        new TileDrawing("input", "d", "s", text.Lanes).Write(code, System.Math.Min(tile.Rows, kernel.Inputs), columns);
        code.Open("while (true)");
        code.Line(Format($"int near = {Names.Math}.Min(rows, {WeightGradientKernel.NearRows});"));
        foreach (ColumnBlocks blocks in columns)
        {
            int start = blocks.First * text.Lanes;
            int width = blocks.Vectors * text.Lanes;
            code.Open(Format($"for (nint column = {start}; column < {start + (blocks.Count * width)}; column += {width})"));
            code.Line("nint input = first;");
            if (kernel.Inputs >= tile.Rows)
            {
                code.Open(Format($"for (; input + {tile.Rows} <= end; input += {tile.Rows})"));
                Tile(tile.Rows, blocks.Vectors);
                code.Close();
            }

            if (kernel.Inputs % tile.Rows is > 0 and var rest)
            {
                code.Line(Format($"// The last {rest} of {kernel.Inputs} inputs."));
                code.Open("if (input < end)");
                Tile(rest, blocks.Vectors);
                code.Close();
            }

            code.Close();
        }

        code.Line();
        code.Line(Format($"rows -= {WeightGradientKernel.NearRows};"));
        code.Open("if (rows <= 0)");
        code.Line("return;");
        code.Close();
        code.Line();
        code.Line(Format($"x = ref {Names.Unsafe}.Add(ref x, {WeightGradientKernel.NearRows * kernel.XPitch});"));
        code.Line(Format($"dz = ref {Names.Unsafe}.Add(ref dz, {WeightGradientKernel.NearRows * kernel.Pitch});"));
        code.Line("accumulate = true;");
        code.Close();
    }

    private void Tile(int inputs, int vectors)
    {
        for (int input = 0; input < inputs; input++)
        {
            code.Declare(text.Vector, Enumerable.Range(0, vectors).Select(vector => $"{Sum(input, vector)} = {text.Zero}"));
        }

        code.Line(Format($"ref {text.Element} xr = ref {Names.Unsafe}.Add(ref x, input);"));
        code.Line(Format($"ref {text.Element} dzr = ref {Names.Unsafe}.Add(ref dz, column);"));
        int unroll = System.Math.Min(2, text.Target.Unroll);
        code.Line("int row = 0;");
        if (unroll > 1)
        {
            RowLoop(inputs, vectors, unroll);
        }

        RowLoop(inputs, vectors, 1);
        code.Line();
        code.Line(Format($"ref {text.Element} dwk = ref {Names.Unsafe}.Add(ref dw, ((input - first) * {kernel.DWPitch}) + column);"));
        code.Open("if (accumulate)");
        Each(inputs, vectors, (sum, offset) => $"{sum} += {text.Load("dwk", offset)};");
        code.Close();
        code.Line();
        Each(inputs, vectors, (sum, offset) => text.Store(sum, "dwk", offset));
    }

    private void RowLoop(int inputs, int vectors, int unroll)
    {
        code.Open(unroll == 1 ? "for (; row < near; row++)" : Format($"for (; row + {unroll} <= near; row += {unroll})"));
        for (int step = 0; step < unroll; step++)
        {
            code.Open("");
            code.Declare(text.Vector, Enumerable.Range(0, vectors).Select(vector =>
                Format($"d{vector} = {text.Load("dzr", (step * kernel.Pitch) + (vector * text.Lanes))}")));
            for (int input = 0; input < inputs; input++)
            {
                string x = text.Broadcast("xr", (step * kernel.XPitch) + input);
                if (vectors > 1)
                {
                    code.Line(Format($"{text.Vector} x{input} = {x};"));
                    x = Format($"x{input}");
                }

                for (int vector = 0; vector < vectors; vector++)
                {
                    code.Line($"{Sum(input, vector)} = {text.MultiplyAdd(x, Format($"d{vector}"), Sum(input, vector))};");
                }
            }

            code.Close();
        }

        code.Line(Format($"xr = ref {Names.Unsafe}.Add(ref xr, {unroll * kernel.XPitch});"));
        code.Line(Format($"dzr = ref {Names.Unsafe}.Add(ref dzr, {unroll * kernel.Pitch});"));
        code.Close();
    }

    private void Each(int inputs, int vectors, System.Func<string, int, string> line)
    {
        for (int input = 0; input < inputs; input++)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                code.Line(line(Sum(input, vector), (input * kernel.DWPitch) + (vector * text.Lanes)));
            }
        }
    }

    private static string Sum(int input, int vector) => Format($"s{input}_{vector}");

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
