using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>How loops are compiled that run a hundred thousand times in the first call already.</summary>
internal static class Hot
{
    /// <summary>Fully at once: the name of it, <c>AggressiveOptimization</c>, is missing in .NET Standard.</summary>
    public const MethodImplOptions Loop = (MethodImplOptions)512;
}
