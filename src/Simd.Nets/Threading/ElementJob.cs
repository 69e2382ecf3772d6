namespace Simd.Nets;

/// <summary>Work on runs of elements that do not depend on one another.</summary>
internal abstract class ElementJob : ParallelJob
{
    /// <summary>Elements of an item: a multiple of every vector, and few enough for a first-level cache.</summary>
    private const int Chunk = 16 * 1024;

    private int length;

    /// <summary>Goes through all elements.</summary>
    public void RunAll(int elements, int threads)
    {
        length = elements;
        WorkerPool.Run(this, (elements + Chunk - 1) / Chunk, threads);
    }

    /// <inheritdoc/>
    public sealed override void Run(int item, int participant) => RunElements(item * Chunk, Math.Min(length, (item + 1) * Chunk));

    /// <summary>Does the elements from start to end.</summary>
    protected abstract void RunElements(int start, int end);
}
