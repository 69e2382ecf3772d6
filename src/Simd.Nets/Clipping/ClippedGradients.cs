using System.Numerics;

namespace Simd.Nets;

/// <summary>What a clip works on: the gradients of a network. They are measured, and all finite, where the clip needs norms or the trainer
/// validates gradients; else nobody has looked at them.</summary>
internal readonly ref struct ClippedGradients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public required TensorTable Tensors { get; init; }

    public required ReadOnlySpan<TensorSetting> Settings { get; init; }

    public required ReadOnlySpan<T> Parameters { get; init; }

    public required Span<T> Gradients { get; init; }

    /// <summary>The norms of layers, where they were measured, and where the factors go.</summary>
    public required GradientNorms Norms { get; init; }

    /// <summary>The norm of all gradients; NaN where it was not measured.</summary>
    public required double GlobalNorm { get; init; }

    /// <summary>What the gradients are multiplied by besides.</summary>
    public required double Share { get; init; }
}
