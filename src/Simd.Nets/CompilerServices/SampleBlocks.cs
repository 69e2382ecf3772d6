using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// Images with 16 samples side by side: <c>[block][feature][16 samples]</c>, where a feature is a channel of a pixel. Lanes behind the
/// last sample repeat it in values and are zero in adjoints.
/// </summary>
/// <remarks>Four samples of 16 features are a tile's way through the cache: four lines at one end, 16 at the other.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleBlocks
{
    /// <summary>Samples of a block.</summary>
    public const int Samples = 16;

    private const int Tile = 4;

    /// <summary>Copies dense rows into blocks; missing lanes repeat the last sample.</summary>
    public static void Pack<T>(ref T inputs, int rows, int features, ref T blocks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Transpose(ref inputs, rows, features, features, repeatsLast: true, ref Unsafe.NullRef<T>(), ref blocks);

    /// <summary>Copies padded rows of adjoints into blocks; missing lanes are zero.</summary>
    public static void FromRows<T>(ref T y, int rows, int features, int pitch, ref T blocks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FromRows(ref y, rows, features, pitch, ref Unsafe.NullRef<T>(), ref blocks);

    /// <summary>
    /// <c>blocks = [addend +] y</c> for padded rows y of adjoints and an addend in blocks, which may be a null reference or lie under the
    /// result. Missing lanes are zero, as they are in the addend.
    /// </summary>
    public static void FromRows<T>(ref T y, int rows, int features, int pitch, ref T addend, ref T blocks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Transpose(ref y, rows, features, pitch, repeatsLast: false, ref addend, ref blocks);

    /// <summary>Copies blocks into padded rows; the padding becomes zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ToRows<T>(ref T blocks, int rows, int features, int pitch, ref T y)
        where T : unmanaged
    {
        for (int first = 0; first < rows; first += Samples)
        {
            int last = Math.Min(first + Samples, rows) - 1;
            for (int start = 0; start < features; start += Samples)
            {
                int end = Math.Min(start + Samples, features);
                for (int sample = first; sample <= last; sample += Tile)
                {
                    // A missing lane writes to the last sample's row; from the last lane to the first, so that the sample comes after it.
                    ref T lanes = ref Unsafe.Add(ref blocks, sample - first);
                    ref T row0 = ref Unsafe.Add(ref y, (nint)sample * pitch);
                    ref T row1 = ref Unsafe.Add(ref y, (nint)Math.Min(sample + 1, last) * pitch);
                    ref T row2 = ref Unsafe.Add(ref y, (nint)Math.Min(sample + 2, last) * pitch);
                    ref T row3 = ref Unsafe.Add(ref y, (nint)Math.Min(sample + 3, last) * pitch);
                    nint feature = start;
                    for (; HasTiles<T>() && feature <= end - Tile; feature += Tile)
                    {
                        (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = Transposed(
                            Load(ref lanes, feature * Samples),
                            Load(ref lanes, (feature + 1) * Samples),
                            Load(ref lanes, (feature + 2) * Samples),
                            Load(ref lanes, (feature + 3) * Samples));
                        Store(d, ref row3, feature);
                        Store(c, ref row2, feature);
                        Store(b, ref row1, feature);
                        Store(a, ref row0, feature);
                    }

                    for (; feature < end; feature++)
                    {
                        ref T line = ref Unsafe.Add(ref lanes, feature * Samples);
                        Unsafe.Add(ref row3, feature) = Unsafe.Add(ref line, 3);
                        Unsafe.Add(ref row2, feature) = Unsafe.Add(ref line, 2);
                        Unsafe.Add(ref row1, feature) = Unsafe.Add(ref line, 1);
                        Unsafe.Add(ref row0, feature) = line;
                    }
                }
            }

            blocks = ref Unsafe.Add(ref blocks, (nint)features * Samples);
        }

        for (int row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref y, ((nint)row * pitch) + features), pitch - features).Clear();
        }
    }

    /// <summary>Makes the lanes behind the first <paramref name="present"/> of a block zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void ClearMissing<TVector, T>(ref T block, int present, nint elements)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ushort bits = (ushort)((1 << present) - 1);
        for (nint element = 0; element < elements; element += Samples)
        {
            for (int lane = 0; lane < Samples; lane += TVector.Lanes)
            {
                TVector mask = TVector.LoadBits(in bits, lane);
                TVector.Store(TVector.Load(ref block, element + lane) & mask, ref block, element + lane);
            }
        }
    }

    /// <summary><c>blocks = [addend +] y</c>; missing lanes hold the last row or zero, besides the addend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Transpose<T>(ref T y, int rows, int features, nint pitch, bool repeatsLast, ref T addend, ref T blocks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool hasAddend = !Unsafe.IsNullRef(ref addend);
        nint block = 0;
        for (int first = 0; first < rows; first += Samples, block += (nint)features * Samples)
        {
            for (int start = 0; start < features; start += Samples)
            {
                int end = Math.Min(start + Samples, features);
                for (int lane = 0; lane < Samples; lane += Tile)
                {
                    int present = repeatsLast ? Tile : rows - first - lane;
                    int last = rows - 1;
                    ref T row0 = ref Unsafe.Add(ref y, Math.Min(first + lane, last) * pitch);
                    ref T row1 = ref Unsafe.Add(ref y, Math.Min(first + lane + 1, last) * pitch);
                    ref T row2 = ref Unsafe.Add(ref y, Math.Min(first + lane + 2, last) * pitch);
                    ref T row3 = ref Unsafe.Add(ref y, Math.Min(first + lane + 3, last) * pitch);
                    nint feature = start;
                    if (HasTiles<T>())
                    {
                        Vector128<float> mask = Vector128.LessThan(
                            Vector128.Create(0, 1, 2, 3), Vector128.Create(present)).AsSingle();
                        for (; feature <= end - Tile; feature += Tile)
                        {
                            (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = Transposed(
                                Load(ref row0, feature), Load(ref row1, feature), Load(ref row2, feature), Load(ref row3, feature));
                            (a, b, c, d) = (a & mask, b & mask, c & mask, d & mask);
                            nint line = block + (feature * Samples) + lane;
                            if (hasAddend)
                            {
                                a += Load(ref addend, line);
                                b += Load(ref addend, line + Samples);
                                c += Load(ref addend, line + (2 * Samples));
                                d += Load(ref addend, line + (3 * Samples));
                            }

                            Store(a, ref blocks, line);
                            Store(b, ref blocks, line + Samples);
                            Store(c, ref blocks, line + (2 * Samples));
                            Store(d, ref blocks, line + (3 * Samples));
                        }
                    }

                    for (; feature < end; feature++)
                    {
                        nint line = block + (feature * Samples) + lane;
                        Put(Unsafe.Add(ref row0, feature), present > 0, hasAddend, ref addend, line, ref blocks);
                        Put(Unsafe.Add(ref row1, feature), present > 1, hasAddend, ref addend, line + 1, ref blocks);
                        Put(Unsafe.Add(ref row2, feature), present > 2, hasAddend, ref addend, line + 2, ref blocks);
                        Put(Unsafe.Add(ref row3, feature), present > 3, hasAddend, ref addend, line + 3, ref blocks);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T value, bool isPresent, bool hasAddend, ref T addend, nint element, ref T blocks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T own = isPresent ? value : T.Zero;
        Unsafe.Add(ref blocks, element) = hasAddend ? Unsafe.Add(ref addend, element) + own : own;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasTiles<T>() => typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load<T>(ref T source, nint element) =>
        Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref source), (nuint)element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector128<float> value, ref T destination, nint element) =>
        value.StoreUnsafe(ref Unsafe.As<T, float>(ref destination), (nuint)element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> A, Vector128<float> B, Vector128<float> C, Vector128<float> D) Transposed(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        (Vector128<float> acLower, Vector128<float> acUpper) = (ZipLower(a, c), ZipUpper(a, c));
        (Vector128<float> bdLower, Vector128<float> bdUpper) = (ZipLower(b, d), ZipUpper(b, d));
        return (ZipLower(acLower, bdLower), ZipUpper(acLower, bdLower), ZipLower(acUpper, bdUpper), ZipUpper(acUpper, bdUpper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLower(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipUpper(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
