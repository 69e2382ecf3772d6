namespace Simd.Nets;

/// <summary>The flat spans that a pass works on, the first element of each aligned to 64 bytes, and what it needs to know beside them.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct NetworkMemory<T>
{
    /// <summary>All weights and biases, laid out by the <see cref="TensorTable"/>.</summary>
    public Span<T> Parameters { get; init; }

    /// <summary>The gradient of every parameter, in the same layout. Empty for inference.</summary>
    public Span<T> Gradients { get; init; }

    /// <summary>Where the gradient of a slab of a large weight goes instead of its place in <see cref="Gradients"/>: room for the largest
    /// slab, overwritten; empty to leave it in its place.</summary>
    public Span<T> SlabGradient { get; init; }

    /// <summary>Where each panel leaves the largest magnitude that an element can have of what it adds to any slab; not finite where what
    /// slabs are made of is not. Empty where nobody asks.</summary>
    public Span<double> SlabBounds { get; init; }

    /// <summary>What is learned outside of gradients (running statistics), in a layout of its own: what inference reads.</summary>
    public Span<T> State { get; init; }

    /// <summary>The state as training passes leave it, which becomes the state when their step is accepted. Empty for inference.</summary>
    public Span<T> PendingState { get; init; }

    /// <summary>Whether gradients are added to those that are there, instead of overwriting them.</summary>
    public bool AccumulateGradients { get; init; }

    /// <summary>The key of random masks.</summary>
    public ulong RandomSeed { get; init; }

    /// <summary>The number of this training pass: with the seed, layer and sample it decides a mask.</summary>
    public ulong Pass { get; init; }

    /// <summary>The call's own scratch, as long as the schema says for the pass; only what Forward leaves for Backward matters on entry.</summary>
    public Span<T> Workspace { get; init; }
}
