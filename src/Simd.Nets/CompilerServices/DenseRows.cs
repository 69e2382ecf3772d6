using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simd.Nets.CompilerServices;

/// <summary>Rows between the caller's dense layout and the workspace's padded one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DenseRows
{
    /// <summary>Copies dense rows into padded ones; the padding becomes zero.</summary>
    public static void Pack<T>(ref T dense, int rows, ref T padded, int columns, int pitch)
        where T : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            Span<T> target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref padded, (nint)row * pitch), pitch);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref dense, (nint)row * columns), columns).CopyTo(target);
            target[columns..].Clear();
        }
    }

    /// <summary>Images of padded pixels become padded rows of features.</summary>
    public static void Flatten<T>(ref T images, int rows, int pixels, int channels, int pixelPitch, int pitch, ref T padded)
        where T : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            ref T target = ref Unsafe.Add(ref padded, (nint)row * pitch);
            Unpack(ref Unsafe.Add(ref images, (nint)row * pixels * pixelPitch), pixels, channels, pixelPitch, ref target);
            MemoryMarshal.CreateSpan(ref target, pitch)[(pixels * channels)..].Clear();
        }
    }

    /// <summary>Copies padded rows into dense ones.</summary>
    public static void Unpack<T>(ref T padded, int rows, int columns, int pitch, ref T dense)
        where T : unmanaged
    {
        if (columns == pitch)
        {
            MemoryMarshal.CreateReadOnlySpan(ref padded, rows * columns).CopyTo(MemoryMarshal.CreateSpan(ref dense, rows * columns));
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref padded, (nint)row * pitch), columns)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref dense, (nint)row * columns), columns));
        }
    }
}
