namespace Simd.Nets.Testing;

/// <summary>The mean or the maximum of each channel over windows of the image.</summary>
/// <param name="kind">Which of them.</param>
/// <param name="image">What comes in.</param>
/// <param name="rows">The rows of the image under each row of windows.</param>
/// <param name="columns">The columns under each column of windows.</param>
/// <param name="divisor">What means divide by; null for the pixels under the window.</param>
internal sealed class ReferencePooling(PoolingKind kind, ImageShape image, int[][] rows, int[][] columns, int? divisor) : IReferenceLayer
{
    /// <summary>What it makes of the image.</summary>
    public ImageShape Image { get; } = image with { Height = rows.Length, Width = columns.Length };

    /// <summary>Pooling over windows that move.</summary>
    public static ReferencePooling Of(ImageShape image, PoolingLayer layer)
    {
        (int? vertical, int? horizontal) = ReferenceWindow.Sides(layer.Padding);
        return new(
            layer.Kind,
            image,
            ReferenceWindow.Over(image.Height, layer.Height, layer.StrideHeight, 1, vertical).Pixels(image.Height),
            ReferenceWindow.Over(image.Width, layer.Width, layer.StrideWidth, 1, horizontal).Pixels(image.Width),
            layer.CountsPadding ? layer.Height * layer.Width : null);
    }

    /// <summary>Pooling to a size: window i covers what lies, in part at least, between i / size and (i + 1) / size of the image.</summary>
    public static ReferencePooling Of(ImageShape image, AdaptivePoolingLayer layer) =>
        new(layer.Kind, image, Shares(image.Height, layer.Height), Shares(image.Width, layer.Width), divisor: null);

    public double[] Forward(double[] x, ReferenceRun run)
    {
        var y = new double[run.Batch * Image.Features];
        int at = 0;
        for (int sample = 0; sample < run.Batch; sample++)
        {
            ReadOnlySpan<double> pixels = x.AsSpan(sample * image.Features, image.Features);
            for (int row = 0; row < rows.Length; row++)
            {
                for (int column = 0; column < columns.Length; column++)
                {
                    for (int channel = 0; channel < image.Channels; channel++)
                    {
                        y[at++] = kind == PoolingKind.Average
                            ? Mean(pixels, rows[row], columns[column], channel)
                            : Largest(pixels, rows[row], columns[column], channel, sample, run.Kinks);
                    }
                }
            }
        }

        return y;
    }

    private double Mean(ReadOnlySpan<double> pixels, int[] windowRows, int[] windowColumns, int channel)
    {
        double sum = 0;
        foreach (int row in windowRows)
        {
            foreach (int column in windowColumns)
            {
                sum += pixels[(((row * image.Width) + column) * image.Channels) + channel];
            }
        }

        return sum / (divisor ?? (windowRows.Length * windowColumns.Length));
    }

    // Row by row, of equal ones the first.
    private double Largest(
        ReadOnlySpan<double> pixels, int[] windowRows, int[] windowColumns, int channel, int sample, KinkTrace kinks)
    {
        double largest = double.NegativeInfinity;
        double next = double.NegativeInfinity;
        int where = -1;
        foreach (int row in windowRows)
        {
            foreach (int column in windowColumns)
            {
                int at = (((row * image.Width) + column) * image.Channels) + channel;
                double pixel = pixels[at];
                if (pixel > largest)
                {
                    (largest, next, where) = (pixel, largest, at);
                }
                else if (pixel < largest)
                {
                    next = Math.Max(next, pixel);
                }
            }
        }

        kinks.MeetChoice(sample, where, largest - next);
        return largest;
    }

    private static int[][] Shares(int pixels, int windows) =>
    [
        .. Enumerable.Range(0, windows).Select(window =>
        {
            int first = (int)Math.Floor((double)window * pixels / windows);
            return Enumerable.Range(first, (int)Math.Ceiling((window + 1.0) * pixels / windows) - first).ToArray();
        }),
    ];
}
