namespace Simd.Nets.Generators.Emission;

/// <summary>
/// The types that generated code speaks of, spelled so that no type, namespace or member of the user can stand in their way: from
/// <c>global::</c> on, and where that would bury a kernel's arithmetic, behind <see cref="Aliases"/>. Only aliases are sought on the
/// left of <c>::</c>, and identifiers with two underscores are reserved to generated code.
/// </summary>
internal static class Names
{
    /// <summary>Stands at the head of every file.</summary>
    public const string Aliases =
        """
        using __clr = global::System.Runtime.CompilerServices;
        using __cpu = global::System.Runtime.Intrinsics;
        using __nets = global::Simd.Nets.CompilerServices;
        """;

    /// <summary>The prefix of vector types.</summary>
    public const string Cpu = "__cpu::";

    /// <summary>The prefix of what the library offers to generated code alone.</summary>
    public const string Kernels = "__nets::";

    /// <summary>The prefix of the library's types.</summary>
    public const string Nets = "global::Simd.Nets.";

    public const string Unsafe = "__clr::Unsafe";
    /// <summary>
    /// Optimised from the first call, and never inlined: a tiered caller would compile the kernel again within itself, by profiles that know
    /// nothing of its loops, and keep its sums on the stack.
    /// </summary>
    public const string Optimized =
        "[__clr::MethodImpl(__clr::MethodImplOptions.AggressiveOptimization | __clr::MethodImplOptions.NoInlining)]";

    public const string Inlined = "[__clr::MethodImpl(__clr::MethodImplOptions.AggressiveInlining)]";
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"Simd.Nets.Generators\", \"1.0\")]";

    public const string DenseRows = Kernels + "DenseRows";
    public const string PassFrame = Kernels + "PassFrame";
    public const string Losses = Kernels + "Losses";
    public const string VectorMath = Nets + "VectorMath";
    public const string SimdTarget = Kernels + "SimdTarget";

    public const string Math = "global::System.Math";
    public const string MemoryMarshal = "global::System.Runtime.InteropServices.MemoryMarshal";
    public const string Span = "global::System.Span";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan";
    public const string ArgumentException = "global::System.ArgumentException";
    public const string ArgumentOutOfRangeException = "global::System.ArgumentOutOfRangeException";
    public const string ArgumentNullException = "global::System.ArgumentNullException";
    public const string IOException = "global::System.IO.IOException";
    public const string InvalidOperationException = "global::System.InvalidOperationException";
}
