using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// The share that one of several workers takes of a kernel's work. A kernel divides what it computes, never what it sums over: every number
/// is the same, whoever computes it.
/// </summary>
/// <param name="Member">Who, from 0.</param>
/// <param name="Members">How many share the work.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WorkShare(int Member, int Members)
{
    /// <summary>Of one who works alone.</summary>
    public static WorkShare Whole => new(0, 1);

    /// <summary>The first of so many rows, pixels, channels or tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(int count) => Members == 1 ? 0 : Bound(count, Member);

    /// <summary>Behind the last of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int count) => Members == 1 ? count : Bound(count, Member + 1);

    /// <summary>The first of so many elements, which come in runs of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint FirstElement(nint elements) => Members == 1 ? 0 : BoundOfElements(elements, Member);

    /// <summary>Behind the last of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint EndElement(nint elements) => Members == 1 ? elements : BoundOfElements(elements, Member + 1);

    private int Bound(int count, int member) => (int)((long)count * member / Members);

    private nint BoundOfElements(nint elements, int member) => elements / SampleBlocks.Samples * member / Members * SampleBlocks.Samples;
}
