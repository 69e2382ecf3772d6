namespace Simd.Nets.Testing;

/// <summary>The mean or the maximum of each channel over windows of the image.</summary>
internal abstract class ReferenceWindows(PoolingKind kind, ImageShape image, int height, int width) : IReferenceLayer
{
    /// <summary>What it makes of the image.</summary>
    public ImageShape Image { get; } = image with { Height = height, Width = width };

    public double[] Forward(double[] x, ReferenceRun run)
    {
        var y = new double[run.Batch * Image.Features];
        for (int i = 0; i < y.Length; i++)
        {
            int sample = i / Image.Features;
            int pixel = i % Image.Features / Image.Channels;
            int channel = i % Image.Channels;
            (int Row, int Column)[] window = [.. Window(pixel / Image.Width, pixel % Image.Width)];
            double[] values =
                [.. window.Select(at => x[(((((sample * image.Height) + at.Row) * image.Width) + at.Column) * image.Channels) + channel])];
            y[i] = kind == PoolingKind.Average ? values.Sum() / Divisor(values.Length) : Largest(values, sample, run.Kinks);
        }

        return y;
    }

    /// <summary>The pixels of the image that a window covers, row by row.</summary>
    protected abstract IEnumerable<(int Row, int Column)> Window(int row, int column);

    /// <summary>What the sum of so many pixels is divided by.</summary>
    protected virtual int Divisor(int pixels) => pixels;

    private static double Largest(double[] values, int sample, KinkTrace kinks)
    {
        double largest = values.Max();
        double next = values.Where(value => value < largest).DefaultIfEmpty(double.NegativeInfinity).Max();
        kinks.MeetChoice(sample, Array.IndexOf(values, largest), largest - next);
        return largest;
    }
}

/// <summary>Pooling over windows that move.</summary>
internal sealed class ReferencePooling : ReferenceWindows
{
    private readonly ImageShape image;
    private readonly PoolingLayer layer;
    private readonly ReferenceWindow rows;
    private readonly ReferenceWindow columns;

    private ReferencePooling(ImageShape image, PoolingLayer layer, ReferenceWindow rows, ReferenceWindow columns)
        : base(layer.Kind, image, rows.Positions, columns.Positions)
    {
        this.image = image;
        this.layer = layer;
        this.rows = rows;
        this.columns = columns;
    }

    public static ReferencePooling Over(ImageShape image, PoolingLayer layer) => new(
        image,
        layer,
        ReferenceWindow.Over(image.Height, layer.Height, layer.StrideHeight, 1, layer.Padding.IsSame ? null : layer.Padding.Vertical),
        ReferenceWindow.Over(image.Width, layer.Width, layer.StrideWidth, 1, layer.Padding.IsSame ? null : layer.Padding.Horizontal));

    protected override IEnumerable<(int Row, int Column)> Window(int row, int column) =>
        from y in Enumerable.Range(0, layer.Height).Select(tap => rows.Pixel(row, tap))
        where y >= 0 && y < image.Height
        from x in Enumerable.Range(0, layer.Width).Select(tap => columns.Pixel(column, tap))
        where x >= 0 && x < image.Width
        select (y, x);

    protected override int Divisor(int pixels) => layer.CountsPadding ? layer.Height * layer.Width : pixels;
}

/// <summary>Pooling to a size: window i covers what of the image lies, in part at least, between i / size and (i + 1) / size of it.</summary>
internal sealed class ReferenceAdaptivePooling(ImageShape image, AdaptivePoolingLayer layer)
    : ReferenceWindows(layer.Kind, image, layer.Height, layer.Width)
{
    private readonly ImageShape image = image;

    protected override IEnumerable<(int Row, int Column)> Window(int row, int column) =>
        from y in Share(row, layer.Height, image.Height)
        from x in Share(column, layer.Width, image.Width)
        select (y, x);

    private static IEnumerable<int> Share(int index, int windows, int pixels)
    {
        int first = (int)Math.Floor((double)index * pixels / windows);
        int end = (int)Math.Ceiling((index + 1.0) * pixels / windows);
        return Enumerable.Range(first, end - first);
    }
}
