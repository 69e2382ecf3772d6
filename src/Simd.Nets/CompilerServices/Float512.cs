using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets.CompilerServices;

#pragma warning disable CS1591 // IVector documents the members.

/// <summary>16 lanes of float, 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Float512(Vector512<float> value) : IVector<Float512, float>
{
    public readonly Vector512<float> Value = value;

    public static int Lanes => 16;

    public static Float512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    public static Float512 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 operator +(Float512 a, Float512 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 operator -(Float512 a, Float512 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 operator *(Float512 a, Float512 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 operator /(Float512 a, Float512 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 operator -(Float512 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 operator &(Float512 a, Float512 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 operator |(Float512 a, Float512 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 MultiplyAdd(Float512 a, Float512 b, Float512 c) =>
        new(SimdTarget.HasMultiplyAdd ? Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value) : (a.Value * b.Value) + c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Min(Float512 a, Float512 b) => new(Vector512.MinNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Max(Float512 a, Float512 b) => new(Vector512.MaxNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Abs(Float512 a) => new(Vector512.Abs(a.Value));

    // No bit of the exponent is set in zero and the subnormal numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 FlushSubnormal(Float512 a) => new(Vector512.ConditionalSelect(
        Vector512.Equals(a.Value.AsInt32() & Vector512.Create(0x7F80_0000), Vector512<int>.Zero).AsSingle(), Vector512<float>.Zero, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 FlushSubnormalSquare(Float512 a) => new(Vector512.ConditionalSelect(
        Vector512.LessThan(a.Value, Vector512.Create(1.17549435E-38f)), Vector512<float>.Zero, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Sqrt(Float512 a) => new(Vector512.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Round(Float512 a) => new(Vector512.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 LessThan(Float512 a, Float512 b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Equal(Float512 a, Float512 b) => new(Vector512.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Select(Float512 mask, Float512 whenTrue, Float512 whenFalse) =>
        new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 AddBits(Float512 a, Float512 b) => new((a.Value.AsUInt32() + b.Value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 ShiftBitsLeft(Float512 a, int count) => new((a.Value.AsUInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 ShiftBitsRight(Float512 a, int count) => new((a.Value.AsUInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Scale(Float512 a, Float512 exponent) =>
        Avx512F.IsSupported ? new(Avx512F.Scale(a.Value, exponent.Value)) : FloatMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Exp(Float512 x) => FloatMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Log(Float512 x) => FloatMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Tanh(Float512 x) => FloatMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Sigmoid(Float512 x) => FloatMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 ExpMinusOne(Float512 x) => FloatMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 LogOnePlus(Float512 x) => FloatMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Erf(Float512 x) => FloatMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Gelu(Float512 z) => FloatMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 GeluDerivative(Float512 z) => FloatMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Constant(double value) => Broadcast((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 Load(ref readonly float source, nint elementOffset) =>
        new(Vector512.LoadUnsafe(in source, (nuint)elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float512 value, ref float destination, nint elementOffset) =>
        value.Value.StoreUnsafe(ref destination, (nuint)elementOffset);

    // A masked load instruction wants a pointer, and so pinned memory; halves of known length do as well, and fold where the count is
    // constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 LoadMasked(ref readonly float source, nint elementOffset, int count, float fill) => count < 8
        ? new(Vector512.Create(Float256.LoadMasked(in source, elementOffset, count, fill).Value, Vector256.Create(fill)))
        : new(Vector512.Create(
            Vector256.LoadUnsafe(in source, (nuint)elementOffset),
            Float256.LoadMasked(in source, elementOffset + 8, count - 8, fill).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Float512 value, ref float destination, nint elementOffset, int count)
    {
        if (count < 8)
        {
            Float256.StoreMasked(new(value.Value.GetLower()), ref destination, elementOffset, count);
        }
        else
        {
            value.Value.GetLower().StoreUnsafe(ref destination, (nuint)elementOffset);
            Float256.StoreMasked(new(value.Value.GetUpper()), ref destination, elementOffset + 8, count - 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float512 LoadBits(ref readonly ushort bits, nint column)
    {
        Vector512<uint> own = Vector512.Create(
            1u, 1u << 1, 1u << 2, 1u << 3, 1u << 4, 1u << 5, 1u << 6, 1u << 7,
            1u << 8, 1u << 9, 1u << 10, 1u << 11, 1u << 12, 1u << 13, 1u << 14, 1u << 15);
        uint word = Unsafe.Add(ref Unsafe.AsRef(in bits), column >> 4);
        return new(Vector512.Equals(Vector512.Create(word) & own, own).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Float512 value) => Float256.Sum(new(value.Value.GetLower() + value.Value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxLane(Float512 value) =>
        Float256.MaxLane(new(Vector256.MaxNative(value.Value.GetLower(), value.Value.GetUpper())));
}
