using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>What an optimizer does to one vector of parameters. A value type, so that it compiles into the loop around it: a pass over all
/// parameters, or a kernel that has the gradient in a register.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IUpdateRule<T>
    where T : unmanaged
{
    /// <summary>Blocks of moments.</summary>
    int MomentCount { get; }

    /// <summary>Reads the parameters and moments at an offset, and writes what follows from them and the gradient.</summary>
    /// <param name="gradient">The gradient at the offset.</param>
    /// <param name="parameters">The first of all parameters.</param>
    /// <param name="moments">The first of the first block of moments.</param>
    /// <param name="length">Elements of a block: from a moment to the next one of the same parameter.</param>
    /// <param name="offset">Elements before the vector.</param>
    void Apply<V>(V gradient, ref T parameters, ref T moments, nint length, nint offset)
        where V : struct, IVector<V, T>;
}
