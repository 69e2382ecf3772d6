using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Tests;

/// <summary>A vector of double whose <see cref="MultiplyAdd"/> rounds twice: what a machine without the fused instruction
/// computes.</summary>
internal readonly struct UnfusedDouble<V>(V value) : IVector<UnfusedDouble<V>, double>
    where V : struct, IVector<V, double>
{
    private readonly V value = value;

    public static int Lanes => V.Lanes;

    public static UnfusedDouble<V> Zero => new(V.Zero);

    public static UnfusedDouble<V> One => new(V.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> operator +(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> operator -(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> operator *(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> operator /(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> operator &(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(a.value & b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> operator |(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(a.value | b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> operator -(UnfusedDouble<V> a) => new(-a.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> MultiplyAdd(UnfusedDouble<V> a, UnfusedDouble<V> b, UnfusedDouble<V> c) => (a * b) + c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Min(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(V.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Max(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(V.Max(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Abs(UnfusedDouble<V> a) => new(V.Abs(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> FlushSubnormal(UnfusedDouble<V> a) => new(V.FlushSubnormal(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> FlushSubnormalSquare(UnfusedDouble<V> a) => new(V.FlushSubnormalSquare(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Sqrt(UnfusedDouble<V> a) => new(V.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Round(UnfusedDouble<V> a) => new(V.Round(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> LessThan(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(V.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Equal(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(V.Equal(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Select(UnfusedDouble<V> mask, UnfusedDouble<V> whenTrue, UnfusedDouble<V> whenFalse) =>
        new(V.Select(mask.value, whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> AddBits(UnfusedDouble<V> a, UnfusedDouble<V> b) => new(V.AddBits(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> ShiftBitsLeft(UnfusedDouble<V> a, int count) => new(V.ShiftBitsLeft(a.value, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> ShiftBitsRight(UnfusedDouble<V> a, int count) => new(V.ShiftBitsRight(a.value, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Scale(UnfusedDouble<V> a, UnfusedDouble<V> exponent) => DoubleMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Exp(UnfusedDouble<V> x) => DoubleMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Log(UnfusedDouble<V> x) => DoubleMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Tanh(UnfusedDouble<V> x) => DoubleMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Sigmoid(UnfusedDouble<V> x) => DoubleMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> ExpMinusOne(UnfusedDouble<V> x) => DoubleMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> LogOnePlus(UnfusedDouble<V> x) => DoubleMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Erf(UnfusedDouble<V> x) => DoubleMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Gelu(UnfusedDouble<V> z) => DoubleMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> GeluDerivative(UnfusedDouble<V> z) => DoubleMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Constant(double value) => Broadcast(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Broadcast(double value) => new(V.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> Load(ref readonly double source, nint elementOffset) => new(V.Load(in source, elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> LoadMasked(ref readonly double source, nint elementOffset, int count, double fill) =>
        new(V.LoadMasked(in source, elementOffset, count, fill));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(UnfusedDouble<V> value, ref double destination, nint elementOffset) =>
        V.Store(value.value, ref destination, elementOffset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(UnfusedDouble<V> value, ref double destination, nint elementOffset, int count) =>
        V.StoreMasked(value.value, ref destination, elementOffset, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnfusedDouble<V> LoadBits(ref readonly ushort bits, nint column) => new(V.LoadBits(in bits, column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(UnfusedDouble<V> value) => V.Sum(value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxLane(UnfusedDouble<V> value) => V.MaxLane(value.value);
}
