namespace Simd.Nets;

/// <summary>The buffers behind a <see cref="NetworkMemory{T}"/>, as threads can share them.</summary>
internal readonly struct DifferentiationMemory<T>
    where T : unmanaged
{
    public required AlignedBuffer<T> Parameters { get; init; }

    public required AlignedBuffer<T> Gradients { get; init; }

    public required AlignedBuffer<T> State { get; init; }

    public required AlignedBuffer<T> PendingState { get; init; }

    public required AlignedBuffer<T> Workspace { get; init; }

    public required bool AccumulateGradients { get; init; }

    public required ulong RandomSeed { get; init; }

    public required ulong Pass { get; init; }

    /// <summary>Bounds of slabs, one a panel; null where nobody asks.</summary>
    public double[]? SlabBounds { get; init; }

    /// <summary>What a pass works on that leaves its gradients in the shared buffer.</summary>
    public NetworkMemory<T> Whole => WithGradients(Gradients.Span, AccumulateGradients);

    /// <summary>The same with gradients of its own, which it overwrites.</summary>
    public NetworkMemory<T> OfShard(Span<T> gradients) => WithGradients(gradients, accumulate: false);

    /// <summary>The same with the gradient of a slab in a room of its own.</summary>
    public NetworkMemory<T> OfSlab(Span<T> room) => WithGradients(Gradients.Span, accumulate: false, room);

    private NetworkMemory<T> WithGradients(Span<T> gradients, bool accumulate, Span<T> slab = default) => new()
    {
        Parameters = Parameters.Span,
        Gradients = gradients,
        SlabGradient = slab,
        SlabBounds = SlabBounds,
        State = State.Span,
        PendingState = PendingState.Span,
        Workspace = Workspace.Span,
        AccumulateGradients = accumulate,
        RandomSeed = RandomSeed,
        Pass = Pass,
    };
}
