using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// A tensor as files have it: dense, row-major, in PyTorch's order of elements. That is the order of its logical shape, but for features
/// that were an image: files have them channel by channel, memory pixel by pixel.
/// </summary>
internal static class DenseTensor
{
    // So many rows of memory are written side by side, each from its own line of the cache.
    private const int Block = 16;

    /// <summary>Takes a tensor's elements from a file's.</summary>
    public static void Scatter<T>(TensorEntry tensor, ReadOnlySpan<T> dense, Span<T> memory)
        where T : unmanaged
    {
        (int[] offsets, int outer, int stride) = Axes(tensor);
        for (int start = 0; start < offsets.Length; start += Block)
        {
            ReadOnlySpan<int> block = offsets.AsSpan(start, Math.Min(Block, offsets.Length - start));
            for (int i = 0; i < outer; i++)
            {
                ReadOnlySpan<T> row = dense.Slice((i * offsets.Length) + start, block.Length);
                Span<T> target = memory[(i * stride)..];
                for (int j = 0; j < row.Length; j++)
                {
                    target[block[j]] = row[j];
                }
            }
        }
    }

    /// <summary>Writes a tensor's elements as a file's.</summary>
    public static void Gather<T>(TensorEntry tensor, ReadOnlySpan<T> memory, Span<T> dense)
        where T : unmanaged
    {
        (int[] offsets, int outer, int stride) = Axes(tensor);
        for (int start = 0; start < offsets.Length; start += Block)
        {
            ReadOnlySpan<int> block = offsets.AsSpan(start, Math.Min(Block, offsets.Length - start));
            for (int i = 0; i < outer; i++)
            {
                Span<T> row = dense.Slice((i * offsets.Length) + start, block.Length);
                ReadOnlySpan<T> source = memory[(i * stride)..];
                for (int j = 0; j < row.Length; j++)
                {
                    row[j] = source[block[j]];
                }
            }
        }
    }

    /// <summary>Whether elements of a type come without a loss.</summary>
    public static bool CanRead<T>(string type) => type is "F16" or "BF16" or "F32" || (type == "F64" && typeof(T) == typeof(double));

    /// <summary>The elements in a file: there, where their type is the same, else a widened copy.</summary>
    public static ReadOnlySpan<T> Read<T>(StoredTensor stored, FileBytes bytes, long start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long at = start + stored.Begin;
        if (stored.Type == StoredTensor.TypeOf<T>())
        {
            return bytes.Span<T>(at, stored.Count<T>());
        }

        return stored.Type switch
        {
            "F32" => Widened<float, T>(bytes.Span<float>(at, stored.Count<float>()), T.CreateTruncating),
            "F16" => Widened<Half, T>(bytes.Span<Half>(at, stored.Count<Half>()), T.CreateTruncating),
            _ => Widened<ushort, T>(bytes.Span<ushort>(at, stored.Count<ushort>()), OfBrain<T>),
        };
    }

    // bfloat16 is the upper half of a float.
    private static T OfBrain<T>(ushort bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(BitConverter.UInt32BitsToSingle((uint)bits << 16));

    private static T[] Widened<TStored, T>(ReadOnlySpan<TStored> stored, Func<TStored, T> widen)
    {
        var values = new T[stored.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = widen(stored[i]);
        }

        return values;
    }

    // Where the elements of one index of the first axis lie, from that of the first on; how many indices, and their distance.
    private static (int[] Offsets, int Outer, int Stride) Axes(TensorEntry tensor)
    {
        int[] shape = tensor.Shape.ToArray();
        int[] strides = tensor.Strides.ToArray();
        if (tensor.FlattenedImage is { } image)
        {
            int stride = strides[^1];
            shape = [.. shape[..^1], image.Channels, image.Height, image.Width];
            strides = [.. strides[..^1], stride, stride * image.Width * image.Channels, stride * image.Channels];
        }

        var walk = new StridedWalk(shape.AsSpan(1), strides.AsSpan(1), tensor.Offset);
        var offsets = new int[tensor.Count / shape[0]];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = walk.Next();
        }

        return (offsets, shape[0], strides[0]);
    }
}
