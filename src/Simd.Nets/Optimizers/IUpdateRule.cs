using System.Numerics;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>What an optimizer does to one vector of parameters. A value type, so that it compiles into the loop around it; its factors
/// are vectors, made once before the loop, since the JIT leaves a broadcast where it is used.</summary>
/// <typeparam name="V">The vector.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal interface IUpdateRule<V, T>
    where V : struct, IVector<V, T>
    where T : unmanaged
{
    /// <summary>Reads and writes the moments of a vector of parameters, and returns where the parameters move to.</summary>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="parameter">Where they are.</param>
    /// <param name="moments">The first moment of the run.</param>
    /// <param name="pitch">Elements from a moment to the next one of the same parameter.</param>
    /// <param name="offset">Elements of the run before the vector.</param>
    V Move(V gradient, V parameter, ref T moments, nint pitch, nint offset);
}

/// <summary>A rule before width and type of its vectors are known.</summary>
internal interface IUpdateForm
{
    /// <summary>Runs a sweep with the rule of these vectors.</summary>
    void Apply<V, T>(in FlatSweep<T> sweep)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
