using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

#pragma warning disable CS1591 // IVector documents the members.

/// <summary>One double: the path without vectors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Double1(double value) : IVector<Double1, double>
{
    public readonly double Value = value;

    public static int Lanes => 1;

    public static Double1 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0);
    }

    public static Double1 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator +(Double1 a, Double1 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 a, Double1 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator *(Double1 a, Double1 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator /(Double1 a, Double1 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator &(Double1 a, Double1 b) => FromBits(Bits(a) & Bits(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator |(Double1 a, Double1 b) => FromBits(Bits(a) | Bits(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 MultiplyAdd(Double1 a, Double1 b, Double1 c) =>
        new(SimdTarget.HasMultiplyAdd ? double.FusedMultiplyAdd(a.Value, b.Value, c.Value) : (a.Value * b.Value) + c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Min(Double1 a, Double1 b) => new(a.Value < b.Value ? a.Value : b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Max(Double1 a, Double1 b) => new(a.Value > b.Value ? a.Value : b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Abs(Double1 a) => new(double.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 FlushSubnormal(Double1 a) => new(Math.Abs(a.Value) < 2.2250738585072014E-308 ? 0 : a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 FlushSubnormalSquare(Double1 a) => new(a.Value < 2.2250738585072014E-308 ? 0 : a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Sqrt(Double1 a) => new(double.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Round(Double1 a) => new(double.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 LessThan(Double1 a, Double1 b) => Mask(a.Value < b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Equal(Double1 a, Double1 b) => Mask(a.Value == b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Select(Double1 mask, Double1 whenTrue, Double1 whenFalse) => Bits(mask) != 0 ? whenTrue : whenFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AddBits(Double1 a, Double1 b) => FromBits(Bits(a) + Bits(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftBitsLeft(Double1 a, int count) => FromBits(Bits(a) << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftBitsRight(Double1 a, int count) => FromBits(Bits(a) >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Scale(Double1 a, Double1 exponent) => DoubleMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Exp(Double1 x) => DoubleMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Log(Double1 x) => DoubleMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Tanh(Double1 x) => DoubleMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Sigmoid(Double1 x) => DoubleMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ExpMinusOne(Double1 x) => DoubleMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 LogOnePlus(Double1 x) => DoubleMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Erf(Double1 x) => DoubleMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Gelu(Double1 z) => DoubleMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 GeluDerivative(Double1 z) => DoubleMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Constant(double value) => Broadcast(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Broadcast(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Load(ref readonly double source, nint elementOffset) =>
        new(Unsafe.Add(ref Unsafe.AsRef(in source), elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 LoadMasked(ref readonly double source, nint elementOffset, int count, double fill) =>
        count == 0 ? new(fill) : Load(in source, elementOffset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double1 value, ref double destination, nint elementOffset) =>
        Unsafe.Add(ref destination, elementOffset) = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Double1 value, ref double destination, nint elementOffset, int count)
    {
        if (count != 0)
        {
            Store(value, ref destination, elementOffset);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 LoadBits(ref readonly ushort bits, nint column) =>
        Mask(((Unsafe.Add(ref Unsafe.AsRef(in bits), column >> 4) >> ((int)column & 15)) & 1) != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxLane(Double1 value) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Double1 a) => BitConverter.DoubleToUInt64Bits(a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Double1 FromBits(ulong bits) => new(BitConverter.UInt64BitsToDouble(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Double1 Mask(bool condition) => FromBits(condition ? ulong.MaxValue : 0);
}
