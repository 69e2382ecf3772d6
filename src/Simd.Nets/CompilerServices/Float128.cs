using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Simd.Nets.CompilerServices;

#pragma warning disable CS1591 // IVector documents the members.

/// <summary>4 lanes of float, 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Float128(Vector128<float> value) : IVector<Float128, float>
{
    public readonly Vector128<float> Value = value;

    public static int Lanes => 4;

    public static Float128 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.Zero);
    }

    public static Float128 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 operator +(Float128 a, Float128 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 operator -(Float128 a, Float128 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 operator *(Float128 a, Float128 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 operator /(Float128 a, Float128 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 operator -(Float128 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 operator &(Float128 a, Float128 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 operator |(Float128 a, Float128 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 MultiplyAdd(Float128 a, Float128 b, Float128 c) =>
        new(Fused.MultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Min(Float128 a, Float128 b) => new(Vector128.MinNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Max(Float128 a, Float128 b) => new(Vector128.MaxNative(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Abs(Float128 a) => new(Vector128.Abs(a.Value));

    // No bit of the exponent is set in zero and the subnormal numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 FlushSubnormal(Float128 a) => new(Vector128.ConditionalSelect(
        Vector128.Equals(a.Value.AsInt32() & Vector128.Create(0x7F80_0000), Vector128<int>.Zero).AsSingle(), Vector128<float>.Zero, a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 FlushSubnormalSquare(Float128 a) => new(Vector128.AndNot(a.Value, Vector128.LessThan(a.Value, Vector128.Create(1.17549435E-38f))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Sqrt(Float128 a) => new(Vector128.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Round(Float128 a) => new(Vector128.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 LessThan(Float128 a, Float128 b) => new(Vector128.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Equal(Float128 a, Float128 b) => new(Vector128.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Select(Float128 mask, Float128 whenTrue, Float128 whenFalse) =>
        new(Vector128.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 AddBits(Float128 a, Float128 b) => new((a.Value.AsUInt32() + b.Value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 ShiftBitsLeft(Float128 a, int count) => new((a.Value.AsUInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 ShiftBitsRight(Float128 a, int count) => new((a.Value.AsUInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Scale(Float128 a, Float128 exponent) => FloatMath.Scale(a, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Exp(Float128 x) => FloatMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Log(Float128 x) => FloatMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Tanh(Float128 x) => FloatMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Sigmoid(Float128 x) => FloatMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 ExpMinusOne(Float128 x) => FloatMath.ExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 LogOnePlus(Float128 x) => FloatMath.LogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Erf(Float128 x) => FloatMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Gelu(Float128 z) => FloatMath.Gelu(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 GeluDerivative(Float128 z) => FloatMath.GeluDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Constant(double value) => Broadcast((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 Load(ref readonly float source, nint elementOffset) =>
        new(Vector128.LoadUnsafe(in source, (nuint)elementOffset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Float128 value, ref float destination, nint elementOffset) =>
        value.Value.StoreUnsafe(ref destination, (nuint)elementOffset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 LoadMasked(ref readonly float source, nint elementOffset, int count, float fill)
    {
        ref float first = ref Unsafe.Add(ref Unsafe.AsRef(in source), elementOffset);
        return new(count switch
        {
            0 => Vector128.Create(fill),
            1 => Vector128.Create(first, fill, fill, fill),
            2 => Vector128.Create(first, Unsafe.Add(ref first, 1), fill, fill),
            3 => Vector128.Create(first, Unsafe.Add(ref first, 1), Unsafe.Add(ref first, 2), fill),
            _ => Vector128.LoadUnsafe(in first),
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Float128 value, ref float destination, nint elementOffset, int count)
    {
        ref float first = ref Unsafe.Add(ref destination, elementOffset);
        if (count >= 4)
        {
            value.Value.StoreUnsafe(ref first);
            return;
        }

        if (count >= 1)
        {
            first = value.Value.ToScalar();
        }

        if (count >= 2)
        {
            Unsafe.Add(ref first, 1) = value.Value.GetElement(1);
        }

        if (count >= 3)
        {
            Unsafe.Add(ref first, 2) = value.Value.GetElement(2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float128 LoadBits(ref readonly ushort bits, nint column)
    {
        Vector128<uint> own = Vector128.Create(1u, 2u, 4u, 8u);
        uint word = (uint)(Unsafe.Add(ref Unsafe.AsRef(in bits), column >> 4) >> ((int)column & 12));
        return new(Vector128.Equals(Vector128.Create(word) & own, own).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Float128 value) =>
        (value.Value.GetElement(0) + value.Value.GetElement(2)) + (value.Value.GetElement(1) + value.Value.GetElement(3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxLane(Float128 value) => float.MaxNative(
        float.MaxNative(value.Value.GetElement(0), value.Value.GetElement(2)),
        float.MaxNative(value.Value.GetElement(1), value.Value.GetElement(3)));
}
