using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Simd.Nets.CompilerServices;

#pragma warning disable CS1591 // IVector documents the members.

/// <summary>2 lanes of double, 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Double128(Vector128<double> value) : IVector<Double128, double>
{
    public readonly Vector128<double> Value = value;

    public static int Lanes => 2;

    public static Double128 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<double>.Zero);
    }

    public static Double128 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator +(Double128 a, Double128 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator -(Double128 a, Double128 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator *(Double128 a, Double128 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator /(Double128 a, Double128 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator -(Double128 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator &(Double128 a, Double128 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 operator |(Double128 a, Double128 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 MultiplyAdd(Double128 a, Double128 b, Double128 c) =>
        new(Fused.MultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Min(Double128 a, Double128 b) => new(Vector128.MinNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Max(Double128 a, Double128 b) => new(Vector128.MaxNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Abs(Double128 a) => new(Vector128.Abs(a.Value));

    // No bit of the exponent is set in zero and the subnormal numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 FlushSubnormal(Double128 a) => new(Vector128.ConditionalSelect(
        Vector128.Equals(a.Value.AsInt64() & Vector128.Create(0x7FF0_0000_0000_0000), Vector128<long>.Zero).AsDouble(), Vector128<double>.Zero, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 FlushSubnormalSquare(Double128 a) => new(Vector128.AndNot(a.Value, Vector128.LessThan(a.Value, Vector128.Create(2.2250738585072014E-308))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Sqrt(Double128 a) => new(Vector128.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Round(Double128 a) => new(Vector128.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 LessThan(Double128 a, Double128 b) => new(Vector128.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Equal(Double128 a, Double128 b) => new(Vector128.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Select(Double128 mask, Double128 whenTrue, Double128 whenFalse) =>
        new(Vector128.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 AddBits(Double128 a, Double128 b) => new((a.Value.AsUInt64() + b.Value.AsUInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 ShiftBitsLeft(Double128 a, int count) => new((a.Value.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 ShiftBitsRight(Double128 a, int count) => new((a.Value.AsUInt64() >>> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Scale(Double128 a, Double128 exponent) => DoubleMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Exp(Double128 x) => DoubleMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Log(Double128 x) => DoubleMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Tanh(Double128 x) => DoubleMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Sigmoid(Double128 x) => DoubleMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 ExpMinusOne(Double128 x) => DoubleMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 LogOnePlus(Double128 x) => DoubleMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Erf(Double128 x) => DoubleMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Gelu(Double128 z) => DoubleMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 GeluDerivative(Double128 z) => DoubleMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Constant(double value) => Broadcast(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Broadcast(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Load(ref readonly double source, nint elementOffset) =>
        new(Vector128.LoadUnsafe(in source, (nuint)elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double128 value, ref double destination, nint elementOffset) =>
        value.Value.StoreUnsafe(ref destination, (nuint)elementOffset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 LoadMasked(ref readonly double source, nint elementOffset, int count, double fill)
    {
        ref double first = ref Unsafe.Add(ref Unsafe.AsRef(in source), elementOffset);
        return new(count switch
        {
            0 => Vector128.Create(fill),
            1 => Vector128.Create(first, fill),
            _ => Vector128.LoadUnsafe(in first),
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Double128 value, ref double destination, nint elementOffset, int count)
    {
        ref double first = ref Unsafe.Add(ref destination, elementOffset);
        if (count >= 2)
        {
            value.Value.StoreUnsafe(ref first);
        }
        else if (count == 1)
        {
            first = value.Value.ToScalar();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 LoadBits(ref readonly ushort bits, nint column)
    {
        Vector128<ulong> own = Vector128.Create(1ul, 2ul);
        ulong word = (ulong)(Unsafe.Add(ref Unsafe.AsRef(in bits), column >> 4) >> ((int)column & 14));
        return new(Vector128.Equals(Vector128.Create(word) & own, own).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double128 value) => value.Value.GetElement(0) + value.Value.GetElement(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxLane(Double128 value) => double.MaxNative(value.Value.GetElement(0), value.Value.GetElement(1));
}
