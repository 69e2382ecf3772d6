using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>
/// Prints the product with a transposed matrix: tiles of rows of x by four rows of w, whose sums run along both. These rows of w stay in a
/// near cache while all rows of x go by.
/// </summary>
internal sealed class TransposedProductText(CodeWriter code, TargetText text, TransposedProductKernel kernel)
{
    /// <summary>Columns of a tile: what <c>LaneSums</c> brings side by side.</summary>
    private const int Group = 4;

    private readonly TargetText scalar = text.OfElement;
    private readonly TargetText four = text.OfFour;

    // 32 registers hold 24 sums, a row of x and one vector of each row of w; 16 hold 8 of them.
    private int[] TileRows => text.Target.Accumulators >= 24 ? [6, 2, 1] : [2, 1];

    public void Body()
    {
        int whole = kernel.Columns - (kernel.Columns % Group);
        if (whole > 0)
        {
            code.Line(Format($"nint end = share.End({whole / Group}) * {Group};"));
            code.Open(Format($"for (nint column = share.First({whole / Group}) * {Group}; column < end; column += {Group})"));
            RowLoops(Group);
            code.Close();
        }

        if (kernel.Pitch == whole)
        {
            return;
        }

        code.Open("if (share.Member == share.Members - 1)");
        if (kernel.Columns > whole)
        {
            code.Open("");
            code.Line(Format($"const nint column = {whole};"));
            RowLoops(kernel.Columns - whole);
            code.Close();
        }

        Padding();
        code.Close();
    }

    // Behind the last column there are zeros. They come last: y may lie where h or the skip did.
    private void Padding()
    {
        int missing = kernel.Pitch - kernel.Columns;
        if (missing == 0)
        {
            return;
        }

        code.Open("for (nint row = 0; row < rows; row++)");
        code.Line(Format($"ref {text.Element} behind = ref {Names.Unsafe}.Add(ref y, (row * {kernel.Pitch}) + {kernel.Columns});"));
        code.Line(Format($"{Names.MemoryMarshal}.CreateSpan(ref behind, {missing}).Clear();"));
        code.Close();
    }

    private void RowLoops(int columns)
    {
        code.Line(Format($"ref {text.Element} wTile = ref {Names.Unsafe}.Add(ref w, column * {kernel.WPitch});"));
        code.Line("nint row = 0;");
        foreach (int rows in TileRows)
        {
            code.Open(Format($"for (; row + {rows} <= rows; row += {rows})"));
            Tile(rows, columns);
            code.Close();
        }
    }

    private void Tile(int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            code.Declare(text.Vector, Enumerable.Range(0, columns).Select(column => $"{Sum(row, column)} = {text.Zero}"));
        }

        code.Line(Format($"ref {text.Element} xk = ref {Names.Unsafe}.Add(ref x, row * {kernel.XPitch});"));
        code.Line(Format($"ref {text.Element} wk = ref wTile;"));
        code.Open(Format($"for (nint k = 0; k < {kernel.XPitch}; k += {text.Lanes})"));
        code.Declare(text.Vector, Enumerable.Range(0, columns).Select(column =>
            Format($"w{column} = {text.Load("wk", column * kernel.WPitch)}")));
        for (int row = 0; row < rows; row++)
        {
            code.Line(Format($"{text.Vector} x{row} = {text.Load("xk", row * kernel.XPitch)};"));
            for (int column = 0; column < columns; column++)
            {
                code.Line($"{Sum(row, column)} = {text.MultiplyAdd(Format($"x{row}"), Format($"w{column}"), Sum(row, column))};");
            }
        }

        code.Line(Format($"xk = ref {Names.Unsafe}.Add(ref xk, {text.Lanes});"));
        code.Line(Format($"wk = ref {Names.Unsafe}.Add(ref wk, {text.Lanes});"));
        code.Close();
        Targets();
        for (int row = 0; row < rows; row++)
        {
            if (columns == Group && text.Target.Bits >= four.Target.Bits)
            {
                string sums = string.Join(", ", Enumerable.Range(0, Group).Select(column => Sum(row, column)));
                Epilogue(four, row, 0, $"{Names.Kernels}LaneSums.Of({sums})");
                continue;
            }

            for (int column = 0; column < columns; column++)
            {
                Epilogue(scalar, row, column, text.SumOfLanes(Sum(row, column)));
            }
        }
    }

    private void Targets()
    {
        code.Line(Format($"ref {text.Element} yk = ref {Names.Unsafe}.Add(ref y, (row * {kernel.Pitch}) + column);"));
        if (kernel.Derivative is not null)
        {
            code.Line(Format($"ref {text.Element} hk = ref {Names.Unsafe}.Add(ref h, (row * {kernel.Pitch}) + column);"));
        }

        if (kernel.HasSkip)
        {
            code.Line(Format($"ref {text.Element} sk = ref {Names.Unsafe}.Add(ref skip, (row * {kernel.Pitch}) + column);"));
        }
    }

    // Each is read before the one in its place is written, as y may lie where h or the skip did.
    private void Epilogue(TargetText form, int row, int column, string sum)
    {
        int offset = (row * kernel.Pitch) + column;
        string value = Format($"y{row}_{column}");
        code.Line($"{form.Vector} {value} = {sum};");
        if (kernel.Derivative is not null)
        {
            string h = Format($"h{row}_{column}");
            code.Line($"{form.Vector} {h} = {form.Load("hk", offset)};");
            code.Line($"{value} = {form.Derivative(kernel.Derivative, value, h)};");
        }

        if (kernel.HasSkip)
        {
            value = $"{value} + {form.Load("sk", offset)}";
        }

        code.Line(form.Store(value, "yk", offset));
    }

    private static string Sum(int row, int column) => Format($"s{row}_{column}");

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
