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

    /// <summary>The number of elements that bytes of this size hold.</summary>
    public int Count<TElement>()
        where TElement : unmanaged => checked((int)((End - Begin) / Unsafe.SizeOf<TElement>()));

    /// <summary><c>F32 [64, 784]</c>.</summary>
    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";
}
