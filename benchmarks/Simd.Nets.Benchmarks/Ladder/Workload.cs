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
    ];

    /// <summary>The rows whose <c>workload/bBATCH</c> contains a text.</summary>
    public static IEnumerable<(Workload Workload, int Batch)> Rows(string only) =>
        from workload in All
        from batch in workload.Batches
        where $"{workload.Name}/b{batch}".Contains(only, StringComparison.Ordinal)
        select (workload, batch);

    /// <summary>A fresh network with data to train on.</summary>
    public abstract Exercise Prepare(int batch);
}

/// <summary>A workload on the network of a class.</summary>
internal sealed record Workload<TNetwork>(string Name, params int[] Batches) : Workload(Name, TNetwork.Schema, Batches)
    where TNetwork : class, INetwork<TNetwork, float>
{
    /// <inheritdoc/>
    public override Exercise Prepare(int batch) => new Exercise<TNetwork>(batch);
}
