using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets;

/// <summary>
/// Words of several <see cref="Philox"/> blocks, one in the lower half of every 64-bit lane. What an operation leaves in the upper half
/// counts for nothing: the multiplication reads lower halves only, and so a product is the word that its lower half is.
/// </summary>
internal interface IPhiloxLanes<TSelf>
    where TSelf : struct, IPhiloxLanes<TSelf>
{
    /// <summary>Blocks side by side.</summary>
    static abstract int Lanes { get; }

    /// <summary>The word in every lane.</summary>
    static abstract TSelf Broadcast(uint word);

    /// <summary><paramref name="first"/>, first + 1, …</summary>
    static abstract TSelf From(uint first);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a ⊕ b ⊕ c.</summary>
    static abstract TSelf Xor(TSelf a, TSelf b, TSelf c);

    /// <summary>The 64-bit products of the words.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>The upper halves, moved into the lower ones.</summary>
    static abstract TSelf Upper(TSelf a);

    /// <summary>Bit i: whether word i is below that of <paramref name="bound"/>, whose upper half is zero.</summary>
    static abstract uint Below(TSelf words, TSelf bound);
}

/// <summary>8 blocks, 512 bits.</summary>
internal readonly struct PhiloxLanes512(Vector512<ulong> value) : IPhiloxLanes<PhiloxLanes512>
{
    private readonly Vector512<ulong> value = value;

    public static int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 operator +(PhiloxLanes512 a, PhiloxLanes512 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Xor(PhiloxLanes512 a, PhiloxLanes512 b, PhiloxLanes512 c) => new(Avx512F.IsSupported
        ? Avx512F.TernaryLogic(a.value, b.value, c.value, 0x96)
        : a.value ^ b.value ^ c.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 operator *(PhiloxLanes512 a, PhiloxLanes512 b) => new(Avx512F.IsSupported
        ? Avx512F.Multiply(a.value.AsUInt32(), b.value.AsUInt32())
        : Vector512.Create((new PhiloxLanes256(a.value.GetLower()) * new PhiloxLanes256(b.value.GetLower())).Value,
            (new PhiloxLanes256(a.value.GetUpper()) * new PhiloxLanes256(b.value.GetUpper())).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Broadcast(uint word) => new(Vector512.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 From(uint first) => new(Vector512.Create((ulong)first) + Vector512.Create(0ul, 1, 2, 3, 4, 5, 6, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Upper(PhiloxLanes512 a) => new(a.value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Below(PhiloxLanes512 words, PhiloxLanes512 bound) =>
        (uint)((words.value & Vector512.Create((ulong)uint.MaxValue)) - bound.value).ExtractMostSignificantBits();
}

/// <summary>4 blocks, 256 bits.</summary>
internal readonly struct PhiloxLanes256(Vector256<ulong> value) : IPhiloxLanes<PhiloxLanes256>
{
    public readonly Vector256<ulong> Value = value;

    public static int Lanes => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 operator +(PhiloxLanes256 a, PhiloxLanes256 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Xor(PhiloxLanes256 a, PhiloxLanes256 b, PhiloxLanes256 c) =>
        new(a.Value ^ b.Value ^ c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 operator *(PhiloxLanes256 a, PhiloxLanes256 b) => new(Avx2.IsSupported
        ? Avx2.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32())
        : Vector256.Create((new PhiloxLanes128(a.Value.GetLower()) * new PhiloxLanes128(b.Value.GetLower())).Value,
            (new PhiloxLanes128(a.Value.GetUpper()) * new PhiloxLanes128(b.Value.GetUpper())).Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Broadcast(uint word) => new(Vector256.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 From(uint first) => new(Vector256.Create((ulong)first) + Vector256.Create(0ul, 1, 2, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Upper(PhiloxLanes256 a) => new(a.Value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Below(PhiloxLanes256 words, PhiloxLanes256 bound) =>
        ((words.Value & Vector256.Create((ulong)uint.MaxValue)) - bound.Value).ExtractMostSignificantBits();
}

/// <summary>2 blocks, 128 bits.</summary>
internal readonly struct PhiloxLanes128(Vector128<ulong> value) : IPhiloxLanes<PhiloxLanes128>
{
    public readonly Vector128<ulong> Value = value;

    public static int Lanes => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 operator +(PhiloxLanes128 a, PhiloxLanes128 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Xor(PhiloxLanes128 a, PhiloxLanes128 b, PhiloxLanes128 c) =>
        new(a.Value ^ b.Value ^ c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 operator *(PhiloxLanes128 a, PhiloxLanes128 b)
    {
        if (Sse2.IsSupported)
        {
            return new(Sse2.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32()));
        }

        if (AdvSimd.IsSupported)
        {
            return new(AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(a.Value), AdvSimd.ExtractNarrowingLower(b.Value)));
        }

        Vector128<ulong> words = Vector128.Create((ulong)uint.MaxValue);
        return new((a.Value & words) * (b.Value & words));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Broadcast(uint word) => new(Vector128.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 From(uint first) => new(Vector128.Create((ulong)first) + Vector128.Create(0ul, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Upper(PhiloxLanes128 a) => new(a.Value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Below(PhiloxLanes128 words, PhiloxLanes128 bound) =>
        ((words.Value & Vector128.Create((ulong)uint.MaxValue)) - bound.Value).ExtractMostSignificantBits();
}

/// <summary>One block: the machine, or its settings, offer no vectors.</summary>
internal readonly struct PhiloxLane(ulong value) : IPhiloxLanes<PhiloxLane>
{
    private readonly ulong value = value;

    public static int Lanes => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLane operator +(PhiloxLane a, PhiloxLane b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLane Xor(PhiloxLane a, PhiloxLane b, PhiloxLane c) => new(a.value ^ b.value ^ c.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLane operator *(PhiloxLane a, PhiloxLane b) => new((ulong)(uint)a.value * (uint)b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLane Broadcast(uint word) => new(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLane From(uint first) => new(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLane Upper(PhiloxLane a) => new(a.value >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Below(PhiloxLane words, PhiloxLane bound) => (uint)words.value < (uint)bound.value ? 1u : 0u;
}
