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
    private readonly int panelRows;
    private readonly int inputWidth;
    private readonly bool holdsBatch;

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
    {
        parameters = ref MemoryMarshal.GetReference(memory.Parameters);
        gradients = ref MemoryMarshal.GetReference(memory.Gradients);
        state = ref MemoryMarshal.GetReference(memory.State);
        pendingState = ref MemoryMarshal.GetReference(memory.PendingState);
        this.inputs = ref MemoryMarshal.GetReference(inputs);
        inputWidth = inputs.Length / batch;
        Batch = batch;
        Panels = ((batch - 1) / panelRows) + 1;
        held = (nint)layout.Held(holdsBatch ? batch : Math.Min(batch, panelRows));
        perPanel = layout.PerPanel;
        this.panelRows = panelRows;
        this.holdsBatch = holdsBatch;
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

    /// <summary>Whether gradients are added to those that were there before the pass.</summary>
    public bool AccumulatesPasses { get; }

    /// <summary>Whether gradients are added to those that are there: of earlier passes, or of earlier panels.</summary>
    public readonly bool Accumulates => AccumulatesPasses || Panel > 0;

    /// <summary>Goes on to the next panel; behind the last one returns false, and starts anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        Start += Rows;
        Panel++;
        Rows = Math.Min(panelRows, Batch - Start);
        if (Rows > 0)
        {
            return true;
        }

        (Start, Panel, Rows) = (0, -1, 0);
        return false;
    }

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

    /// <summary>A tensor of the state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T State(int offset) => ref Unsafe.Add(ref state, offset);

    /// <summary>The same as training leaves it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T PendingState(int offset) => ref Unsafe.Add(ref pendingState, offset);

    private readonly nint First => holdsBatch ? Start : 0;
}
