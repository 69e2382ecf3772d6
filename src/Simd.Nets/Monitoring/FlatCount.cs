using System.Numerics;

namespace Simd.Nets;

/// <summary>How many elements of an activation lie on its flat sides, and how many units do with all their elements.</summary>
internal readonly record struct FlatCount(long Elements, int Units)
{
    private const int Block = 16;

    /// <summary>Counts over a batch.</summary>
    /// <param name="activation">Where it lies.</param>
    /// <param name="sides">Of its arguments or values, whichever lie there.</param>
    /// <param name="workspace">Of the forward pass.</param>
    /// <param name="held">Samples that the workspace has room for: the batch, or its blocks.</param>
    /// <param name="batch">Samples.</param>
    public static FlatCount Of<T>(ActivationEntry activation, FlatSides sides, ReadOnlySpan<T> workspace, int held, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> values = workspace.Slice(held * activation.Offset, held * activation.Pitch);
        T low = T.CreateTruncating(sides.Low);
        T high = T.CreateTruncating(sides.High);
        return activation.OfBlocks
            ? OfBlocks(values, activation, low, high, batch)
            : OfRows(values, activation, low, high, batch);
    }

    // So many columns at a time as a vector holds, down all rows. The padding of rows is not counted.
    private static FlatCount OfRows<T>(ReadOnlySpan<T> rows, ActivationEntry activation, T low, T high, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long elements = 0;
        int units = 0;
        var (lows, highs) = (new Vector<T>(low), new Vector<T>(high));
        for (int column = 0; column < activation.Features; column += Vector<T>.Count)
        {
            Vector<T> counts = Vector<T>.Zero;
            for (int row = 0; row < batch; row++)
            {
                counts += Flat(new Vector<T>(rows[((row * activation.Pitch) + column)..]), lows, highs);
            }

            int columns = Math.Min(Vector<T>.Count, activation.Features - column);
            for (int lane = 0; lane < columns; lane++)
            {
                int count = int.CreateTruncating(counts[lane]);
                elements += count;
                units += count == batch ? 1 : 0;
            }
        }

        return new(elements, units);
    }

    // A feature of a block is 16 samples side by side; the last block may have fewer.
    private static FlatCount OfBlocks<T>(ReadOnlySpan<T> blocks, ActivationEntry activation, T low, T high, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long elements = 0;
        int units = 0;
        int pixels = activation.Features / activation.Channels;
        for (int channel = 0; channel < activation.Channels; channel++)
        {
            long count = 0;
            for (int first = 0; first < batch; first += Block)
            {
                int lanes = Math.Min(Block, batch - first);
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    int feature = (pixel * activation.Channels) + channel;
                    count += Count(blocks.Slice((first * activation.Pitch) + (feature * Block), lanes), low, high);
                }
            }

            elements += count;
            units += count == (long)batch * pixels ? 1 : 0;
        }

        return new(elements, units);
    }

    private static int Count<T>(ReadOnlySpan<T> samples, T low, T high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (lows, highs) = (new Vector<T>(low), new Vector<T>(high));
        Vector<T> counts = Vector<T>.Zero;
        int at = 0;
        for (; at + Vector<T>.Count <= samples.Length; at += Vector<T>.Count)
        {
            counts += Flat(new Vector<T>(samples[at..]), lows, highs);
        }

        int count = int.CreateTruncating(Vector.Sum(counts));
        for (; at < samples.Length; at++)
        {
            count += samples[at] <= low || samples[at] >= high ? 1 : 0;
        }

        return count;
    }

    private static Vector<T> Flat<T>(Vector<T> values, Vector<T> lows, Vector<T> highs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.ConditionalSelect(
            Vector.LessThanOrEqual(values, lows) | Vector.GreaterThanOrEqual(values, highs), Vector<T>.One, Vector<T>.Zero);
}
