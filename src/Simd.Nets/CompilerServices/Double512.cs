using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets.CompilerServices;

#pragma warning disable CS1591 // IVector documents the members.

/// <summary>8 lanes of double, 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Double512(Vector512<double> value) : IVector<Double512, double>
{
    public readonly Vector512<double> Value = value;

    public static int Lanes => 8;

    public static Double512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.Zero);
    }

    public static Double512 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator +(Double512 a, Double512 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator -(Double512 a, Double512 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator *(Double512 a, Double512 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator /(Double512 a, Double512 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator -(Double512 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator &(Double512 a, Double512 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 operator |(Double512 a, Double512 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 MultiplyAdd(Double512 a, Double512 b, Double512 c) =>
        new(SimdTarget.HasMultiplyAdd ? Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value) : (a.Value * b.Value) + c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Min(Double512 a, Double512 b) => new(Vector512.MinNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Max(Double512 a, Double512 b) => new(Vector512.MaxNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Abs(Double512 a) => new(Vector512.Abs(a.Value));

    // No bit of the exponent is set in zero and the subnormal numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 FlushSubnormal(Double512 a) => new(Vector512.ConditionalSelect(
        Vector512.Equals(a.Value.AsInt64() & Vector512.Create(0x7FF0_0000_0000_0000), Vector512<long>.Zero).AsDouble(), Vector512<double>.Zero, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 FlushSubnormalSquare(Double512 a) => new(Vector512.ConditionalSelect(
        Vector512.LessThan(a.Value, Vector512.Create(2.2250738585072014E-308)), Vector512<double>.Zero, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Sqrt(Double512 a) => new(Vector512.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Round(Double512 a) => new(Vector512.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 LessThan(Double512 a, Double512 b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Equal(Double512 a, Double512 b) => new(Vector512.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Select(Double512 mask, Double512 whenTrue, Double512 whenFalse) =>
        new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 AddBits(Double512 a, Double512 b) => new((a.Value.AsUInt64() + b.Value.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 ShiftBitsLeft(Double512 a, int count) => new((a.Value.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 ShiftBitsRight(Double512 a, int count) => new((a.Value.AsUInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Scale(Double512 a, Double512 exponent) =>
        Avx512F.IsSupported ? new(Avx512F.Scale(a.Value, exponent.Value)) : DoubleMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Exp(Double512 x) => DoubleMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Log(Double512 x) => DoubleMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Tanh(Double512 x) => DoubleMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Sigmoid(Double512 x) => DoubleMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 ExpMinusOne(Double512 x) => DoubleMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 LogOnePlus(Double512 x) => DoubleMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Erf(Double512 x) => DoubleMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Gelu(Double512 z) => DoubleMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 GeluDerivative(Double512 z) => DoubleMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Constant(double value) => Broadcast(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Load(ref readonly double source, nint elementOffset) =>
        new(Vector512.LoadUnsafe(in source, (nuint)elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double512 value, ref double destination, nint elementOffset) =>
        value.Value.StoreUnsafe(ref destination, (nuint)elementOffset);

    // A masked load instruction wants a pointer, and so pinned memory; halves of known length do as well, and fold where the count is
    // constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 LoadMasked(ref readonly double source, nint elementOffset, int count, double fill) => count < 4
        ? new(Vector512.Create(Double256.LoadMasked(in source, elementOffset, count, fill).Value, Vector256.Create(fill)))
        : new(Vector512.Create(
            Vector256.LoadUnsafe(in source, (nuint)elementOffset),
            Double256.LoadMasked(in source, elementOffset + 4, count - 4, fill).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Double512 value, ref double destination, nint elementOffset, int count)
    {
        if (count < 4)
        {
            Double256.StoreMasked(new(value.Value.GetLower()), ref destination, elementOffset, count);
        }
        else
        {
            value.Value.GetLower().StoreUnsafe(ref destination, (nuint)elementOffset);
            Double256.StoreMasked(new(value.Value.GetUpper()), ref destination, elementOffset + 4, count - 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 LoadBits(ref readonly ushort bits, nint column)
    {
        Vector512<ulong> own = Vector512.Create(1ul, 2ul, 4ul, 8ul, 16ul, 32ul, 64ul, 128ul);
        ulong word = (ulong)(Unsafe.Add(ref Unsafe.AsRef(in bits), column >> 4) >> ((int)column & 8));
        return new(Vector512.Equals(Vector512.Create(word) & own, own).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double512 value) => Double256.Sum(new(value.Value.GetLower() + value.Value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxLane(Double512 value) =>
        Double256.MaxLane(new(Vector256.MaxNative(value.Value.GetLower(), value.Value.GetUpper())));
}
