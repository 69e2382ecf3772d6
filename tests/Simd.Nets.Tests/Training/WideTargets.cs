namespace Simd.Nets.Tests.Training;

/// <summary>One input and a million outputs, which are always zero: for what is refused before anything is computed.</summary>
internal sealed class WideTargets : INetwork<WideTargets, float>
{
    public const int Width = 1 << 20;

    private WideTargets(ulong seed) => Runtime = new(seed);

    public static NetworkSchema Schema { get; } = new()
    {
        Name = "WideTargets",
        InputSize = 1,
        OutputSize = Width,
        Targets = TargetKind.Values,
        Tensors = new TensorTable(),
        ParameterLength = 0,
        StateLength = 0,
        PanelRows = 1,
        Inference = default,
        Training = default,
        ForwardFlops = 0,
        TrainingFlops = 0,
        Summary = "",
    };

    public static LayerStack Declaration => [Layers.Input(1), Layers.Dense(Width), Layers.MeanSquaredError];

    public NetworkRuntime<WideTargets, float> Runtime { get; }

    public static WideTargets Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs) => outputs.Clear();

    public static LossSum Evaluate(
        in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Targets<float> targets, Span<float> outputs) => new(0, batch);

    public static double Differentiate(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Targets<float> targets) => 0;

    public static void Forward(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs) => outputs.Clear();

    public static void Backward(
        in NetworkMemory<float> memory,
        ReadOnlySpan<float> inputs,
        int batch,
        ReadOnlySpan<float> outputGradients,
        Span<float> inputGradients) => inputGradients.Clear();
}
