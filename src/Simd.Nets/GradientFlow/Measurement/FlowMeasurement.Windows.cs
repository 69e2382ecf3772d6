namespace Simd.Nets;

/// <content>Pooling.</content>
internal sealed partial class FlowMeasurement
{
    public MeasuredValue Visit(PoolingLayer layer)
    {
        (WindowAxis rows, WindowAxis columns) = WindowAxis.Of(layer, x.Image!.Value);
        return Pool(layer.Kind, Under(rows), Under(columns), layer.CountsPadding ? layer.Height * layer.Width : null);

        static int[][] Under(WindowAxis axis) =>
        [
            .. Enumerable.Range(0, axis.Positions).Select(position =>
                Enumerable.Range(0, axis.Window).Select(tap => axis.Pixel(position, tap)).Where(at => at >= 0 && at < axis.Size).ToArray()),
        ];
    }

    public MeasuredValue Visit(AdaptivePoolingLayer layer)
    {
        ImageShape image = x.Image!.Value;
        return Pool(layer.Kind, Shares(image.Height, layer.Height), Shares(image.Width, layer.Width), null);

        // Window i covers what lies, in part at least, between i / windows and (i + 1) / windows of the image.
        static int[][] Shares(long pixels, long windows) =>
        [
            .. Enumerable.Range(0, (int)windows).Select(i =>
            {
                int first = (int)(i * pixels / windows);
                return Enumerable.Range(first, (int)((((i + 1) * pixels) + windows - 1) / windows) - first).ToArray();
            }),
        ];
    }

    /// <summary>The mean or the maximum over the pixels under each window, channel by channel.</summary>
    private MeasuredValue Pool(PoolingKind kind, int[][] rows, int[][] columns, int? divisor)
    {
        MeasuredValue from = x;
        ImageShape image = from.Image!.Value, result = image with { Height = rows.Length, Width = columns.Length };
        var to = new MeasuredValue(from.Batch, result.Features, result);
        var largest = new int[kind == PoolingKind.Average ? 0 : to.X.Length];
        for (int i = 0; i < to.X.Length; i++)
        {
            (double sum, int count, int best) = (0, 0, -1);
            foreach (int at in Under(i))
            {
                sum += from.X[at];
                count++;
                best = best < 0 || from.X[at] > from.X[best] ? at : best;
            }

            if (kind == PoolingKind.Average)
            {
                to.X[i] = sum / (divisor ?? count);
            }
            else
            {
                to.X[i] = from.X[largest[i] = best];
            }
        }

        return Then(to, () =>
        {
            for (int i = 0; i < to.X.Length; i++)
            {
                if (kind != PoolingKind.Average)
                {
                    from.Dx[largest[i]] += to.Dx[i];
                    continue;
                }

                int[] under = [.. Under(i)];
                foreach (int at in under)
                {
                    from.Dx[at] += to.Dx[i] / (divisor ?? under.Length);
                }
            }
        });

        IEnumerable<int> Under(int i)
        {
            (int sample, int rest) = Math.DivRem(i, result.Features);
            (int pixel, int channel) = Math.DivRem(rest, result.Channels);
            foreach (int row in rows[pixel / result.Width])
            {
                foreach (int column in columns[pixel % result.Width])
                {
                    yield return (((sample * image.Pixels) + (row * image.Width) + column) * image.Channels) + channel;
                }
            }
        }
    }
}
