using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// Mean and standard deviation of every input, to bring inputs to mean 0 and deviation 1 before the first layer:
/// <c>(x − mean) / deviation</c>.
/// </summary>
/// <remarks>Gathered sample by sample in double (Welford 1962, "Note on a method for calculating corrected sums of squares and products").
/// The deviation is that of the population, <c>√(Σ(x − mean)² / samples)</c>; an input that is always the same (or whose deviation is below
/// what a float holds as a normal number) has the deviation 1, so that it becomes 0.</remarks>
public sealed class InputStatistics
{
    private const int ChunkElements = 1 << 16;
    private const double SmallestNormalFloat = 1.17549435e-38;

    private readonly double[] mean;
    private readonly double[] deviation;
    private readonly bool[] isConstant;

    private InputStatistics(double[] mean, IReadOnlyCollection<double> variances, long samples)
    {
        this.mean = mean;
        isConstant = [.. variances.Select(variance => Math.Sqrt(variance) < SmallestNormalFloat)];
        deviation = [.. variances.Select(variance => Math.Sqrt(variance) is >= SmallestNormalFloat and var root ? root : 1)];
        Samples = samples;
    }

    /// <summary>The mean of each input.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>The deviation of each input, above 0.</summary>
    public ReadOnlySpan<double> Deviation => deviation;

    /// <summary>Samples looked at.</summary>
    public long Samples { get; }

    /// <summary>
    /// Makes them the statistics of a network's <c>Standardize</c> layer, which stands behind its <c>Input</c>:
    /// <c>train.InputStatistics().CopyTo(net);</c> of images, those of each channel over all pixels. From then on they are part of the
    /// network's state, and go where its weights go.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="InvalidOperationException">The network has no such layer.</exception>
    /// <exception cref="ArgumentException">It has another number of inputs.</exception>
    public void CopyTo<TNetwork, T>(INetwork<TNetwork, T> network)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkRuntime<TNetwork, T> runtime = network.Runtime;
        if (TNetwork.Declaration is not [_, StandardizeLayer, ..])
        {
            string input = TNetwork.Declaration is [InputLayer { Image: { } image }, ..]
                ? $"Input({image.Height}, {image.Width}, {image.Channels})"
                : $"Input({runtime.Schema.InputSize})";
            throw new InvalidOperationException(
                $"{runtime.Schema.Name} has nowhere to keep them: put Standardize directly behind {input}.");
        }

        if (mean.Length != runtime.Schema.InputSize)
        {
            throw new ArgumentException(
                $"{runtime.Schema.Name} takes {runtime.Schema.InputSize} inputs a sample; these are the statistics of {mean.Length}.",
                nameof(network));
        }

        // The layer is the first, so its two tensors are; it standardises images by channel.
        NetworkTensor<T>[] tensors = [.. runtime.StateTensors.Take(2)];
        InputStatistics kept = ByChannel(tensors[0].Count);
        tensors[0].CopyFrom(Array.ConvertAll(kept.mean, T.CreateTruncating));
        tensors[1].CopyFrom(Array.ConvertAll(kept.deviation, T.CreateTruncating));
    }

    /// <summary>Statistics over all inputs whose numbers, counted in turn by so many channels, are equal.</summary>
    private InputStatistics ByChannel(int channels)
    {
        if (channels == mean.Length)
        {
            return this;
        }

        int pixels = mean.Length / channels;
        var means = new double[channels];
        var variances = new double[channels];
        for (int input = 0; input < mean.Length; input++)
        {
            means[input % channels] += mean[input] / pixels;
        }

        for (int input = 0; input < mean.Length; input++)
        {
            double apart = mean[input] - means[input % channels];
            // An input that is always the same was given a deviation of 1.
            double own = isConstant[input] ? 0 : deviation[input];
            variances[input % channels] += ((own * own) + (apart * apart)) / pixels;
        }

        return new(means, variances, Samples);
    }

    internal static InputStatistics Of(SampleSource source)
    {
        var mean = new double[source.InputSize];
        var squares = new double[source.InputSize];
        int chunk = Math.Max(1, ChunkElements / source.InputSize);
        var rows = new double[chunk * source.InputSize];
        var positions = new int[chunk];
        long samples = 0;
        foreach (DataSet block in source.Blocks())
        {
            for (int start = 0; start < block.Count; start += chunk)
            {
                Span<int> taken = positions.AsSpan(0, Math.Min(chunk, block.Count - start));
                for (int i = 0; i < taken.Length; i++)
                {
                    taken[i] = start + i;
                }

                Span<double> inputs = rows.AsSpan(0, taken.Length * source.InputSize);
                block.GatherInputs<double>(taken, inputs);
                for (int at = 0; at < inputs.Length; at += source.InputSize)
                {
                    Add(inputs.Slice(at, source.InputSize), 1.0 / ++samples, mean, squares);
                }
            }
        }

        return new(mean, [.. squares.Select(sum => sum / samples)], samples);
    }

    private static void Add(ReadOnlySpan<double> row, double share, Span<double> mean, Span<double> squares)
    {
        for (int input = 0; input < row.Length; input++)
        {
            double before = row[input] - mean[input];
            mean[input] += share * before;
            squares[input] += before * (row[input] - mean[input]);
        }
    }
}
