using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Layers in order, written as a collection expression: <c>[Input(784), Dense(128), Relu, ..Repeat(3, [Dense(64), Relu])]</c>.
/// Two stacks are equal when their layers are.
/// </summary>
[CollectionBuilder(typeof(LayerStack), nameof(Create))]
public sealed class LayerStack : IReadOnlyList<Layer>, IEquatable<LayerStack>
{
    private readonly Layer[] layers;

    private LayerStack(Layer[] layers) => this.layers = layers;

    /// <summary>The number of layers, the input and the loss included.</summary>
    public int Count => layers.Length;

    /// <summary>The layer at a position.</summary>
    public Layer this[int index] => layers[index];

    /// <summary>What a collection expression calls.</summary>
    public static LayerStack Create(ReadOnlySpan<Layer> layers) => new(layers.ToArray());

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => ((IEnumerable<Layer>)layers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(LayerStack? other) => other is not null && layers.SequenceEqual(other.layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LayerStack);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = layers.Length;
        foreach (Layer layer in layers)
        {
            hash = unchecked((hash * 31) + layer.GetHashCode());
        }

        return hash;
    }

    /// <summary>The layers, one after the other, as records print themselves.</summary>
    public override string ToString() => string.Join(", ", layers.Select(layer => layer.ToString()));
}
