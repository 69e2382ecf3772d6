using System.Numerics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Rows as kernels take them, followed by elements that no kernel may touch. Read and written as doubles.</summary>
internal sealed class PaddedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Behind = 16;
    private readonly T[] elements;

    /// <summary>Rows full of NaN.</summary>
    public PaddedRows(int rows, int columns)
    {
        (Rows, Columns, Pitch) = (rows, columns, (columns + 15) / 16 * 16);
        elements = new T[(rows * Pitch) + Behind];
        elements.AsSpan().Fill(T.NaN);
    }

    /// <summary>Rows with these values, and one value in all padding.</summary>
    public PaddedRows(int rows, int columns, Func<int, int, double> value, double padding = 0)
        : this(rows, columns)
    {
        elements.AsSpan(0, rows * Pitch).Fill(T.CreateChecked(padding));
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                this[row, column] = value(row, column);
            }
        }
    }

    public static ref T Absent => ref Unsafe.NullRef<T>();

    public int Rows { get; }

    public int Columns { get; }

    public int Pitch { get; }

    public ref T First => ref elements[0];

    public double this[int row, int column]
    {
        get => double.CreateChecked(elements[(row * Pitch) + column]);
        set => elements[(row * Pitch) + column] = T.CreateChecked(value);
    }

    public ref T Row(int row) => ref elements[row * Pitch];

    /// <summary>Rows of standard normal numbers.</summary>
    public static PaddedRows<T> Normal(int rows, int columns, ref PhiloxStream random, double padding = 0)
    {
        var filled = new PaddedRows<T>(rows, columns, (_, _) => 0, padding);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                filled[row, column] = random.NextNormal();
            }
        }

        return filled;
    }

    public PaddedRows<T> Copy() => new(Rows, Columns, (row, column) => this[row, column]);

    public PaddedRows<double> AsDouble() => new(Rows, Columns, (row, column) => this[row, column]);

    /// <summary>Asserts every value, within the bar for single operations, 16 ε Σ|terms|; zeros in the padding; nothing written behind
    /// the rows.</summary>
    public void AssertEqual(Func<int, int, double> expected, Func<int, int, double> terms)
    {
        double epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Pitch; column++)
            {
                double wanted = column < Columns ? expected(row, column) : 0;
                double slack = column < Columns ? 16 * epsilon * terms(row, column) : 0;
                double found = this[row, column];
                if (!(Math.Abs(found - wanted) <= slack))
                {
                    Assert.Fail($"row {row}, column {column} of {Columns}: {found}, not {wanted} ± {slack}");
                }
            }
        }

        Assert.All(elements[(Rows * Pitch)..], element => Assert.True(T.IsNaN(element)));
    }

    /// <summary>The same for values that are of order one throughout.</summary>
    public void AssertEqual(Func<int, int, double> expected, double terms = 1) => AssertEqual(expected, (_, _) => terms);
}
