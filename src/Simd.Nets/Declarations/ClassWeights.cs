using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>One weight a class, written as a collection expression: <c>[1, 4, 2.5]</c>. Two lists are equal when their numbers are.</summary>
[CollectionBuilder(typeof(ClassWeights), nameof(Create))]
public sealed class ClassWeights : IReadOnlyList<double>, IEquatable<ClassWeights>
{
    private readonly double[] weights;

    private ClassWeights(double[] weights) => this.weights = weights;

    /// <summary>The number of classes.</summary>
    public int Count => weights.Length;

    /// <summary>The weight of a class.</summary>
    public double this[int index] => weights[index];

    /// <summary>What a collection expression calls.</summary>
    public static ClassWeights Create(ReadOnlySpan<double> weights) => new(weights.ToArray());

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)weights).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ClassWeights? other) => other is not null && weights.SequenceEqual(other.weights);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClassWeights);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = weights.Length;
        foreach (double weight in weights)
        {
            hash = unchecked((hash * 31) + weight.GetHashCode());
        }

        return hash;
    }

    /// <summary>The weights in brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture)))}]";
}
