namespace Simd.Nets;

/// <summary>Work that falls into numbered items, which do not depend on one another. One object serves many runs: nothing is
/// allocated.</summary>
internal abstract class ParallelJob
{
    /// <summary>Does an item, on any thread.</summary>
    /// <param name="item">From 0.</param>
    public abstract void Run(int item);
}
