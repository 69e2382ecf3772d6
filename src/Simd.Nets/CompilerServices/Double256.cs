using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Simd.Nets.CompilerServices;

#pragma warning disable CS1591 // IVector documents the members.

/// <summary>4 lanes of double, 256 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Double256(Vector256<double> value) : IVector<Double256, double>
{
    public readonly Vector256<double> Value = value;

    public static int Lanes => 4;

    public static Double256 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.Zero);
    }

    public static Double256 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator +(Double256 a, Double256 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator -(Double256 a, Double256 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator *(Double256 a, Double256 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator /(Double256 a, Double256 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator -(Double256 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator &(Double256 a, Double256 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 operator |(Double256 a, Double256 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 MultiplyAdd(Double256 a, Double256 b, Double256 c) =>
        new(SimdTarget.HasMultiplyAdd ? Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value) : (a.Value * b.Value) + c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Min(Double256 a, Double256 b) => new(Vector256.MinNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Max(Double256 a, Double256 b) => new(Vector256.MaxNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Abs(Double256 a) => new(Vector256.Abs(a.Value));

    // No bit of the exponent is set in zero and the subnormal numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 FlushSubnormal(Double256 a) => new(Vector256.ConditionalSelect(
        Vector256.Equals(a.Value.AsInt64() & Vector256.Create(0x7FF0_0000_0000_0000), Vector256<long>.Zero).AsDouble(), Vector256<double>.Zero, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 FlushSubnormalSquare(Double256 a) => new(Vector256.AndNot(a.Value, Vector256.LessThan(a.Value, Vector256.Create(2.2250738585072014E-308))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Sqrt(Double256 a) => new(Vector256.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Round(Double256 a) => new(Vector256.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 LessThan(Double256 a, Double256 b) => new(Vector256.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Equal(Double256 a, Double256 b) => new(Vector256.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Select(Double256 mask, Double256 whenTrue, Double256 whenFalse) =>
        new(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 AddBits(Double256 a, Double256 b) => new((a.Value.AsUInt64() + b.Value.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 ShiftBitsLeft(Double256 a, int count) => new((a.Value.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 ShiftBitsRight(Double256 a, int count) => new((a.Value.AsUInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Scale(Double256 a, Double256 exponent) => DoubleMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Exp(Double256 x) => DoubleMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Log(Double256 x) => DoubleMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Tanh(Double256 x) => DoubleMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Sigmoid(Double256 x) => DoubleMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 ExpMinusOne(Double256 x) => DoubleMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 LogOnePlus(Double256 x) => DoubleMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Erf(Double256 x) => DoubleMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Gelu(Double256 z) => DoubleMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 GeluDerivative(Double256 z) => DoubleMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Constant(double value) => Broadcast(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Load(ref readonly double source, nint elementOffset) =>
        new(Vector256.LoadUnsafe(in source, (nuint)elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double256 value, ref double destination, nint elementOffset) =>
        value.Value.StoreUnsafe(ref destination, (nuint)elementOffset);

    // A masked load instruction wants a pointer, and so pinned memory; halves of known length do as well, and fold where the count is
    // constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 LoadMasked(ref readonly double source, nint elementOffset, int count, double fill) => count < 2
        ? new(Vector256.Create(Double128.LoadMasked(in source, elementOffset, count, fill).Value, Vector128.Create(fill)))
        : new(Vector256.Create(
            Vector128.LoadUnsafe(in source, (nuint)elementOffset),
            Double128.LoadMasked(in source, elementOffset + 2, count - 2, fill).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Double256 value, ref double destination, nint elementOffset, int count)
    {
        if (count < 2)
        {
            Double128.StoreMasked(new(value.Value.GetLower()), ref destination, elementOffset, count);
        }
        else
        {
            value.Value.GetLower().StoreUnsafe(ref destination, (nuint)elementOffset);
            Double128.StoreMasked(new(value.Value.GetUpper()), ref destination, elementOffset + 2, count - 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 LoadBits(ref readonly ushort bits, nint column)
    {
        Vector256<ulong> own = Vector256.Create(1ul, 2ul, 4ul, 8ul);
        ulong word = (ulong)(Unsafe.Add(ref Unsafe.AsRef(in bits), column >> 4) >> ((int)column & 12));
        return new(Vector256.Equals(Vector256.Create(word) & own, own).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double256 value) => Double128.Sum(new(value.Value.GetLower() + value.Value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxLane(Double256 value) =>
        Double128.MaxLane(new(Vector128.MaxNative(value.Value.GetLower(), value.Value.GetUpper())));
}
