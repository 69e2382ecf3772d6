using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets.CompilerServices;

/// <summary>Asks for memory before it is read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Prefetch
{
    /// <summary>Brings a cache line to the second-level cache, where the machine has an instruction for it; the address may lie
    /// anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Near<T>(ref T place)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(Unsafe.AsPointer(ref place));
        }
    }
}
