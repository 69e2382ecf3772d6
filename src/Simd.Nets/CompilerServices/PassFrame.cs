using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// The memory of a pass, and the panel of samples that it is at. A pass goes through the batch as often as it has phases:
/// <c>while (frame.Next()) …</c>. It trusts its arguments.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct PassFrame<T>
    where T : unmanaged
{
    private readonly ref T parameters;
    private readonly ref T gradients;
    private readonly ref T slabGradient;
    private readonly ref double slabBounds;
    private readonly ref T state;
    private readonly ref T pendingState;
    private readonly ref T inputs;
    private readonly ref T samples;
    private readonly ref T pass;
    private readonly ref T panels;
    private readonly ref T samplesForInputs;
    private readonly ref T passForInputs;
    private readonly nint held;
    private readonly int perPanel;
    private readonly int inputWidth;
    private readonly int firstPanel;
    private readonly int endPanel;
    private readonly int heldFrom;
    private readonly nint furtherScratch;
    private readonly int stage;
    private int nextStage;

    /// <summary>A pass over a batch, before its first panel.</summary>
    /// <param name="memory">What it works on.</param>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="layout">How the workspace is cut.</param>
    /// <param name="panelRows">Samples of a panel.</param>
    /// <param name="holdsBatch">Whether the rows of all samples are kept, not of a panel only.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PassFrame(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, WorkspaceLayout layout, int panelRows, bool holdsBatch)
        : this(memory, inputs, batch, layout, panelRows, holdsBatch ? batch : Math.Min(batch, panelRows), holdsBatch ? -1 : 0) =>
        endPanel = Panels;

    /// <summary>The share of a pass that a part takes.</summary>
    /// <param name="memory">What it works on.</param>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="layout">How the workspace is cut.</param>
    /// <param name="part">Which panels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PassFrame(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, WorkspaceLayout layout, in PassPart part)
        : this(memory, inputs, batch, layout, part.PanelRows, part.HeldRows, part.HeldFrom)
    {
        firstPanel = part.FirstPanel;
        endPanel = part.EndPanel;
        stage = part.Stage;
        Share = part.Work;
        furtherScratch = (nint)((part.Shard * part.Work.Members) + part.Work.Member - 1) * layout.PerFurtherWorker;
        Rewind();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PassFrame(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, WorkspaceLayout layout, int panelRows, int heldRows, int heldFrom)
    {
        parameters = ref MemoryMarshal.GetReference(memory.Parameters);
        gradients = ref MemoryMarshal.GetReference(memory.Gradients);
        slabGradient = ref MemoryMarshal.GetReference(memory.SlabGradient);
        slabBounds = ref MemoryMarshal.GetReference(memory.SlabBounds);
        state = ref MemoryMarshal.GetReference(memory.State);
        pendingState = ref MemoryMarshal.GetReference(memory.PendingState);
        this.inputs = ref MemoryMarshal.GetReference(inputs);
        inputWidth = inputs.Length / batch;
        Batch = batch;
        PanelRows = panelRows;
        Panels = ((batch - 1) / panelRows) + 1;
        held = (nint)layout.Held(heldRows);
        perPanel = layout.PerPanel;
        this.heldFrom = heldFrom;
        furtherScratch = -1;
        stage = PassPart.AllStages;
        Share = WorkShare.Whole;
        Panel = -1;
        Seed = memory.RandomSeed;
        Pass = memory.Pass;
        AccumulatesPasses = memory.AccumulateGradients;

        samples = ref MemoryMarshal.GetReference(memory.Workspace);
        pass = ref Unsafe.Add(ref samples, held * layout.PerSample);
        panels = ref Unsafe.Add(ref pass, layout.PerPass);
        samplesForInputs = ref Unsafe.Add(ref panels, (nint)Panels * layout.PerPanel);
        passForInputs = ref Unsafe.Add(ref samplesForInputs, held * layout.PerSampleForInputs);
    }

    /// <summary>Samples of all panels.</summary>
    public int Batch { get; }

    /// <summary>Samples of every panel but the last.</summary>
    public int PanelRows { get; }

    /// <summary>Panels of the batch.</summary>
    public int Panels { get; }

    /// <summary>The panel's number, from 0.</summary>
    public int Panel { get; private set; }

    /// <summary>The number of the panel's first sample.</summary>
    public int Start { get; private set; }

    /// <summary>Samples of the panel.</summary>
    public int Rows { get; private set; }

    /// <summary>Blocks of samples side by side that the panel takes.</summary>
    public readonly int Blocks => (Rows + 15) >> 4;

    /// <summary>The key of random numbers.</summary>
    public ulong Seed { get; }

    /// <summary>The number of the training pass.</summary>
    public ulong Pass { get; }

    /// <summary>The share of each kernel's work.</summary>
    public WorkShare Share { get; }

    /// <summary>Whether gradients are added to those that were there before the pass.</summary>
    public bool AccumulatesPasses { get; }

    /// <summary>Whether gradients are added to those that are there: of earlier passes, or of earlier panels.</summary>
    public readonly bool Accumulates => AccumulatesPasses || Panel > firstPanel;

    /// <summary>Whether somebody asks how large the gradients that come in slabs can become.</summary>
    public readonly bool AsksForSlabBound => !Unsafe.IsNullRef(ref slabBounds);

    /// <summary>Goes on to the next panel; behind the last one returns false, and starts anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        Panel++;
        if (Panel < endPanel)
        {
            Start = Panel * PanelRows;
            Rows = Math.Min(PanelRows, Batch - Start);
            nextStage = 0;
            return true;
        }

        Rewind();
        return false;
    }

    /// <summary>Whether the panel's next stage is to be done, by all who share it. Each stage asks once, here or below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TakesShare() => stage == PassPart.AllStages || nextStage++ == stage;

    /// <summary>Whether the panel's next stage, which cannot be shared, is to be done here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TakesWhole() => stage == PassPart.AllStages || (nextStage++ == stage && Share.Member == 0);

    /// <summary>Tells the largest magnitude that an element can have of what the panel adds to any slab.</summary>
    public readonly void TellSlabBound(double bound) => Unsafe.Add(ref slabBounds, Panel) = bound;

    /// <summary>The panel's dense input rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Inputs() => ref Unsafe.Add(ref inputs, (nint)Start * inputWidth);

    /// <summary>The panel's rows of a buffer: it lies behind so many elements a sample, and its rows have this pitch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Buffer(int offset, int pitch) => ref Unsafe.Add(ref samples, (held * offset) + (First * pitch));

    /// <summary>The same of a buffer that only the gradient of the inputs needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T InputBuffer(int offset, int pitch) => ref Unsafe.Add(ref samplesForInputs, (held * offset) + (First * pitch));

    /// <summary>What a pass has once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Once(int offset) => ref Unsafe.Add(ref pass, offset);

    /// <summary>What whoever works on a panel needs for a while: that of the first worker lies with what a pass has once;
    /// those of others, where a pass that is not divided would have the gradient of the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Scratch(int offset) =>
        ref furtherScratch < 0 ? ref Unsafe.Add(ref pass, offset) : ref Unsafe.Add(ref samplesForInputs, furtherScratch);

    /// <summary>What a pass has once for the gradient of the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T OnceForInputs(int offset) => ref Unsafe.Add(ref passForInputs, offset);

    /// <summary>What this panel leaves for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T OfPanel(int offset) => ref Unsafe.Add(ref panels, ((nint)Panel * perPanel) + offset);

    /// <summary>What the first panel left for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T OfFirstPanel(int offset) => ref Unsafe.Add(ref panels, offset);

    /// <summary>A tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Parameter(int offset) => ref Unsafe.Add(ref parameters, offset);

    /// <summary>A tensor's gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Gradient(int offset) => ref Unsafe.Add(ref gradients, offset);

    /// <summary>The gradient of a slab that starts so many elements behind the first parameter: in its place, or in a room of its
    /// own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T SlabGradient(int offset) =>
        ref (Unsafe.IsNullRef(ref slabGradient) ? ref Unsafe.Add(ref gradients, offset) : ref slabGradient);

    /// <summary>A tensor of the state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T State(int offset) => ref Unsafe.Add(ref state, offset);

    /// <summary>The same as training leaves it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T PendingState(int offset) => ref Unsafe.Add(ref pendingState, offset);

    // Before its first panel a frame is at the start of the batch.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Rewind() => (Start, Panel, Rows) = (0, firstPanel - 1, 0);

    private readonly nint First => heldFrom < 0 ? Start : heldFrom;
}
