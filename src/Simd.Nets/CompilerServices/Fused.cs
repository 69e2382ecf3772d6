using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Simd.Nets.CompilerServices;

/// <summary>a·b + c for the 128-bit path: in one rounding where the machine can, else multiplied and added (a fused one in software is many
/// times slower).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Fused
{
    /// <summary>a·b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        SimdTarget.HasMultiplyAdd ? Vector128.FusedMultiplyAdd(a, b, c) : (a * b) + c;

    /// <summary>a·b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        SimdTarget.HasMultiplyAdd ? Vector128.FusedMultiplyAdd(a, b, c) : (a * b) + c;
}
