using BenchmarkDotNet.Attributes;
using Simd.Nets.Benchmarks.Networks;

namespace Simd.Nets.Benchmarks;

/// <summary>The matrix kernels of one dense layer, 784 × 128, at every vector width. Each does 2 · batch · 784 · 128 operations.</summary>
[Config(typeof(WidthJobs))]
public class DenseKernels
{
    private readonly OneDense network = new(seed: 1);
    private float[] inputs = [];
    private float[] outputs = [];
    private float[] outputGradients = [];
    private float[] inputGradients = [];

    /// <summary>Samples a batch.</summary>
    [Params(1, 32, 128)]
    public int Batch { get; set; }

    /// <summary>Buffers of the batch's size.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        inputs = new float[Batch * OneDense.Schema.InputSize];
        outputs = new float[Batch * OneDense.Schema.OutputSize];
        outputGradients = new float[outputs.Length];
        inputGradients = new float[inputs.Length];
        foreach (float[] values in new[] { inputs, outputGradients })
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = random.NextSingle() - 0.5f;
            }
        }
    }

    /// <summary><c>y = x·W + b</c>.</summary>
    [Benchmark]
    public void Product() => network.Predict(inputs, outputs);

    /// <summary>The product, and <c>dW = xᵀ·dy</c>, <c>db = Σ dy</c> behind it.</summary>
    [Benchmark]
    public void ProductAndWeightGradient()
    {
        network.Forward(inputs, outputs);
        network.Backward(inputs, outputGradients);
    }

    /// <summary>All three: the input gradient <c>dx = dy·Wᵀ</c>, with the transposition of W, too.</summary>
    [Benchmark]
    public void ProductAndBothGradients()
    {
        network.Forward(inputs, outputs);
        network.Backward(inputs, outputGradients, inputGradients);
    }
}
