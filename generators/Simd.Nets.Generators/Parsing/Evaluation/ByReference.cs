using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <summary>Objects are equal when they are the same.</summary>
internal sealed class ByReference<T> : IEqualityComparer<T>
    where T : class
{
    public static readonly ByReference<T> Comparer = new();

    public bool Equals(T x, T y) => ReferenceEquals(x, y);

    public int GetHashCode(T value) => RuntimeHelpers.GetHashCode(value);
}
