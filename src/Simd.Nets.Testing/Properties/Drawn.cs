using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Simd.Nets.Testing;

/// <summary>
/// What FsCheck draws for properties of a float network, as FsCheck.Xunit takes it:
/// <c>[Property(Arbitrary = [typeof(Drawn&lt;MyNetwork&gt;)])]</c> above a method of a <c>MyNetwork</c> and of a
/// <c>NetworkBatch&lt;MyNetwork, float&gt;</c>.
/// </summary>
/// <typeparam name="TNetwork">The network.</typeparam>
public static class Drawn<TNetwork>
    where TNetwork : class, INetwork<TNetwork, float>
{
    /// <inheritdoc cref="Drawn{TNetwork, T}.Networks"/>
    public static Arbitrary<TNetwork> Networks() => Drawn<TNetwork, float>.Networks();

    /// <inheritdoc cref="Drawn{TNetwork, T}.Batches()"/>
    public static Arbitrary<NetworkBatch<TNetwork, float>> Batches() => Drawn<TNetwork, float>.Batches();
}

/// <summary>What FsCheck draws for properties of a network.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="T">Its element type, float or double.</typeparam>
public static class Drawn<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostSamples = 33;

    /// <summary>Networks with their declared initial weights, drawn anew, and biases, gains, slopes and running statistics at random: what
    /// starts as zero or one hides mistakes.</summary>
    public static Arbitrary<TNetwork> Networks() => Arb.From(Seeds.Select(seed => NetworkDraw<TNetwork, T>.Network(new Random(seed))));

    /// <summary>Batches of 1 to 33 samples, of normal inputs, with targets; they shrink to fewer samples.</summary>
    public static Arbitrary<NetworkBatch<TNetwork, T>> Batches() => Batches(1, MostSamples);

    /// <summary>Batches of a size.</summary>
    /// <param name="least">Samples, at least.</param>
    /// <param name="most">Samples, at most.</param>
    public static Arbitrary<NetworkBatch<TNetwork, T>> Batches(int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        return Arb.From(
            from count in Gen.Choose(least, most)
            from seed in Seeds
            select NetworkDraw<TNetwork, T>.Batch(new Random(seed), count),
            batch => Enumerable.Range(least, batch.Count - least).Select(batch.Take));
    }

    private static Gen<int> Seeds => Gen.Choose(0, int.MaxValue - 1);
}
