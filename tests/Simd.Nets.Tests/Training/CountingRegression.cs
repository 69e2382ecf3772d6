namespace Simd.Nets.Tests.Training;

/// <summary>Linear regression that counts, in its state, the samples it was trained on, keeps there the statistics of a standardisation
/// that it does not do, and says that it normalises over the batch.</summary>
internal sealed class CountingRegression : INetwork<CountingRegression, float>
{
    private CountingRegression(ulong seed) => Runtime = new(seed);

    public static NetworkSchema Schema { get; } = Linear.Schema(
        "CountingRegression",
        TargetKind.Values,
        48,
        "1 batch normalisation",
        new TensorTable(Statistic("0.mean", 16), Statistic("0.deviation", 32)));

    public static LayerStack Declaration =>
        [Layers.Input(Linear.Inputs), Layers.Standardize, Layers.Dense(Linear.Outputs), Layers.MeanSquaredError];

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

    public static void Forward(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs)
    {
        memory.PendingState[0] += batch;
        Linear.Forward(memory, inputs, batch, outputs);
    }

    public static void Backward(
        in NetworkMemory<float> memory,
        ReadOnlySpan<float> inputs,
        int batch,
        ReadOnlySpan<float> outputGradients,
        Span<float> inputGradients) => Linear.Backward(memory, inputs, batch, outputGradients);

    private static TensorEntry Statistic(string name, int offset) => new(name, TensorKind.Statistic, offset, 1, Linear.Inputs, 16)
    {
        Shape = new[] { Linear.Inputs },
        Strides = new[] { 1 },
        FanIn = Linear.Inputs,
        FanOut = Linear.Inputs,
        Decays = false,
        Init = Init.He,
    };
}
