namespace Simd.Nets;

/// <summary>The four flat spans that a pass works on; the first element of each is aligned to 64 bytes.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct NetworkMemory<T>
{
    /// <summary>All weights and biases, laid out by the <see cref="TensorTable"/>.</summary>
    public Span<T> Parameters { get; init; }

    /// <summary>The gradient of every parameter, in the same layout. Empty for inference.</summary>
    public Span<T> Gradients { get; init; }

    /// <summary>What is learned outside of gradients (running statistics), in a layout of its own.</summary>
    public Span<T> State { get; init; }

    /// <summary>The call's own scratch, as long as the schema says for the pass; only what Forward leaves for Backward matters on entry.</summary>
    public Span<T> Workspace { get; init; }
}
