namespace Simd.Nets.Tests.Training;

/// <summary>Linear regression that counts, in its state, the samples it was trained on, and says that it normalises over the batch.</summary>
internal sealed class CountingRegression : INetwork<CountingRegression, float>
{
    private CountingRegression(ulong seed) => Runtime = new(seed);

    public static NetworkSchema Schema { get; } = Linear.Schema("CountingRegression", TargetKind.Values, 16, "1 batch normalisation");

    public static LayerStack Declaration => LinearRegression<float>.Declaration;

    public NetworkRuntime<CountingRegression, float> Runtime { get; }

    public static CountingRegression Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs) =>
        Linear.Forward(memory, inputs, batch, outputs);

    public static LossSum Evaluate(
        in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Targets<float> targets, Span<float> outputs) =>
        LinearRegression<float>.Evaluate(memory, inputs, batch, targets, outputs);

    public static double Differentiate(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Targets<float> targets)
    {
        memory.PendingState[0] += batch;
        return LinearRegression<float>.Differentiate(memory, inputs, batch, targets);
    }

    public static void Forward(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs) =>
        Linear.Forward(memory, inputs, batch, outputs);

    public static void Backward(
        in NetworkMemory<float> memory,
        ReadOnlySpan<float> inputs,
        int batch,
        ReadOnlySpan<float> outputGradients,
        Span<float> inputGradients) => Linear.Backward(memory, inputs, batch, outputGradients);
}
