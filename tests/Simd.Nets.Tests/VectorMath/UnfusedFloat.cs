using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Tests;

/// <summary>A vector of float whose <see cref="MultiplyAdd"/> rounds twice: what a machine without the fused instruction
/// computes.</summary>
internal readonly struct UnfusedFloat<V>(V value) : IVector<UnfusedFloat<V>, float>
    where V : struct, IVector<V, float>
{
    private readonly V value = value;

    public static int Lanes => V.Lanes;

    public static UnfusedFloat<V> Zero => new(V.Zero);

    public static UnfusedFloat<V> One => new(V.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> operator +(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> operator -(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> operator *(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> operator /(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> operator &(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(a.value & b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> operator |(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(a.value | b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> operator -(UnfusedFloat<V> a) => new(-a.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> MultiplyAdd(UnfusedFloat<V> a, UnfusedFloat<V> b, UnfusedFloat<V> c) => (a * b) + c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Min(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(V.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Max(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(V.Max(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Abs(UnfusedFloat<V> a) => new(V.Abs(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> FlushSubnormal(UnfusedFloat<V> a) => new(V.FlushSubnormal(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> FlushSubnormalSquare(UnfusedFloat<V> a) => new(V.FlushSubnormalSquare(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Sqrt(UnfusedFloat<V> a) => new(V.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Round(UnfusedFloat<V> a) => new(V.Round(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> LessThan(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(V.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Equal(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(V.Equal(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Select(UnfusedFloat<V> mask, UnfusedFloat<V> whenTrue, UnfusedFloat<V> whenFalse) =>
        new(V.Select(mask.value, whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> AddBits(UnfusedFloat<V> a, UnfusedFloat<V> b) => new(V.AddBits(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> ShiftBitsLeft(UnfusedFloat<V> a, int count) => new(V.ShiftBitsLeft(a.value, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> ShiftBitsRight(UnfusedFloat<V> a, int count) => new(V.ShiftBitsRight(a.value, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Scale(UnfusedFloat<V> a, UnfusedFloat<V> exponent) => FloatMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Exp(UnfusedFloat<V> x) => FloatMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Log(UnfusedFloat<V> x) => FloatMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Tanh(UnfusedFloat<V> x) => FloatMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Sigmoid(UnfusedFloat<V> x) => FloatMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> ExpMinusOne(UnfusedFloat<V> x) => FloatMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> LogOnePlus(UnfusedFloat<V> x) => FloatMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Erf(UnfusedFloat<V> x) => FloatMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Gelu(UnfusedFloat<V> z) => FloatMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> GeluDerivative(UnfusedFloat<V> z) => FloatMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Constant(double value) => Broadcast((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Broadcast(float value) => new(V.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> Load(ref readonly float source, nint elementOffset) => new(V.Load(in source, elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> LoadMasked(ref readonly float source, nint elementOffset, int count, float fill) =>
        new(V.LoadMasked(in source, elementOffset, count, fill));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(UnfusedFloat<V> value, ref float destination, nint elementOffset) =>
        V.Store(value.value, ref destination, elementOffset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(UnfusedFloat<V> value, ref float destination, nint elementOffset, int count) =>
        V.StoreMasked(value.value, ref destination, elementOffset, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedFloat<V> LoadBits(ref readonly ushort bits, nint column) => new(V.LoadBits(in bits, column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(UnfusedFloat<V> value) => V.Sum(value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxLane(UnfusedFloat<V> value) => V.MaxLane(value.value);
}
