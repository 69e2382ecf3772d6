using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Zeroed memory on the pinned heap whose first element lies on a 64-byte line (the heap itself promises 8 bytes, so a little more is
/// allocated). Nothing to dispose: the garbage collector frees it.
/// </summary>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] array;
    private readonly int start;
    private readonly int length;

    public AlignedBuffer(int length)
    {
        int spare = Alignment / Unsafe.SizeOf<T>();
        array = GC.AllocateArray<T>(checked(length + spare), pinned: true);
        start = FirstAligned(array);
        this.length = length;
    }

    public int Length => length;

    public Span<T> Span => array.AsSpan(start, length);

    // The array is pinned: its address stays what it is here.
    private static unsafe int FirstAligned(T[] array)
    {
        nuint address = (nuint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array));
        nuint beyond = address % Alignment;
        return beyond == 0 ? 0 : (int)((Alignment - beyond) / (nuint)Unsafe.SizeOf<T>());
    }
}
