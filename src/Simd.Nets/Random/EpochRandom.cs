namespace Simd.Nets;

/// <summary>The random numbers of an epoch of training.</summary>
/// <param name="Seed">The run's.</param>
/// <param name="Epoch">From 1.</param>
internal readonly record struct EpochRandom(ulong Seed, ulong Epoch)
{
    // Keeps this counter apart from those of the streams that other parts draw with the same seed.
    private const ulong Domain = 0x61756765_00000000;

    /// <summary>Those that give the order of the samples.</summary>
    public PhiloxStream Order => new(Seed, Epoch);

    /// <summary>Those of one sample, whenever it comes.</summary>
    public PhiloxStream OfSample(long sample)
    {
        PhiloxBlock key = Philox.Block(Seed, Epoch, Domain);
        return new(key.Word0 | ((ulong)key.Word1 << 32), (ulong)sample);
    }
}
