namespace Simd.Nets.Tests.Training;

/// <summary>Linear regression that says of its targets that they are probabilities.</summary>
internal sealed class ProbabilityRegression : INetwork<ProbabilityRegression, float>
{
    private ProbabilityRegression(ulong seed) => Runtime = new(seed);

    public static NetworkSchema Schema { get; } = Linear.Schema("ProbabilityRegression", TargetKind.Values, probabilities: true);

    public static LayerStack Declaration => LinearRegression<float>.Declaration;

    public NetworkRuntime<ProbabilityRegression, float> Runtime { get; }

    public static ProbabilityRegression Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs) =>
        Linear.Forward(memory, inputs, batch, outputs);

    public static LossSum Evaluate(
        in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Targets<float> targets, Span<float> outputs) =>
        LinearRegression<float>.Evaluate(memory, inputs, batch, targets, outputs);

    public static double Differentiate(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Targets<float> targets) =>
        LinearRegression<float>.Differentiate(memory, inputs, batch, targets);

    public static void Forward(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs) =>
        Linear.Forward(memory, inputs, batch, outputs);

    public static void Backward(
        in NetworkMemory<float> memory,
        ReadOnlySpan<float> inputs,
        int batch,
        ReadOnlySpan<float> outputGradients,
        Span<float> inputGradients) => Linear.Backward(memory, inputs, batch, outputGradients);
}
