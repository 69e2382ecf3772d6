using Simd.Nets.Benchmarks.Networks;

namespace Simd.Nets.Benchmarks;

/// <summary>What a step of the smallest row costs besides its kernels: the same step with passes and an update that do nothing.</summary>
internal static class FixedCost
{
    public static void Print()
    {
        Timing whole = Timing.Of(new Exercise<NarrowMlp>(1, null, threads: 1, shards: 0).Train, 1);
        Timing empty = Timing.Of(new Exercise<EmptyMlp>(1, new NoUpdate(), threads: 1, shards: 0).Train, 1);
        Console.WriteLine(
            $"mlp-4-32-16-4/b1/train: {whole.MinNanoseconds:F0} ns, with empty kernels {empty.MinNanoseconds:F0} ns: "
            + $"{empty.MinNanoseconds / whole.MinNanoseconds:P0}; {empty.BytesPerCall:0.#} bytes a step");
    }

    /// <summary>As long as Adam's state, and idle.</summary>
    private sealed class NoUpdate : Optimizer
    {
        public override int MomentCount => 2;

        public override void Update<T>(in ParameterUpdate<T> update)
        {
        }
    }

    /// <summary>The shapes of <see cref="NarrowMlp"/>; its gradients stay zero.</summary>
    private sealed class EmptyMlp : INetwork<EmptyMlp, float>
    {
        private EmptyMlp(ulong seed) => Runtime = new NetworkRuntime<EmptyMlp, float>(seed);

        public static NetworkSchema Schema => NarrowMlp.Schema;

        public static LayerStack Declaration => DeclarationOf<NarrowMlp>();

        public NetworkRuntime<EmptyMlp, float> Runtime { get; }

        public static EmptyMlp Create(ulong seed) => new(seed);

        private static LayerStack DeclarationOf<TNetwork>()
            where TNetwork : class, INetwork<TNetwork, float> => TNetwork.Declaration;

        public static void Infer(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs)
        {
        }

        public static LossSum Evaluate(
            in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Targets<float> targets, Span<float> outputs) => default;

        public static double Differentiate(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Targets<float> targets) => 1;

        public static void Forward(in NetworkMemory<float> memory, ReadOnlySpan<float> inputs, int batch, Span<float> outputs)
        {
        }

        public static void Backward(
            in NetworkMemory<float> memory,
            ReadOnlySpan<float> inputs,
            int batch,
            ReadOnlySpan<float> outputGradients,
            Span<float> inputGradients)
        {
        }
    }
}
