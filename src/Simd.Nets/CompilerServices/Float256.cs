using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Simd.Nets.CompilerServices;

#pragma warning disable CS1591 // IVector documents the members.

/// <summary>8 lanes of float, 256 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Float256(Vector256<float> value) : IVector<Float256, float>
{
    public readonly Vector256<float> Value = value;

    public static int Lanes => 8;

    public static Float256 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    public static Float256 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 operator +(Float256 a, Float256 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 operator -(Float256 a, Float256 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 operator *(Float256 a, Float256 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 operator /(Float256 a, Float256 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 operator -(Float256 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 operator &(Float256 a, Float256 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 operator |(Float256 a, Float256 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 MultiplyAdd(Float256 a, Float256 b, Float256 c) =>
        new(SimdTarget.HasMultiplyAdd ? Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value) : (a.Value * b.Value) + c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Min(Float256 a, Float256 b) => new(Vector256.MinNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Max(Float256 a, Float256 b) => new(Vector256.MaxNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Abs(Float256 a) => new(Vector256.Abs(a.Value));

    // No bit of the exponent is set in zero and the subnormal numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 FlushSubnormal(Float256 a) => new(Vector256.ConditionalSelect(
        Vector256.Equals(a.Value.AsInt32() & Vector256.Create(0x7F80_0000), Vector256<int>.Zero).AsSingle(), Vector256<float>.Zero, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 FlushSubnormalSquare(Float256 a) => new(Vector256.AndNot(a.Value, Vector256.LessThan(a.Value, Vector256.Create(1.17549435E-38f))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Sqrt(Float256 a) => new(Vector256.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Round(Float256 a) => new(Vector256.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 LessThan(Float256 a, Float256 b) => new(Vector256.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Equal(Float256 a, Float256 b) => new(Vector256.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Select(Float256 mask, Float256 whenTrue, Float256 whenFalse) =>
        new(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 AddBits(Float256 a, Float256 b) => new((a.Value.AsUInt32() + b.Value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 ShiftBitsLeft(Float256 a, int count) => new((a.Value.AsUInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 ShiftBitsRight(Float256 a, int count) => new((a.Value.AsUInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Scale(Float256 a, Float256 exponent) => FloatMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Exp(Float256 x) => FloatMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Log(Float256 x) => FloatMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Tanh(Float256 x) => FloatMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Sigmoid(Float256 x) => FloatMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 ExpMinusOne(Float256 x) => FloatMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 LogOnePlus(Float256 x) => FloatMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Erf(Float256 x) => FloatMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Gelu(Float256 z) => FloatMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 GeluDerivative(Float256 z) => FloatMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Constant(double value) => Broadcast((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 Load(ref readonly float source, nint elementOffset) =>
        new(Vector256.LoadUnsafe(in source, (nuint)elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float256 value, ref float destination, nint elementOffset) =>
        value.Value.StoreUnsafe(ref destination, (nuint)elementOffset);

    // A masked load instruction wants a pointer, and so pinned memory; halves of known length do as well, and fold where the count is
    // constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 LoadMasked(ref readonly float source, nint elementOffset, int count, float fill) => count < 4
        ? new(Vector256.Create(Float128.LoadMasked(in source, elementOffset, count, fill).Value, Vector128.Create(fill)))
        : new(Vector256.Create(
            Vector128.LoadUnsafe(in source, (nuint)elementOffset),
            Float128.LoadMasked(in source, elementOffset + 4, count - 4, fill).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Float256 value, ref float destination, nint elementOffset, int count)
    {
        if (count < 4)
        {
            Float128.StoreMasked(new(value.Value.GetLower()), ref destination, elementOffset, count);
        }
        else
        {
            value.Value.GetLower().StoreUnsafe(ref destination, (nuint)elementOffset);
            Float128.StoreMasked(new(value.Value.GetUpper()), ref destination, elementOffset + 4, count - 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float256 LoadBits(ref readonly ushort bits, nint column)
    {
        Vector256<uint> own = Vector256.Create(1u, 2u, 4u, 8u, 16u, 32u, 64u, 128u);
        uint word = (uint)(Unsafe.Add(ref Unsafe.AsRef(in bits), column >> 4) >> ((int)column & 8));
        return new(Vector256.Equals(Vector256.Create(word) & own, own).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Float256 value) => Float128.Sum(new(value.Value.GetLower() + value.Value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxLane(Float256 value) =>
        Float128.MaxLane(new(Vector128.MaxNative(value.Value.GetLower(), value.Value.GetUpper())));
}
