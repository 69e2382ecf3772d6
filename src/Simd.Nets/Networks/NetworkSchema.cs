using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>What the targets of a loss are.</summary>
public enum TargetKind
{
    /// <summary>The network declares no loss: its caller supplies the gradient of the outputs.</summary>
    None,

    /// <summary>One class a sample.</summary>
    Labels,

    /// <summary>A row of values a sample.</summary>
    Values,
}

/// <summary>The sizes of a network, known when it was compiled.</summary>
public sealed class NetworkSchema
{
    // An array's, less what aligning its first element may take.
    private static readonly int MostElements = Array.MaxLength - 64;

    /// <summary>The class that declares it.</summary>
    public required string Name { get; init; }

    /// <summary>Numbers a sample.</summary>
    public required int InputSize { get; init; }

    /// <summary>Outputs a sample.</summary>
    public required int OutputSize { get; init; }

    /// <summary>What the declared loss compares with.</summary>
    public required TargetKind Targets { get; init; }

    /// <summary>Parameters and where they lie.</summary>
    public required TensorTable Tensors { get; init; }

    /// <summary>Elements of the parameters in memory, padding counted.</summary>
    public required int ParameterLength { get; init; }

    /// <summary>Elements of the state.</summary>
    public required int StateLength { get; init; }

    /// <summary>The running statistics, in the layout of the state; their inits are what they start with.</summary>
    public TensorTable StateTensors { get; init; } = new();

    /// <summary>Activations that the forward pass of training leaves in the workspace; those that only ever are in registers are not
    /// among them.</summary>
    public IReadOnlyList<ActivationEntry> Activations { get; init; } = [];

    /// <summary>Whether target values are probabilities: each in [0, 1].</summary>
    public bool TargetsAreProbabilities { get; init; }

    /// <summary>The first batch normalisation (<c>2 batch normalisation</c>), which refuses a training batch of one; null without any.</summary>
    public string? BatchNormalisation { get; init; }

    /// <summary>Samples that go forward and backward together while they are in cache.</summary>
    public required int PanelRows { get; init; }

    /// <summary>What inference needs of workspace: a panel of the batch is held at a time.</summary>
    public required WorkspaceLayout Inference { get; init; }

    /// <summary>What training needs of workspace.</summary>
    public required WorkspaceLayout Training { get; init; }

    /// <summary>Whether samples meet in training (batch normalisation), so that forward, loss and backward in one go hold the whole
    /// batch.</summary>
    public bool HoldsBatch { get; init; }

    /// <summary>How <see cref="INetwork{TSelf, T}.DifferentiatePart"/> is divided; empty where it is not.</summary>
    public ReadOnlyMemory<PartKind> Parts { get; init; }

    /// <summary>The stages of each part of panels, whose work can be shared; 0 of the others. Empty where none can.</summary>
    public ReadOnlyMemory<int> Stages { get; init; }

    /// <summary>The stages of <see cref="INetwork{TSelf, T}.InferPart"/>; 0 where inference has none.</summary>
    public int InferenceStages { get; init; }

    /// <summary>So many samples, or fewer, are inferred one by one, not side by side.</summary>
    public int FewSamples { get; init; }

    /// <summary>Inputs of a slab of a large weight.</summary>
    public int SlabInputs { get; init; } = 1;

    /// <summary>The weights whose gradients come in slabs, by their place among <see cref="Tensors"/>, in the order of the slabs.</summary>
    public ReadOnlyMemory<int> SlabTensors { get; init; }

    /// <summary>Whether the bound that goes before the slabs counts the network's inputs in: one that is not finite makes it so.</summary>
    public bool SlabsBoundInputs { get; init; }

    /// <summary>Floating-point operations of a forward pass, a sample.</summary>
    public required long ForwardFlops { get; init; }

    /// <summary>Floating-point operations of a training step without the optimizer, a sample.</summary>
    public required long TrainingFlops { get; init; }

    /// <summary>Those of a forward pass that stages share.</summary>
    public long SharedForwardFlops { get; init; }

    /// <summary>Those of a training step that stages share.</summary>
    public long SharedTrainingFlops { get; init; }

    /// <summary>The table of layers, shapes and parameters, as text.</summary>
    public required string Summary { get; init; }

    /// <summary>Logical parameters, padding not counted.</summary>
    public int ParameterCount => Tensors.Sum(tensor => tensor.Count);

    /// <summary>The stages of all parts.</summary>
    internal int AllStages
    {
        get
        {
            int all = 0;
            foreach (int stages in Stages.Span)
            {
                all += stages;
            }

            return all;
        }
    }

    /// <summary>Elements of workspace for inference on a batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An array cannot hold so many.</exception>
    public int InferenceWorkspace(int batch) => Workspace(batch, Inference.Length(Panel(batch), Panels(batch), forInputs: false));

    /// <summary>Elements of workspace for forward, loss and backward in one go.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An array cannot hold so many.</exception>
    public int DifferentiationWorkspace(int batch) =>
        Workspace(batch, Training.Length(HoldsBatch ? batch : Panel(batch), Panels(batch), forInputs: false));

    /// <summary>Elements of workspace where so many infer a panel.</summary>
    internal int SharedInferenceWorkspace(int batch, int workers) =>
        Workspace(batch, Inference.LengthForWorkers(Panel(batch), Panels(batch), workers));

    /// <summary>Elements of workspace where many train at once.</summary>
    internal int SharedWorkspace(ShardPlan plan, int batch) => Workspace(batch, plan.Workspace(this, batch));

    /// <summary>Elements of workspace for forward and backward passes that are called one after the other: the whole batch is held.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The batch is so large that an array cannot hold its activations.</exception>
    public int TrainingWorkspace(int batch) => Workspace(batch, Training.Length(batch, Panels(batch), forInputs: true));

    /// <summary>Elements of workspace for inference whose outputs, a panel at a time, lie behind it.</summary>
    internal int ClassificationWorkspace(int batch) => Workspace(
        batch, Inference.Length(Panel(batch), Panels(batch), forInputs: false) + ((long)OutputSize * Panel(batch)));

    private int Panel(int batch) => Math.Min(batch, PanelRows);

    internal int Panels(int batch) => ((batch - 1) / PanelRows) + 1;

    private static int Workspace(int batch, long elements) => elements <= MostElements
        ? (int)elements
        : throw new ArgumentOutOfRangeException(
            nameof(batch),
            $"a batch of {batch} needs {elements} elements of workspace; an array holds at most {MostElements}: use a smaller batch.");
}
