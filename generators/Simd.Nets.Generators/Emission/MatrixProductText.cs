using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Lowering;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Prints the product of the panel's rows with a matrix: forward passes and input gradients.</summary>
internal sealed class MatrixProductText(CodeWriter code, TargetText text, MatrixProductKernel kernel)
{
    /// <summary>Elements of a cache line of 64 bytes.</summary>
    private int Line => 64 / text.ElementBytes;

    public void Body()
    {
        if (kernel.ColumnsFirst)
        {
            ColumnsFirst();
        }
        else
        {
            RowsFirst();
        }
    }

    private void RowsFirst()
    {
        code.Line("nint row = 0;");
        RowTiles[] all = TileNest.ForRows(text.Target, kernel.Pitch / text.Lanes, kernel.Depth);
        foreach (RowTiles tiles in all)
        {
            new TileDrawing("row", "w", "z", text.Lanes).Write(code, tiles.Rows, tiles.Columns);
            code.Open(Format($"for (; row + {tiles.Rows} <= rows; row += {tiles.Rows})"));
            foreach (ColumnBlocks blocks in tiles.Columns)
            {
                ColumnLoop(blocks);
                bool isLast = blocks == tiles.Columns[tiles.Columns.Count - 1];
                Tile(tiles, blocks.Vectors, kernel.FetchesRows && tiles == all[0] && isLast ? Fetching.Rows : Fetching.None);
                code.Close();
            }

            code.Close();
        }
    }

    // Single rows take more columns at once than tiles do, and so go through w by themselves, behind the others.
    private void ColumnsFirst()
    {
        RowTiles[] all = TileNest.ForRows(text.Target, kernel.Pitch / text.Lanes, kernel.Depth);
        RowTiles[] tall = [.. all.Take(all.Length - 1)];
        code.Line("nint row;");
        code.Line("nint end;");
        code.Line("nint whole = 0;");
        foreach (RowTiles tiles in tall)
        {
            code.Line(Format($"whole += (rows - whole) / {tiles.Rows} * {tiles.Rows};"));
        }

        foreach (ColumnBlocks blocks in tall[0].Columns)
        {
            ColumnLoop(blocks);
            code.Line("row = 0;");
            foreach (RowTiles tiles in tall)
            {
                new TileDrawing("row", "w", "z", text.Lanes).Write(code, tiles.Rows, tall[0].Columns);
                bool isFull = tiles == tall[0];
                Fetching rowsAhead = isFull && kernel.FetchesRows ? Fetching.Rows : Fetching.None;
                if (isFull)
                {
                    // While the first rows go through these columns of w, the next ones come.
                    code.Open(Format($"if ({tiles.Rows} <= rows)"));
                    Tile(tiles, blocks.Vectors, rowsAhead | Fetching.Columns);
                    code.Line(Format($"row = {tiles.Rows};"));
                    code.Close();
                    code.Line();
                }

                code.Open(Format($"for (; row + {tiles.Rows} <= rows; row += {tiles.Rows})"));
                Tile(tiles, blocks.Vectors, rowsAhead);
                code.Close();
            }

            code.Close();
        }

        RowTiles single = all[all.Length - 1];
        foreach (ColumnBlocks blocks in single.Columns)
        {
            ColumnLoop(blocks);
            code.Open("for (row = whole; row < rows; row++)");
            Tile(single, blocks.Vectors);
            code.Close();
            code.Close();
        }
    }

    private void ColumnLoop(ColumnBlocks blocks)
    {
        int first = blocks.First * text.Lanes;
        int width = blocks.Vectors * text.Lanes;
        if (!kernel.ColumnsFirst)
        {
            code.Open(Format($"for (nint column = {first}; column < {first + (blocks.Count * width)}; column += {width})"));
            return;
        }

        code.Line(Format($"end = {first} + (share.End({blocks.Count}) * {width});"));
        code.Open(Format($"for (nint column = {first} + (share.First({blocks.Count}) * {width}); column < end; column += {width})"));
    }

    /// <summary>What a tile asks for while it is summed, line by line; behind the last tile, in vain.</summary>
    [System.Flags]
    private enum Fetching
    {
        None = 0,

        /// <summary>The next tile's rows of x.</summary>
        Rows = 1,

        /// <summary>The next block's columns of w: a short piece of each row, far from the one before, which no machine foresees.</summary>
        Columns = 2,
    }

    private void Tile(RowTiles tiles, int vectors, Fetching fetching = Fetching.None)
    {
        bool fetchesRows = fetching.HasFlag(Fetching.Rows);
        int rows = tiles.Rows;
        SumsStart(rows, vectors, tiles.Strands);
        code.Line(Format($"ref {text.Element} xk = ref {Names.Unsafe}.Add(ref x, row * {kernel.XPitch});"));
        code.Line(Format($"ref {text.Element} wk = ref {Names.Unsafe}.Add(ref w, column);"));
        int unroll = System.Math.Min(fetchesRows ? MatrixProductKernel.StepsAhead : tiles.Unroll, kernel.Depth);
        int whole = kernel.Depth - (kernel.Depth % unroll);
        code.Open(Format($"for (nint k = 0; k < {whole}; k += {unroll})"));
        for (int step = 0; step < unroll; step++)
        {
            for (int row = step; fetchesRows && row < rows; row += MatrixProductKernel.StepsAhead)
            {
                code.Line(Format($"{Names.Kernels}Prefetch.Near(ref xk, {(rows + row) * kernel.XPitch});"));
            }

            int width = vectors * text.Lanes;
            for (int column = 0; fetching.HasFlag(Fetching.Columns) && column < width; column += Line)
            {
                code.Line(Format($"{Names.Kernels}Prefetch.Near(ref wk, {(step * kernel.WPitch) + width + column});"));
            }

            Multiply(rows, vectors, step, step % tiles.Strands);
        }

        code.Line(Format($"xk = ref {Names.Unsafe}.Add(ref xk, {unroll});"));
        code.Line(Format($"wk = ref {Names.Unsafe}.Add(ref wk, {unroll * kernel.WPitch});"));
        code.Close();
        for (int step = 0; step < kernel.Depth - whole; step++)
        {
            Multiply(rows, vectors, step, step % tiles.Strands);
        }

        SumsEnd(rows, vectors, tiles.Strands);
        code.Line();
        code.Line(Format($"ref {text.Element} yk = ref {Names.Unsafe}.Add(ref y, (row * {kernel.Pitch}) + column);"));
        if (kernel.Derivative is not null)
        {
            code.Line(Format($"ref {text.Element} hk = ref {Names.Unsafe}.Add(ref h, (row * {kernel.Pitch}) + column);"));
        }

        if (kernel.HasSkip)
        {
            code.Line(Format($"ref {text.Element} sk = ref {Names.Unsafe}.Add(ref skip, (row * {kernel.Pitch}) + column);"));
        }

        if (kernel.HasSkip && kernel.Scale != 1)
        {
            code.Line($"{text.Vector} scale = {text.Constant(kernel.Scale)};");
        }

        for (int row = 0; row < rows; row++)
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                Epilogue(row, vector);
            }
        }
    }

    private void SumsStart(int rows, int vectors, int strands)
    {
        if (kernel.HasBias)
        {
            code.Line(Format($"ref {text.Element} bk = ref {Names.Unsafe}.Add(ref b, column);"));
        }

        for (int row = 0; row < rows; row++)
        {
            code.Declare(text.Vector, Enumerable.Range(0, vectors).Select(vector =>
                $"{Sum(row, vector)} = {(!kernel.HasBias ? text.Zero : row > 0 ? Sum(0, vector) : text.Load("bk", vector * text.Lanes))}"));
            for (int strand = 1; strand < strands; strand++)
            {
                code.Declare(text.Vector, Enumerable.Range(0, vectors).Select(vector => $"{Sum(row, vector, strand)} = {text.Zero}"));
            }
        }
    }

    private void SumsEnd(int rows, int vectors, int strands)
    {
        for (int stride = strands / 2; stride > 0; stride /= 2)
        {
            foreach (int row in Enumerable.Range(0, rows))
            {
                for (int at = 0; at < vectors * stride; at++)
                {
                    (int vector, int strand) = (at / stride, at % stride);
                    code.Line($"{Sum(row, vector, strand)} += {Sum(row, vector, strand + stride)};");
                }
            }
        }
    }

    // One step of the summed index: a row of w against one element of every row of x.
    private void Multiply(int rows, int vectors, int step, int strand)
    {
        code.Open("");
        code.Declare(text.Vector, Enumerable.Range(0, vectors).Select(vector =>
            Format($"w{vector} = {text.Load("wk", (step * kernel.WPitch) + (vector * text.Lanes))}")));
        for (int row = 0; row < rows; row++)
        {
            string x = text.Broadcast("xk", (row * kernel.XPitch) + step);
            if (vectors > 1)
            {
                code.Line(Format($"{text.Vector} x{row} = {x};"));
                x = Format($"x{row}");
            }

            for (int vector = 0; vector < vectors; vector++)
            {
                string sum = Sum(row, vector, strand);
                code.Line(Format($"{sum} = {text.MultiplyAdd(x, Format($"w{vector}"), sum)};"));
            }
        }

        code.Close();
    }

    private void Epilogue(int row, int vector)
    {
        int offset = (row * kernel.Pitch) + (vector * text.Lanes);
        string value = text.Activation(kernel.Function, Sum(row, vector));
        if (kernel.Derivative is not null)
        {
            string h = Format($"h{row}_{vector}");
            code.Line($"{text.Vector} {h} = {text.Load("hk", offset)};");
            code.Line($"{value} = {text.Derivative(kernel.Derivative, value, h)};");
        }

        if (kernel.HasSkip)
        {
            string skip = text.Load("sk", offset);
            value = kernel.Scale == 1 ? $"{value} + {skip}" : text.MultiplyAdd("scale", value, skip);
        }

        code.Line(text.Store(value, "yk", offset));
    }

    private static string Sum(int row, int vector, int strand = 0) => Format($"z{row}_{vector}{(strand > 0 ? Format($"_{strand}") : "")}");

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
