using System.Numerics;

namespace Simd.Nets;

/// <summary>The state of a training from which loss and gradients were finite, kept to go back to.</summary>
internal sealed class LastGood<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] parameters = [];
    private T[] state = [];
    private T[] moments = [];
    private T[] average = [];
    private long[] tensorSteps = [];

    /// <summary>Whether anything was kept.</summary>
    public bool IsKept { get; private set; }

    /// <summary>The counts that went with it.</summary>
    public TrainingCounts Counts { get; private set; }

    /// <summary>Takes a copy.</summary>
    public void Keep(in TrainingMemory<T> memory, TrainingCounts counts)
    {
        Keep(ref parameters, memory.Parameters);
        Keep(ref state, memory.State);
        Keep(ref moments, memory.Moments);
        Keep(ref average, memory.Average);
        Keep(ref tensorSteps, memory.TensorSteps);
        Counts = counts;
        IsKept = true;
    }

    /// <summary>There is nothing to go back to: what was kept no longer fits the options.</summary>
    public void Forget() => IsKept = false;

    /// <summary>Where a copy is kept, for one to be read from a file or written to it.</summary>
    public TrainingMemory<T> Room(in TrainingMemory<T> memory) => new()
    {
        Parameters = Sized(ref parameters, memory.Parameters.Length),
        State = Sized(ref state, memory.State.Length),
        Moments = Sized(ref moments, memory.Moments.Length),
        Average = Sized(ref average, memory.Average.Length),
        TensorSteps = Sized(ref tensorSteps, memory.TensorSteps.Length),
    };

    /// <summary>The copy that is in <see cref="Room"/> goes with these counts; null: there is none.</summary>
    public void Take(TrainingCounts? counts) => (Counts, IsKept) = (counts ?? default, counts is not null);

    /// <summary>Writes the copy back.</summary>
    public void Restore(in TrainingMemory<T> memory)
    {
        parameters.CopyTo(memory.Parameters);
        state.CopyTo(memory.State);
        moments.CopyTo(memory.Moments);
        average.CopyTo(memory.Average);
        tensorSteps.CopyTo(memory.TensorSteps);
    }

    private static void Keep<TItem>(ref TItem[] copy, ReadOnlySpan<TItem> original) => original.CopyTo(Sized(ref copy, original.Length));

    private static TItem[] Sized<TItem>(ref TItem[] copy, int length) => copy = copy.Length == length ? copy : new TItem[length];
}

/// <summary>What a step may change, beside counts.</summary>
internal readonly ref struct TrainingMemory<T>
{
    public required Span<T> Parameters { get; init; }

    public required Span<T> State { get; init; }

    public required Span<T> Moments { get; init; }

    public required Span<T> Average { get; init; }

    public required Span<long> TensorSteps { get; init; }
}

/// <summary>The counts that a step moves.</summary>
/// <param name="Steps">Steps taken.</param>
/// <param name="Averaged">Weights in the moving average.</param>
/// <param name="Clip">What the clip remembers.</param>
internal readonly record struct TrainingCounts(long Steps, long Averaged, ClipState Clip);
