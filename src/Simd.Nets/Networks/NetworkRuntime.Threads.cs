using System.Diagnostics;
using System.Numerics;

namespace Simd.Nets;

public sealed partial class NetworkRuntime<TNetwork, T>
{
    /// <summary>Floating-point operations from which on waking a worker pays: 100 µs or so.</summary>
    private const long LeastFlops = 10_000_000;

    /// <summary>
    /// How many threads share a training step or the prediction of a batch: 0, the default, leaves it to the machine (as many as it has
    /// processors; one for small work, and for training steps that trials now and then show to be faster so); any other number is kept to. It
    /// never changes a bit of any result.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 0 or more than 1,024.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024);
            field = value;
        }
    }

    /// <summary>
    /// Into how many shards a training batch falls, whose gradients are summed apart and then added up in a fixed tree: a power of two, or 0,
    /// the default, by the shapes of network and batch. Other shards mean other roundings; threads do not. Threads beyond them
    /// help where images or matrices are large. Batches with fewer than 16 samples a shard have fewer of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to what is neither 0 nor a power of two up to 1,024.</exception>
    public int Shards
    {
        get;
        set => field = value == 0 || (value is > 0 and <= 1024 && BitOperations.IsPow2(value))
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "Shards is 0 (by the shapes) or a power of two up to 1,024.");
    }

    /// <summary>Floating-point operations from which on a share of a stage pays: 2 µs or so, about what a meeting costs.</summary>
    internal long LeastStageFlops { get; set; } = 250_000;

    private readonly SharingTrials sharing = new(longest: Stopwatch.Frequency / 50);

    /// <summary>How many threads work where there is so much to do.</summary>
    internal int WorkersFor(long flops) => Threads > 0 ? Threads : flops < LeastFlops ? 1 : Environment.ProcessorCount;
}
