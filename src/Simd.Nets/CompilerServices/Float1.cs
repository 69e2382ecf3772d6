using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

#pragma warning disable CS1591 // IVector documents the members.

/// <summary>One float: the path without vectors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Float1(float value) : IVector<Float1, float>
{
    public readonly float Value = value;

    public static int Lanes => 1;

    public static Float1 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0);
    }

    public static Float1 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator +(Float1 a, Float1 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator -(Float1 a, Float1 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator *(Float1 a, Float1 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator /(Float1 a, Float1 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator -(Float1 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator &(Float1 a, Float1 b) => FromBits(Bits(a) & Bits(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator |(Float1 a, Float1 b) => FromBits(Bits(a) | Bits(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 MultiplyAdd(Float1 a, Float1 b, Float1 c) =>
        new(SimdTarget.HasMultiplyAdd ? float.FusedMultiplyAdd(a.Value, b.Value, c.Value) : (a.Value * b.Value) + c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Min(Float1 a, Float1 b) => new(a.Value < b.Value ? a.Value : b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Max(Float1 a, Float1 b) => new(a.Value > b.Value ? a.Value : b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Abs(Float1 a) => new(float.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 FlushSubnormal(Float1 a) => new(MathF.Abs(a.Value) < 1.17549435E-38f ? 0 : a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 FlushSubnormalSquare(Float1 a) => new(a.Value < 1.17549435E-38f ? 0 : a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Sqrt(Float1 a) => new(float.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Round(Float1 a) => new(float.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 LessThan(Float1 a, Float1 b) => Mask(a.Value < b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Equal(Float1 a, Float1 b) => Mask(a.Value == b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Select(Float1 mask, Float1 whenTrue, Float1 whenFalse) => Bits(mask) != 0 ? whenTrue : whenFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 AddBits(Float1 a, Float1 b) => FromBits(Bits(a) + Bits(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 ShiftBitsLeft(Float1 a, int count) => FromBits(Bits(a) << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 ShiftBitsRight(Float1 a, int count) => FromBits(Bits(a) >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Scale(Float1 a, Float1 exponent) => FloatMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Exp(Float1 x) => FloatMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Log(Float1 x) => FloatMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Tanh(Float1 x) => FloatMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Sigmoid(Float1 x) => FloatMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 ExpMinusOne(Float1 x) => FloatMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 LogOnePlus(Float1 x) => FloatMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Erf(Float1 x) => FloatMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Gelu(Float1 z) => FloatMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 GeluDerivative(Float1 z) => FloatMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Constant(double value) => Broadcast((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Load(ref readonly float source, nint elementOffset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 LoadMasked(ref readonly float source, nint elementOffset, int count, float fill) =>
        count == 0 ? new(fill) : Load(in source, elementOffset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float1 value, ref float destination, nint elementOffset) =>
        Unsafe.Add(ref destination, elementOffset) = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Float1 value, ref float destination, nint elementOffset, int count)
    {
        if (count != 0)
        {
            Store(value, ref destination, elementOffset);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 LoadBits(ref readonly ushort bits, nint column) =>
        Mask(((Unsafe.Add(ref Unsafe.AsRef(in bits), column >> 4) >> ((int)column & 15)) & 1) != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Float1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxLane(Float1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits(Float1 a) => BitConverter.SingleToUInt32Bits(a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float1 FromBits(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Float1 Mask(bool condition) => FromBits(condition ? uint.MaxValue : 0);
}
