using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>Every decision that is a number, taken: what the passes call, in order, and where everything lies.</summary>
internal sealed record Schedule(NetworkGraph Graph, int PanelRows, InferenceSchedule Inference, TrainingSchedule Training)
{
    /// <summary>Inference of few images; null where it is not worth one of its own.</summary>
    public FewSchedule? Few { get; init; }

    /// <summary>Whether each call of a panel is a stage, whose work several can share: there is much in a convolution, of which they divide the
    /// rows, and in a product with a large matrix, of which they divide the columns.</summary>
    public bool HasStages => Graph.Operations.OfType<ConvolutionOperation>().Any(operation => operation.To.Height > 1)
        || Inference.Rows.Any(call => call.Kernel is MatrixProductKernel { ColumnsFirst: true });

    /// <summary>What of inference's arithmetic several can share, a sample.</summary>
    public long SharedForwardFlops => Shared(Inference.Rows);

    /// <summary>The same of training.</summary>
    public long SharedTrainingFlops => Training.Forward.Concat(Training.Backward).Sum(phase => Shared(phase.Rows));

    private static long Shared(EquatableArray<KernelCall> calls) => calls.Where(call => call.Kernel.IsShared).Sum(call => call.Flops);

    /// <summary>Elements behind what inference holds of samples: the workspace is one, so few images find there what a block does not need.</summary>
    public int InferencePreparedLength => Inference.PreparedLength + (int)System.Math.Max(
        0,
        Few is null ? 0 : Length(Few.Memory, Few.PreparedLength, Few.MostSamples) - Length(Inference.Memory, Inference.PreparedLength, Layout.Granule));

    private static long Length(MemoryPlan memory, int prepared, int samples) =>
        ((long)samples * memory.Length(Region.Samples)) + memory.Length(Region.Pass) + prepared;

    /// <summary>Each kernel once, in the order of first use.</summary>
    public IEnumerable<Kernel> Kernels => Inference.Calls.Concat(Few?.Calls ?? []).Concat(Training.Calls)
        .SelectMany(call => call.Kernel.Used.Append(call.Kernel))
        .Distinct();

    /// <summary>The first batch normalisation, as people call it.</summary>
    public string? BatchNormalisation => Graph.Operations
        .OfType<NormalizeOperation>()
        .FirstOrDefault(operation => operation.Source == StatisticsSource.Batch && (operation.Image?.Pixels ?? 1) == 1)?.Layer;
}

/// <summary>What inference calls.</summary>
/// <param name="PreparedLength">Elements of transformed weights, and of what transforms need.</param>
/// <param name="ScratchLength">Elements of them that each further worker needs for himself.</param>
/// <param name="Preparation">Before the first panel.</param>
/// <param name="Loss">Behind a panel, where a loss is asked for: over the outputs.</param>
internal sealed record InferenceSchedule(
    MemoryPlan Memory,
    Place Outputs,
    int PreparedLength,
    int ScratchLength,
    EquatableArray<KernelCall> Preparation,
    EquatableArray<KernelCall> Rows,
    KernelCall? Loss)
{
    public IEnumerable<KernelCall> Calls => Preparation.Concat(Rows).Concat(Loss is null ? [] : [Loss]);
}

/// <summary>What inference of few images calls.</summary>
/// <param name="MostSamples">So many samples at most.</param>
/// <param name="PreparedLength">Elements of what convolutions need for a while.</param>
internal sealed record FewSchedule(
    int MostSamples, MemoryPlan Memory, Place Outputs, int PreparedLength, EquatableArray<KernelCall> Preparation, EquatableArray<KernelCall> Rows)
{
    public IEnumerable<KernelCall> Calls => Preparation.Concat(Rows);
}

/// <summary>What training calls.</summary>
/// <param name="Preparation">Before the first panel.</param>
/// <param name="Transposes">Before the first panel going backward.</param>
/// <param name="InputTransposes">The same for the gradient of the inputs.</param>
/// <param name="TransposedLength">Elements of transposed weights.</param>
/// <param name="ScratchLength">Elements of them that each further worker needs for himself.</param>
/// <param name="InputTransposedLength">Elements of those that only the gradient of the inputs needs.</param>
/// <param name="Loss">Behind the last phase of the forward pass.</param>
/// <param name="Slabs">Behind the last phase of the backward pass to the parameters.</param>
internal sealed record TrainingSchedule(
    MemoryPlan Memory,
    Place Outputs,
    Place OutputGradient,
    Place InputGradient,
    int TransposedLength,
    int ScratchLength,
    int InputTransposedLength,
    EquatableArray<KernelCall> Preparation,
    EquatableArray<KernelCall> Transposes,
    EquatableArray<KernelCall> InputTransposes,
    EquatableArray<Phase> Forward,
    KernelCall? Loss,
    EquatableArray<Phase> Backward,
    EquatableArray<SlabGradient> Slabs,
    EquatableArray<Phase> BackwardToInputs)
{
    /// <summary>What the forward pass leaves of activations.</summary>
    public EquatableArray<HeldActivation> Activations { get; init; }

    /// <summary>Whether samples meet before the backward pass has ended, so that the whole batch is held, not a panel of it.</summary>
    public bool HoldsBatch => Forward.Count > 1 || Backward.Count > 1 || Slabs.Count > 0;

    public IEnumerable<KernelCall> Calls => Preparation
        .Concat(Transposes)
        .Concat(InputTransposes)
        .Concat(Forward.SelectMany(All))
        .Concat(Loss is null ? [] : [Loss])
        .Concat(Backward.SelectMany(All))
        .Concat(Slabs.Select(slab => slab.Call))
        .Concat(BackwardToInputs.SelectMany(All));

    private static IEnumerable<KernelCall> All(Phase phase) => phase.Rows.Concat(phase.Finish);
}
