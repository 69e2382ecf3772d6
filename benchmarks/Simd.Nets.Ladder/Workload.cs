using Simd.Nets.Benchmarks.Networks;

namespace Simd.Nets.Benchmarks;

/// <summary>One network of the ladder, at the batch sizes it is timed with.</summary>
internal abstract record Workload(string Name, NetworkSchema Schema, int[] Batches)
{
    /// <summary>The workloads that the library supports.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new Workload<ClassicMlp>("mlp-784-128-64-10", 1, 32, 128, 512),
        new Workload<NarrowMlp>("mlp-4-32-16-4", 1, 32, 10_000),
        new Workload<ResMlp>("resmlp-64x16", 64),
        new Workload<WideMlp>("wide-1024x3", 32, 256),
        new Workload<LeNet5>("lenet5", 32, 128),
        new Workload<ResNet20>("resnet20", 32) { Optimizer = Descent },
        new Workload<DenseNet22>("densenet22-k12", 16) { Optimizer = Descent },
    ];

    /// <summary>Makes what the network is trained with; null for Adam.</summary>
    public Func<Optimizer>? Optimizer { get; init; }

    /// <summary>The rows whose <c>workload/bBATCH</c> contains a text.</summary>
    public static IEnumerable<(Workload Workload, int Batch)> Rows(LadderOptions options) =>
        from workload in All
        from batch in options.Batches.Length > 0 ? options.Batches : workload.Batches
        where workload.RowOf(batch).Contains(options.Only, StringComparison.Ordinal)
        select (workload, batch);

    /// <summary>What a row is called: <c>workload/bBATCH</c>.</summary>
    public string RowOf(int batch) => $"{Name}/b{batch}";

    /// <summary>A fresh network with data to train on.</summary>
    /// <param name="batch">Samples of a step.</param>
    /// <param name="threads">How many work; 0 leaves it to the machine.</param>
    /// <param name="shards">Into how many the batch falls; 0 leaves it to the shapes.</param>
    /// <param name="mostBatches">How many different ones there are at most.</param>
    public abstract Exercise Prepare(int batch, int threads = 1, int shards = 0, int mostBatches = BatchPool.MostBatches);

    /// <summary>Hands the class of the network over.</summary>
    public abstract void Show(INetworkViewer viewer);

    private static Sgd Descent() => new(0.1, momentum: 0.9, weightDecay: 1e-4);
}

/// <summary>A workload on the network of a class.</summary>
internal sealed record Workload<TNetwork>(string Name, params int[] Batches) : Workload(Name, TNetwork.Schema, Batches)
    where TNetwork : class, INetwork<TNetwork, float>
{
    /// <inheritdoc/>
    public override Exercise Prepare(int batch, int threads, int shards, int mostBatches) =>
        new Exercise<TNetwork>(batch, Optimizer?.Invoke(), threads, shards, mostBatches);

    /// <inheritdoc/>
    public override void Show(INetworkViewer viewer) => viewer.View<TNetwork>();
}

/// <summary>Does something with a network of any class.</summary>
internal interface INetworkViewer
{
    /// <summary>Does it.</summary>
    void View<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, float>;
}
