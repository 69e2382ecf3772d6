using System.Numerics;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>The parts of one <see cref="INetwork{TSelf, T}.Differentiate"/>, each divided among workers.</summary>
internal sealed unsafe class DifferentiationJob<TNetwork, T>(NetworkSchema schema) : ParallelJob
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ShardSums<T> sums = new(schema);
    private readonly Slab[] slabs = [.. Slab.Of(schema)];
    private readonly int longestSlab = Slab.Of(schema).Select(slab => slab.Length).DefaultIfEmpty().Max();
    private double[] losses = [];
    private double[] panelBounds = [];
    private DifferentiationMemory<T> memory;
    private ShardPlan plan;
    private AlignedBuffer<T>? rooms;
    private ISlabConsumer<T>? consumer;
    private PartKind kind;
    private int part;
    private int stage;
    private int batch;
    private double weight;
    private T* inputs;
    private int* labels;
    private T* values;
    private T* weights;
    private (int Labels, int Values, int Weights) lengths;

    /// <summary>Whether the last pass left the gradients of large weights with the others.</summary>
    public bool KeepsSlabs { get; private set; } = true;

    /// <summary>Overwrites gradients, or adds to them, and returns the mean loss.</summary>
    /// <param name="over">The buffers.</param>
    /// <param name="shards">How the batch falls apart.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="targets">What they should lead to.</param>
    /// <param name="slabs">Who takes slabs; null leaves them where they belong.</param>
    /// <param name="threads">How many work.</param>
    public double Differentiate(
        in DifferentiationMemory<T> over, ShardPlan shards, ReadOnlySpan<T> x, Targets<T> targets, ISlabConsumer<T>? slabs, int threads)
    {
        (plan, consumer, batch) = (shards, slabs, x.Length / schema.InputSize);
        memory = over with { SlabBounds = slabs is null ? null : PanelBounds() };
        lengths = (targets.Labels.Length, targets.Values.Length, targets.Weights.Length);
        sums.Reserve(plan.Shards);
        if (losses.Length < plan.Shards)
        {
            losses = new double[plan.Shards];
        }

        fixed (T* first = x, firstValue = targets.Values, firstWeight = targets.Weights)
        fixed (int* firstLabel = targets.Labels)
        {
            inputs = first;
            labels = firstLabel;
            values = firstValue;
            weights = firstWeight;
            try
            {
                return RunParts(threads);
            }
            finally
            {
                inputs = values = weights = null;
                labels = null;
                (memory, consumer) = (default, null);
            }
        }
    }

    /// <inheritdoc/>
    public override void Run(int item, int participant)
    {
        if (kind == PartKind.Slabs)
        {
            RunSlab(item, participant);
            return;
        }

        (int shard, int member) = (item / plan.Members, item % plan.Members);

        // The first shard's gradients are the pass's own.
        NetworkMemory<T> own = shard == 0 ? memory.Whole : memory.OfShard(sums.Of(shard));
        double loss = Do(own, plan.Share(schema, batch, part, shard, weight) with { Stage = stage, Work = new(member, plan.Members) });
        if (member == 0)
        {
            losses[shard] += loss;
        }
    }

    private double RunParts(int threads)
    {
        ReadOnlySpan<PartKind> parts = schema.Parts.Span;
        Array.Clear(losses);
        KeepsSlabs = true;
        for (part = 0; part < parts.Length && parts[part] != PartKind.Slabs; part++)
        {
            kind = parts[part];
            if (kind == PartKind.Panels)
            {
                RunPanels(threads);
                continue;
            }

            double result = Do(memory.Whole, plan.Share(schema, batch, part, 0, weight));
            weight = part == 0 ? result : weight;
        }

        if (plan.Shards > 1)
        {
            sums.AddTo(memory.Gradients, threads);
        }

        double loss = MeanLoss();
        if (slabs.Length > 0)
        {
            RunSlabs(loss, threads);
        }

        return loss;
    }

    // Who share the work of a shard meet behind each stage.
    private void RunPanels(int threads)
    {
        bool isShared = plan.Members > 1;
        int end = isShared ? schema.Stages.Span[part] : PassPart.AllStages + 1;
        for (stage = isShared ? 0 : PassPart.AllStages; stage < end; stage++)
        {
            WorkerPool.Run(this, plan.Shards * plan.Members, threads);
        }
    }

    private void RunSlabs(double loss, int threads)
    {
        kind = PartKind.Slabs;
        if (consumer is not null && !consumer.AcceptsSlabs(loss, SlabBound()))
        {
            consumer = null;
        }

        KeepsSlabs = consumer is null || consumer.KeepsGradients;
        if (!KeepsSlabs)
        {
            Reserve(Math.Min(threads, slabs.Length));
        }

        WorkerPool.Run(this, slabs.Length, threads);
    }

    private void RunSlab(int slab, int participant)
    {
        (int tensor, int start, int length) = slabs[slab];
        Span<T> room = KeepsSlabs ? default : rooms!.Span.Slice(participant * longestSlab, length);
        Do(KeepsSlabs ? memory.Whole : memory.OfSlab(room), SlabShare(slab));
        consumer?.Take(slab, tensor, start, KeepsSlabs ? memory.Gradients.Span.Slice(start, length) : room);
    }

    // An element of a slab is a sum over the panels.
    private double SlabBound()
    {
        double bound = 0;
        foreach (double ofPanel in panelBounds.AsSpan(0, plan.Panels))
        {
            bound += ofPanel;
        }

        return bound;
    }

    // A panel that told nothing would leave nothing to rely on.
    private double[] PanelBounds()
    {
        if (panelBounds.Length < plan.Panels)
        {
            panelBounds = new double[plan.Panels];
        }

        Array.Fill(panelBounds, double.NaN);
        return panelBounds;
    }

    // A room for each worker: one slab after the other passes through it, and it stays in the cache.
    private void Reserve(int workers)
    {
        if (rooms is null || rooms.Length < workers * longestSlab)
        {
            rooms = new AlignedBuffer<T>(workers * longestSlab);
        }
    }

    private PassPart SlabShare(int slab) => plan.Share(schema, batch, part, 0, weight) with { Slab = slab };

    private double MeanLoss()
    {
        double loss = 0;
        for (int shard = 0; shard < plan.Shards; shard++)
        {
            loss += losses[shard];
        }

        return weight > 0 ? loss / weight : 0;
    }

    private double Do(in NetworkMemory<T> own, in PassPart share)
    {
        var x = new ReadOnlySpan<T>(inputs, batch * schema.InputSize);
        var targets = new Targets<T>
        {
            Labels = new(labels, lengths.Labels),
            Values = new(values, lengths.Values),
            Weights = new(weights, lengths.Weights),
        };
        return TNetwork.DifferentiatePart(own, x, batch, targets, share);
    }
}
