namespace Simd.Nets;

/// <summary>Work that falls into numbered items, which do not depend on one another. One object serves many runs: nothing is
/// allocated.</summary>
internal abstract class ParallelJob
{
    /// <summary>Does an item, on any thread.</summary>
    /// <param name="item">From 0.</param>
    /// <param name="participant">Who does it, from 0 to the number of threads less one: nobody else is it at the same time.</param>
    public abstract void Run(int item, int participant);
}
