namespace Simd.Nets;

/// <summary>
/// Images between the two orders in use. Here a sample's pixels lie row by row, the channels of a pixel side by side (height × width ×
/// channels); PyTorch and many files have planar images, a whole picture for each channel (channels × height × width).
/// </summary>
public static class Images
{
    /// <summary>Writes planar images as the dense rows that networks and data sets take.</summary>
    /// <param name="planar">samples × channels × height × width.</param>
    /// <param name="shape">The size of one image.</param>
    /// <param name="rows">samples × height × width × channels; memory of its own.</param>
    /// <typeparam name="T">Bytes, floats, doubles: they are moved, not converted.</typeparam>
    /// <exception cref="ArgumentException"><paramref name="planar"/> holds no whole number of images, or <paramref name="rows"/> another
    /// number of elements, or memory of the other; nothing is written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of the shape is below 1, or it is beyond what an array holds.</exception>
    public static void FromPlanar<T>(ReadOnlySpan<T> planar, ImageShape shape, Span<T> rows)
        where T : unmanaged
    {
        Require(planar, nameof(planar), shape, rows, nameof(rows));
        for (int image = 0; image < planar.Length; image += shape.Features)
        {
            Transpose(planar.Slice(image, shape.Features), shape.Channels, shape.Pixels, rows.Slice(image, shape.Features));
        }
    }

    /// <summary>Writes dense rows as planar images.</summary>
    /// <param name="rows">samples × height × width × channels.</param>
    /// <param name="shape">The size of one image.</param>
    /// <param name="planar">samples × channels × height × width; memory of its own.</param>
    /// <typeparam name="T">Bytes, floats, doubles: they are moved, not converted.</typeparam>
    /// <exception cref="ArgumentException"><paramref name="rows"/> holds no whole number of images, or <paramref name="planar"/> another
    /// number of elements, or memory of the other; nothing is written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of the shape is below 1, or it is beyond what an array holds.</exception>
    public static void ToPlanar<T>(ReadOnlySpan<T> rows, ImageShape shape, Span<T> planar)
        where T : unmanaged
    {
        Require(rows, nameof(rows), shape, planar, nameof(planar));
        for (int image = 0; image < rows.Length; image += shape.Features)
        {
            Transpose(rows.Slice(image, shape.Features), shape.Pixels, shape.Channels, planar.Slice(image, shape.Features));
        }
    }

    /// <summary>That a shape has sides of 1 or more, and no more numbers than an array holds.</summary>
    internal static void RequireShape(ImageShape shape, string parameter)
    {
        if (shape is not { Height: > 0, Width: > 0, Channels: > 0 } || shape.Features > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                $"an image has 1 or more rows, columns and channels, and at most {Array.MaxLength} numbers; {shape} came.");
        }
    }

    private static void Require<T>(ReadOnlySpan<T> read, string readName, ImageShape shape, Span<T> written, string writtenName)
    {
        RequireShape(shape, nameof(shape));
        if (read.Length % shape.Features != 0)
        {
            throw new ArgumentException(
                $"{readName} must hold whole images of {shape}, so a multiple of {shape.Features} elements; it holds {read.Length}.",
                readName);
        }

        if (written.Length != read.Length)
        {
            throw new ArgumentException(
                $"{writtenName} must hold {read.Length} elements for the {read.Length / shape.Features} images of {readName}; "
                + $"it holds {written.Length}.",
                writtenName);
        }

        Shapes.RequireApart(read, readName, written, writtenName);
    }

    private static void Transpose<T>(ReadOnlySpan<T> source, int rows, int columns, Span<T> destination)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                destination[(column * rows) + row] = source[(row * columns) + column];
            }
        }
    }
}
