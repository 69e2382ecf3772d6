using System.Numerics;

namespace Simd.Nets;

/// <summary>y = x · scale, from bytes to floating point.</summary>
internal static class ByteScaling
{
    /// <summary>Vectorised; each product is rounded once, so the result is that of the plain loop.</summary>
    public static void Scale(ReadOnlySpan<byte> source, float scale, Span<float> destination)
    {
        var factor = new Vector<float>(scale);
        int width = Vector<float>.Count;
        int at = 0;
        for (; at <= source.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Span<float> target = destination.Slice(at, Vector<byte>.Count);
            Vector.Widen(new Vector<byte>(source[at..]), out Vector<ushort> lower, out Vector<ushort> upper);
            Vector.Widen(lower, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(upper, out Vector<uint> third, out Vector<uint> fourth);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(first)) * factor).CopyTo(target);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(second)) * factor).CopyTo(target[width..]);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(third)) * factor).CopyTo(target[(2 * width)..]);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(fourth)) * factor).CopyTo(target[(3 * width)..]);
        }

        Scale<float>(source[at..], scale, destination[at..]);
    }

    /// <summary>The plain loop.</summary>
    public static void Scale<T>(ReadOnlySpan<byte> source, T scale, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = T.CreateTruncating(source[i]) * scale;
        }
    }
}
