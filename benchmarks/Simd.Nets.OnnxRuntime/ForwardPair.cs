using Microsoft.ML.OnnxRuntime;
using Simd.Nets.Onnx;

namespace Simd.Nets.Benchmarks;

/// <summary>
/// The forward pass of a network, and that of its ONNX model: one thread, the same inputs, buffers that are there. Each has images as it
/// wants them, so that neither turns them round. Both must predict the same before anything is timed.
/// </summary>
internal sealed class ForwardPair(int batch) : INetworkViewer, IDisposable
{
    private readonly SessionOptions options = new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    private readonly RunOptions run = new();
    private readonly List<IDisposable> kept = [];

    /// <summary>Predicts the batch.</summary>
    public Action Ours { get; private set; } = () => { };

    /// <summary>The same in ONNX Runtime.</summary>
    public Action Theirs { get; private set; } = () => { };

    public void View<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        network.Runtime.Threads = 1;
        NetworkSchema schema = TNetwork.Schema;
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, batch * schema.InputSize).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        var outputs = new float[batch * schema.OutputSize];
        Ours = () => network.Runtime.Predict(inputs, outputs);

        ImageShape? image = ((InputLayer)TNetwork.Declaration[0]).Image;
        var session = new InferenceSession(network.ToOnnx(new() { PlanarImages = true }), options);
        OrtIoBinding binding = session.CreateIoBinding();
        kept.AddRange([binding, session]);
        var theirs = new float[outputs.Length];
        binding.BindInput("inputs", image is { } shape
            ? Bound(Planar(inputs, shape), [batch, shape.Channels, shape.Height, shape.Width])
            : Bound(inputs, [batch, schema.InputSize]));
        binding.BindOutput("outputs", Bound(theirs, [batch, schema.OutputSize]));
        Theirs = () => session.RunWithBinding(run, binding);

        Ours();
        Theirs();
        float bar = 1e-4f * Math.Max(1, outputs.Max(MathF.Abs));
        if (outputs.Zip(theirs).Any(pair => !(Math.Abs(pair.First - pair.Second) <= bar)))
        {
            throw new InvalidOperationException($"{schema.Name} and its model predict different things.");
        }
    }

    public void Dispose()
    {
        kept.ForEach(each => each.Dispose());
        run.Dispose();
        options.Dispose();
    }

    private static float[] Planar(float[] rows, ImageShape shape)
    {
        var planar = new float[rows.Length];
        Images.ToPlanar<float>(rows, shape, planar);
        return planar;
    }

    private OrtValue Bound(float[] values, long[] shape)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(values, shape);
        kept.Add(value);
        return value;
    }
}
