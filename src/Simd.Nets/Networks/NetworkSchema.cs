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

    /// <summary>Samples that go forward and backward together while they are in cache.</summary>
    public required int PanelRows { get; init; }

    /// <summary>Elements of workspace for each sample held: its activations.</summary>
    public required int WorkspacePerSample { get; init; }

    /// <summary>Elements of workspace, besides, for a pass that goes backward: transposed weights.</summary>
    public required int WorkspaceForTraining { get; init; }

    /// <summary>Elements of workspace, besides, for a backward pass that goes on to the gradient of the inputs.</summary>
    public required int WorkspaceForInputGradients { get; init; }

    /// <summary>Floating-point operations of a forward pass, a sample.</summary>
    public required long ForwardFlops { get; init; }

    /// <summary>Floating-point operations of a training step without the optimizer, a sample.</summary>
    public required long TrainingFlops { get; init; }

    /// <summary>The table of layers, shapes and parameters, as text.</summary>
    public required string Summary { get; init; }

    /// <summary>Logical parameters, padding not counted.</summary>
    public int ParameterCount => Tensors.Sum(tensor => tensor.Count);

    /// <summary>Elements of workspace for inference on a batch: a panel of it is held at a time.</summary>
    public int InferenceWorkspace(int batch) => checked(WorkspacePerSample * Math.Min(batch, PanelRows));

    /// <summary>Elements of workspace for forward, loss and backward in one go: a panel of the batch is held at a time.</summary>
    public int DifferentiationWorkspace(int batch) => checked(InferenceWorkspace(batch) + WorkspaceForTraining);

    /// <summary>Elements of workspace for forward and backward passes that are called one after the other: the whole batch is held.</summary>
    /// <exception cref="OverflowException">The batch is so large that an array cannot hold its activations.</exception>
    public int TrainingWorkspace(int batch) => checked((WorkspacePerSample * batch) + WorkspaceForTraining + WorkspaceForInputGradients);
}
