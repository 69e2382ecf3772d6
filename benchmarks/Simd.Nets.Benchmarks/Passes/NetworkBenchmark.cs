using BenchmarkDotNet.Attributes;
using Simd.Nets.Benchmarks.Networks;

namespace Simd.Nets.Benchmarks;

/// <summary>Inference, gradients, the optimizer and whole steps of a network, at every vector width.</summary>
[Config(typeof(WidthJobs))]
public abstract class NetworkBenchmark
{
    private readonly Func<int, Exercise> prepare;
    private Exercise exercise = null!;

    private protected NetworkBenchmark(Func<int, Exercise> prepare) => this.prepare = prepare;

    /// <summary>Samples a batch.</summary>
    [ParamsSource(nameof(Batches))]
    public int Batch { get; set; }

    /// <summary>The batch sizes of the ladder.</summary>
    public abstract IEnumerable<int> Batches { get; }

    /// <summary>A fresh network, data, and gradients for the optimizer alone.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        exercise = prepare(Batch);
        exercise.Differentiate();
    }

    /// <summary>Forward only, through <c>Predict</c>.</summary>
    [Benchmark]
    public void Infer() => exercise.Forward();

    /// <summary>Forward, loss, backward.</summary>
    [Benchmark]
    public void Differentiate() => exercise.Differentiate();

    /// <summary>Adam alone, on the gradients of a batch.</summary>
    [Benchmark]
    public void Update() => exercise.Update();

    /// <summary>A whole training step with Adam.</summary>
    [Benchmark]
    public void Step() => exercise.Train();
}

/// <summary>784-128-64-10, ReLU, cross-entropy.</summary>
public class ClassicMlpPasses() : NetworkBenchmark(batch => new Exercise<ClassicMlp>(batch, optimizer: null, threads: 1, shards: 1))
{
    /// <inheritdoc/>
    public override IEnumerable<int> Batches => [1, 32, 128, 512];
}

/// <summary>4-32-16-4, tanh, mean squared error.</summary>
public class NarrowMlpPasses() : NetworkBenchmark(batch => new Exercise<NarrowMlp>(batch, optimizer: null, threads: 1, shards: 1))
{
    /// <inheritdoc/>
    public override IEnumerable<int> Batches => [1, 32, 10_000];
}

/// <summary>1024, three times 1024, 10, ReLU, cross-entropy.</summary>
public class WideMlpPasses() : NetworkBenchmark(batch => new Exercise<WideMlp>(batch, optimizer: null, threads: 1, shards: 1))
{
    /// <inheritdoc/>
    public override IEnumerable<int> Batches => [32, 256];
}
