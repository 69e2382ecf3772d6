using System.Numerics;

namespace Simd.Nets;

/// <summary>Inference of a batch in pieces, one a worker. A sample's outputs do not depend on the samples beside it, so neither do they on
/// the pieces.</summary>
internal sealed unsafe class InferenceJob<TNetwork, T> : ParallelJob
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Pieces are whole blocks of images, and whole tiles of rows.</summary>
    public const int Granule = 16;

    private NetworkRuntime<TNetwork, T>? runtime;
    private T* inputs;
    private T* outputs;
    private int batch;
    private int piece;

    /// <summary>Writes the outputs of a batch.</summary>
    public void Infer(NetworkRuntime<TNetwork, T> network, ReadOnlySpan<T> x, int samples, Span<T> y, int workers)
    {
        (runtime, batch) = (network, samples);
        piece = (((batch - 1) / workers) + Granule) / Granule * Granule;
        fixed (T* firstInput = x, firstOutput = y)
        {
            inputs = firstInput;
            outputs = firstOutput;
            WorkerPool.Run(this, ((batch - 1) / piece) + 1, workers);
            runtime = null;
        }
    }

    /// <inheritdoc/>
    public override void Run(int item, int participant)
    {
        int start = item * piece;
        int samples = Math.Min(piece, batch - start);
        NetworkSchema schema = runtime!.Schema;
        runtime.InferHere(
            new(inputs + ((nint)start * schema.InputSize), samples * schema.InputSize),
            samples,
            new(outputs + ((nint)start * schema.OutputSize), samples * schema.OutputSize));
    }
}
