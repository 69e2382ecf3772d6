using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// Minimal filtering F(2×2, 3×3) (Lavin and Gray 2016, "Fast algorithms for convolutional neural networks"): four outputs of a window of
/// 3 × 3 by 16 products in place of 36. Weights and tiles of 4 × 4 pixels are transformed, multiplied point by point, which is a product of
/// matrices for each of the 16 points, and transformed back. Over blocks of samples every transform is a few additions of vectors.
/// </summary>
/// <remarks>All factors are 1, ½ and ¼: small integers stay exact.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Winograd
{
    /// <summary>Points of a transformed tile.</summary>
    public const int Points = 16;

    /// <summary><c>u = G g Gᵀ</c> for every pair of channels: 16 matrices of depth × columns.</summary>
    /// <param name="w">The weights of the nine taps.</param>
    /// <param name="perTap">Elements from tap to tap.</param>
    /// <param name="perSource">Elements from source channel to source channel.</param>
    /// <param name="isFlipped">Whether the taps are taken from last to first, as the gradient of the inputs needs them.</param>
    /// <param name="depth">Source channels.</param>
    /// <param name="columns">Target channels, side by side.</param>
    /// <param name="u">The matrices, one behind the other.</param>
    /// <param name="pitch">Elements from row to row of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TransformWeights<TVector, T>(
        ref T w, int perTap, int perSource, bool isFlipped, int depth, int columns, ref T u, int pitch)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector half = TVector.Broadcast(T.One / (T.One + T.One));
        nint step = isFlipped ? -perTap : perTap;
        nint first = isFlipped ? (nint)8 * perTap : 0;
        nint point = (nint)depth * pitch;
        for (int source = 0; source < depth; source++)
        {
            for (int column = 0; column < columns; column += TVector.Lanes)
            {
                int count = Math.Min(TVector.Lanes, columns - column);
                ref T tap = ref Unsafe.Add(ref w, first + ((nint)source * perSource) + column);
                ref T to = ref Unsafe.Add(ref u, ((nint)source * pitch) + column);
                for (int kernelColumn = 0; kernelColumn < 3; kernelColumn++)
                {
                    // Down a column of the window; the four results wait where the first three points of each row will be.
                    TVector g0 = TVector.LoadMasked(ref tap, kernelColumn * step, count, T.Zero);
                    TVector g1 = TVector.LoadMasked(ref tap, (kernelColumn + 3) * step, count, T.Zero);
                    TVector g2 = TVector.LoadMasked(ref tap, (kernelColumn + 6) * step, count, T.Zero);
                    TVector outer = (g0 + g2) * half;
                    TVector inner = g1 * half;
                    TVector.Store(g0, ref to, kernelColumn * point);
                    TVector.Store(outer + inner, ref to, (kernelColumn + 4) * point);
                    TVector.Store(outer - inner, ref to, (kernelColumn + 8) * point);
                    TVector.Store(g2, ref to, (kernelColumn + 12) * point);
                }

                for (int row = 0; row < 4; row++)
                {
                    ref T line = ref Unsafe.Add(ref to, 4 * row * point);
                    TVector g1 = TVector.Load(ref line, point);
                    TVector g2 = TVector.Load(ref line, 2 * point);
                    TVector outer = (TVector.Load(ref line, 0) + g2) * half;
                    TVector inner = g1 * half;
                    TVector.Store(outer + inner, ref line, point);
                    TVector.Store(outer - inner, ref line, 2 * point);
                    TVector.Store(g2, ref line, 3 * point);
                }
            }
        }
    }

    /// <summary><c>v = Bᵀ d B</c> for tiles of a row of an image, or of images side by side: at each of 16 points tiles × channels.</summary>
    /// <param name="x">The source pixels; beyond the border there are zeros.</param>
    /// <param name="shape">How the convolution lies.</param>
    /// <param name="pixel">Elements of a pixel.</param>
    /// <param name="tileRow">The row of tiles: two rows of target pixels.</param>
    /// <param name="firstTile">The first tile of that row.</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="v">The first point.</param>
    /// <param name="point">Elements from point to point.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TransformInputs<TVector, T>(
        ref T x, in ConvolutionShape shape, nint pixel, int tileRow, int firstTile, int tiles, ref T v, nint point)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int height = shape.Rows.Sources;
        int width = shape.Columns.Sources;
        int top = (2 * tileRow) + shape.Rows.Phase(0).Source;
        int left = (2 * firstTile) + shape.Columns.Phase(0).Source;
        nint line = width * pixel;
        int firstRow = -Math.Min(top, 0);
        int rows = height - top;
        for (int tile = 0; tile < tiles; tile++, left += 2)
        {
            ref T source = ref Unsafe.Add(ref x, (top * line) + (left * pixel));
            bool has0 = (uint)left < (uint)width;
            bool has1 = (uint)(left + 1) < (uint)width;
            bool has2 = (uint)(left + 2) < (uint)width;
            bool has3 = (uint)(left + 3) < (uint)width;
            for (nint element = 0; element < pixel; element += TVector.Lanes)
            {
                Down(ref source, element, line, has0, firstRow, rows, out TVector a0, out TVector a1, out TVector a2, out TVector a3);
                Down(ref source, element + pixel, line, has1, firstRow, rows, out TVector b0, out TVector b1, out TVector b2, out TVector b3);
                Down(
                    ref source, element + (2 * pixel), line, has2, firstRow, rows, out TVector c0, out TVector c1, out TVector c2, out TVector c3);
                Down(
                    ref source, element + (3 * pixel), line, has3, firstRow, rows, out TVector d0, out TVector d1, out TVector d2, out TVector d3);
                ref T to = ref Unsafe.Add(ref v, (tile * pixel) + element);
                Along(a0, b0, c0, d0, ref to, 0, point);
                Along(a1, b1, c1, d1, ref to, 4 * point, point);
                Along(a2, b2, c2, d2, ref to, 8 * point, point);
                Along(a3, b3, c3, d3, ref to, 12 * point, point);
            }
        }
    }

    /// <summary>Bᵀ down a column of pixels, of which the image has none, or those from the first row it has to so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Down<TVector, T>(
        ref T source,
        nint at,
        nint line,
        bool isInside,
        int firstRow,
        int rows,
        out TVector v0,
        out TVector v1,
        out TVector v2,
        out TVector v3)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector d0 = isInside && firstRow == 0 ? TVector.Load(ref source, at) : TVector.Zero;
        TVector d1 = isInside && firstRow <= 1 && rows > 1 ? TVector.Load(ref source, at + line) : TVector.Zero;
        TVector d2 = isInside && rows > 2 ? TVector.Load(ref source, at + (2 * line)) : TVector.Zero;
        TVector d3 = isInside && rows > 3 ? TVector.Load(ref source, at + (3 * line)) : TVector.Zero;
        (v0, v1, v2, v3) = (d0 - d2, d1 + d2, d2 - d1, d1 - d3);
    }

    /// <summary>B along a row of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Along<TVector, T>(TVector d0, TVector d1, TVector d2, TVector d3, ref T to, nint at, nint point)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector.Store(d0 - d2, ref to, at);
        TVector.Store(d1 + d2, ref to, at + point);
        TVector.Store(d2 - d1, ref to, at + (2 * point));
        TVector.Store(d1 - d3, ref to, at + (3 * point));
    }

    /// <summary>
    /// <c>y = φ(skip + scale · (Aᵀ m A + b))</c> for tiles of a row, or <c>(Aᵀ m A) ⊙ relu'(h)</c>.
    /// </summary>
    /// <param name="m">The products: at each of 16 points tiles × channels.</param>
    /// <param name="point">Elements from point to point.</param>
    /// <param name="shape">How the convolution lies.</param>
    /// <param name="pixel">Elements of a pixel.</param>
    /// <param name="samples">Elements of a channel: samples side by side.</param>
    /// <param name="tileRow">The row of tiles: two rows of target pixels, the last perhaps one.</param>
    /// <param name="firstTile">The first tile of that row.</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="b">One number a channel; a null reference without a bias.</param>
    /// <param name="h">The value of a rectifier before; a null reference without one.</param>
    /// <param name="skip">What is added; a null reference without a skip.</param>
    /// <param name="scale">What the product is multiplied with before.</param>
    /// <param name="isRectified">Whether φ is a rectifier.</param>
    /// <param name="y">The target pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TransformOutputs<TVector, T>(
        ref T m,
        nint point,
        in ConvolutionShape shape,
        nint pixel,
        int samples,
        int tileRow,
        int firstTile,
        int tiles,
        ref T b,
        ref T h,
        ref T skip,
        T scale,
        bool isRectified,
        ref T y)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool hasBias = !Unsafe.IsNullRef(ref b);
        bool hasH = !Unsafe.IsNullRef(ref h);
        bool hasSkip = !Unsafe.IsNullRef(ref skip);
        nint line = shape.Columns.Targets * pixel;
        TVector scales = TVector.Broadcast(scale);
        for (int tile = 0; tile < tiles; tile++)
        {
            int column = 2 * (firstTile + tile);
            nint target = (2 * tileRow * line) + (column * pixel);
            bool hasRight = column + 1 < shape.Columns.Targets;
            bool hasBelow = (2 * tileRow) + 1 < shape.Rows.Targets;
            for (nint element = 0; element < pixel; element += TVector.Lanes)
            {
                nint at = (tile * pixel) + element;
                Column(ref m, at, point, out TVector above0, out TVector below0);
                Column(ref m, at + point, point, out TVector above1, out TVector below1);
                Column(ref m, at + (2 * point), point, out TVector above2, out TVector below2);
                Column(ref m, at + (3 * point), point, out TVector above3, out TVector below3);
                TVector bias = !hasBias ? TVector.Zero
                    : samples == 1 ? TVector.Load(ref b, element)
                    : TVector.Broadcast(Unsafe.Add(ref b, element / samples));
                Finish((above0 + above1) + (above2 + bias), target + element, ref h, ref skip, ref y);
                if (hasRight)
                {
                    Finish((above1 - above2) - (above3 - bias), target + element + pixel, ref h, ref skip, ref y);
                }

                if (hasBelow)
                {
                    Finish((below0 + below1) + (below2 + bias), target + element + line, ref h, ref skip, ref y);
                    if (hasRight)
                    {
                        Finish((below1 - below2) - (below3 - bias), target + element + line + pixel, ref h, ref skip, ref y);
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Finish(TVector value, nint at, ref T h, ref T skip, ref T y)
        {
            if (hasH)
            {
                value = TVector.LessThan(TVector.Zero, TVector.Load(ref h, at)) & value;
            }

            if (hasSkip)
            {
                value = TVector.MultiplyAdd(scales, value, TVector.Load(ref skip, at));
            }

            // A NaN among the second operands comes out.
            TVector.Store(isRectified ? TVector.Max(TVector.Zero, value) : value, ref y, at);
        }
    }

    /// <summary>Aᵀ down a column of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<TVector, T>(ref T m, nint at, nint point, out TVector above, out TVector below)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector m1 = TVector.Load(ref m, at + (4 * point));
        TVector m2 = TVector.Load(ref m, at + (8 * point));
        above = TVector.Load(ref m, at) + (m1 + m2);
        below = (m1 - m2) - TVector.Load(ref m, at + (12 * point));
    }
}
