using System.Numerics;

namespace Simd.Nets;

/// <summary>Where an epoch's batches come from.</summary>
internal interface IBatchFeed<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The samples of an epoch, those of a dropped batch not counted; null while that is not known.</summary>
    long? Samples { get; }

    /// <summary>An epoch's batches, one after the other in the same memory, in the order that these random numbers give.</summary>
    IEnumerable<Minibatch<T>> Epoch(EpochRandom random);
}
