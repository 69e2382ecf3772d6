using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>
/// A buffer of activations in the workspace: it starts behind <paramref name="Prefix"/> elements a sample of those before it.
/// </summary>
internal readonly record struct ScheduledBuffer(int Width, int Prefix)
{
    public int Pitch => Layout.Pitch(Width);
}

/// <summary>Every decision that is a number, taken: what the passes call, in order, and where everything lies.</summary>
internal sealed record Schedule(
    NetworkGraph Graph,
    EquatableArray<ScheduledBuffer> Buffers,
    int OutputBuffer,
    int OutputGradientBuffer,
    int InputGradientBuffer,
    int PanelRows,
    int TransposedLength,
    int InputTransposedLength,
    EquatableArray<KernelCall> Forward,
    EquatableArray<KernelCall> Transposes,
    EquatableArray<KernelCall> Backward,
    EquatableArray<KernelCall> InputTransposes,
    EquatableArray<KernelCall> BackwardToInputs,
    bool PacksInputs,
    KernelCall? Loss)
{
    /// <summary>Elements of workspace a sample; the scratch of input gradients is not among them.</summary>
    public int WorkspacePerSample => Buffers.Where((_, index) => !IsInputScratch(index)).Sum(buffer => buffer.Pitch);

    /// <summary>Elements for the gradient of one panel's inputs, where it has no buffer to go over.</summary>
    public int InputScratchLength => IsInputScratch(InputGradientBuffer) ? PanelRows * Buffers[InputGradientBuffer].Pitch : 0;

    /// <summary>Each kernel once, in the order of first use.</summary>
    public IEnumerable<Kernel> Kernels => AllCalls.Select(call => call.Kernel).Distinct();

    /// <summary>Whether a buffer serves the gradient of the inputs alone, and so exists once a panel, not once a sample.</summary>
    public bool IsInputScratch(int buffer) => buffer == InputGradientBuffer && buffer == Buffers.Count - 1 && !PacksInputs;

    private IEnumerable<KernelCall> AllCalls => Forward
        .Concat(Loss is null ? [] : [Loss])
        .Concat(Transposes)
        .Concat(Backward)
        .Concat(InputTransposes)
        .Concat(BackwardToInputs);
}
