using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>What an optimizer does to one vector of parameters. A value type, so that it compiles into the loop around it: a pass over all
/// parameters, or a kernel that has the gradient in a register.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IUpdateRule<T>
    where T : unmanaged
{
    /// <summary>Reads and writes the moments of a vector of parameters, and returns where the parameters move to.</summary>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="parameter">Where they are.</param>
    /// <param name="moments">The first moment of the run.</param>
    /// <param name="pitch">Elements from a moment to the next one of the same parameter.</param>
    /// <param name="offset">Elements of the run before the vector.</param>
    V Move<V>(V gradient, V parameter, ref T moments, nint pitch, nint offset)
        where V : struct, IVector<V, T>;
}
