using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// The one decision about the vector width, by which generated code and runtime both dispatch. The JIT folds every property to a constant,
/// so a branch that is not taken leaves no trace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SimdTarget
{
    /// <summary>Whether a multiply-add instruction is there.</summary>
    public static bool HasMultiplyAdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }

    /// <summary>Whether kernels run 512 bits wide.</summary>
    public static bool Use512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }

    /// <summary>Whether kernels run 256 bits wide.</summary>
    public static bool Use256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Use512 && Avx2.IsSupported && Fma.IsSupported;
    }

    /// <summary>Whether kernels run 128 bits wide.</summary>
    public static bool Use128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Use512 && !Use256 && Vector128.IsHardwareAccelerated;
    }

    /// <summary>The same decision as a value.</summary>
    public static SimdPath Active
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Use512 ? SimdPath.Vector512 : Use256 ? SimdPath.Vector256 : Use128 ? SimdPath.Vector128 : SimdPath.Scalar;
    }
}
