using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>What the header of a safetensors file says of a tensor.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">The name of its elements' type: <c>F32</c>.</param>
/// <param name="Shape">The length of each axis; none of a scalar.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last.</param>
internal sealed record StoredTensor(string Name, string Type, long[] Shape, long Begin, long End)
{
    /// <summary>Bytes of an element of each type there is; 0 where it is none.</summary>
    public static int SizeOf(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" => 1,
        "I16" or "U16" or "F16" or "BF16" => 2,
        "I32" or "U32" or "F32" => 4,
        "I64" or "U64" or "F64" => 8,
        _ => 0,
    };

    /// <summary>What a file calls the type.</summary>
    public static string TypeOf<TElement>()
        where TElement : unmanaged => default(TElement) switch
        {
            float => "F32",
            double => "F64",
            long => "I64",
            byte => "U8",
            _ => throw new NotSupportedException($"elements of the type {typeof(TElement).Name} are not written."),
        };

    /// <summary>Whether the elements come into such numbers without a loss.</summary>
    public bool Fits<T>() => Type is "F16" or "BF16" or "F32" || (Type == "F64" && typeof(T) == typeof(double));

    /// <summary>The elements in a file: there, where their type is the same, else a widened copy.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Where the tensors begin.</param>
    public ReadOnlySpan<T> Read<T>(FileBytes bytes, long start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long at = start + Begin;
        if (Type == TypeOf<T>())
        {
            return bytes.Span<T>(at, Count<T>());
        }

        return Type switch
        {
            "F32" => Widened<float, T>(bytes.Span<float>(at, Count<float>()), T.CreateTruncating),
            "F16" => Widened<Half, T>(bytes.Span<Half>(at, Count<Half>()), T.CreateTruncating),
            _ => Widened<ushort, T>(bytes.Span<ushort>(at, Count<ushort>()), OfBrain<T>),
        };
    }

    /// <summary>The number of elements that bytes of this size hold.</summary>
    public int Count<TElement>()
        where TElement : unmanaged => checked((int)((End - Begin) / Unsafe.SizeOf<TElement>()));

    /// <summary><c>F32 [64, 784]</c>.</summary>
    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";

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
}
