namespace Simd.Nets;

/// <summary>Takes the gradients of large weights slab by slab, while each is in the cache of the worker that made it.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface ISlabConsumer<T>
{
    /// <summary>Whether the slabs are to stay with the other gradients.</summary>
    bool KeepsGradients { get; }

    /// <summary>All other gradients are there. Whether the slabs are to be taken as they come; else they are left where they
    /// belong, and nobody is called.</summary>
    /// <param name="loss">The mean loss.</param>
    /// <param name="bound">No element of a slab is larger; not finite if what they are made of is not.</param>
    bool AcceptsSlabs(double loss, double bound);

    /// <summary>Takes a slab, on any thread.</summary>
    /// <param name="slab">Its number, from 0 over all of them.</param>
    /// <param name="tensor">The weight.</param>
    /// <param name="start">Where its first element is among the parameters.</param>
    /// <param name="gradients">Those of its elements.</param>
    void Take(int slab, int tensor, int start, ReadOnlySpan<T> gradients);
}
