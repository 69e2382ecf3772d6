using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>A width at which kernels run. <c>SimdPath.Active</c> is the one in use in this process.</summary>
public enum SimdPath
{
    /// <summary>One element at a time: the machine, or its settings, offer no vectors.</summary>
    Scalar,

    /// <summary>128 bits: SSE4, NEON.</summary>
    Vector128,

    /// <summary>256 bits: AVX2 with FMA.</summary>
    Vector256,

    /// <summary>512 bits: AVX-512, where the runtime finds it worth using.</summary>
    Vector512,
}

/// <summary>What <see cref="SimdPath"/> knows about the process.</summary>
public static class SimdPathExtensions
{
    extension(SimdPath)
    {
        /// <summary>The path that every kernel of this process takes.</summary>
        public static SimdPath Active => SimdTarget.Active;
    }
}
