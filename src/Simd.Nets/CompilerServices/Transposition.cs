using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Transposed copies of weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Transposition
{
    /// <summary>A block of this many rows and columns is read and written while its lines are in the first-level cache.</summary>
    private const int Block = 16;

    /// <summary><c>wt[columns × rows] = w[rows × columns]ᵀ</c>; the padding of wt's rows becomes zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transpose<T>(ref T w, int rows, int columns, int pitch, ref T wt, int transposedPitch)
        where T : unmanaged
    {
        for (nint row = 0; row < transposedPitch; row += Block)
        {
            for (nint column = 0; column < columns; column += Block)
            {
                nint lastColumn = Math.Min(column + Block, columns);
                for (nint i = column; i < lastColumn; i++)
                {
                    ref T target = ref Unsafe.Add(ref wt, i * transposedPitch);
                    nint lastRow = Math.Min(row + Block, rows);
                    nint j = row;
                    for (; j < lastRow; j++)
                    {
                        Unsafe.Add(ref target, j) = Unsafe.Add(ref w, (j * pitch) + i);
                    }

                    for (; j < row + Block; j++)
                    {
                        Unsafe.Add(ref target, j) = default;
                    }
                }
            }
        }
    }
}
