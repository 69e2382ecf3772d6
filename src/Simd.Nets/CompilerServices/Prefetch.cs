using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets.CompilerServices;

/// <summary>Asks for memory before it is read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Prefetch
{
    /// <summary>Brings the cache line of an element to the second-level cache, where the machine has an instruction for it. There need
    /// be no such element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Near<T>(ref T first, nint element)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1((T*)Unsafe.AsPointer(ref first) + element);
        }
    }
}
