using System.Numerics;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>Inference of few samples by many: panel by panel in stages, of each of which everyone takes a share.</summary>
internal sealed unsafe class StagedInferenceJob<TNetwork, T> : ParallelJob
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private NetworkRuntime<TNetwork, T>? runtime;
    private AlignedBuffer<T>? workspace;
    private T* inputs;
    private T* outputs;
    private int batch;
    private int members;
    private int panel;
    private int stage;

    /// <summary>Writes the outputs of a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="room">The workspace of all workers.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="samples">How many they are.</param>
    /// <param name="y">The outputs.</param>
    /// <param name="workers">How many share a stage.</param>
    public void Infer(NetworkRuntime<TNetwork, T> network, AlignedBuffer<T> room, ReadOnlySpan<T> x, int samples, Span<T> y, int workers)
    {
        (runtime, workspace, batch, members, panel, stage) = (network, room, samples, workers, 0, 0);
        NetworkSchema schema = network.Schema;
        fixed (T* firstInput = x, firstOutput = y)
        {
            inputs = firstInput;
            outputs = firstOutput;
            try
            {
                Do(part: 0, WorkShare.Whole);
                for (; panel * schema.PanelRows < batch; panel++)
                {
                    for (stage = 0; stage < schema.InferenceStages; stage++)
                    {
                        WorkerPool.Run(this, members, members);
                    }
                }
            }
            finally
            {
                inputs = outputs = null;
                (runtime, workspace) = (null, null);
            }
        }
    }

    /// <inheritdoc/>
    public override void Run(int item, int participant) => Do(part: 1, new WorkShare(item, members));

    private void Do(int part, WorkShare work)
    {
        NetworkSchema schema = runtime!.Schema;
        var share = new PassPart
        {
            Index = part,
            PanelRows = schema.PanelRows,
            HeldRows = Math.Min(schema.PanelRows, batch),
            HeldFrom = 0,
            FirstPanel = panel,
            EndPanel = panel + 1,
            Stage = stage,
            Work = work,
        };
        var x = new ReadOnlySpan<T>(inputs, batch * schema.InputSize);
        var y = new Span<T>(outputs, batch * schema.OutputSize);
        TNetwork.InferPart(runtime.Inference(workspace!), x, batch, y, share);
    }
}
