using System.Numerics;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// How a batch falls into shards: runs of whole panels whose gradients are summed apart and then added up in a fixed tree. It follows from
/// the network, the batch and the wish of who trains, never from the number of threads: that only decides who works.
/// </summary>
/// <param name="Shards">A power of two.</param>
/// <param name="PanelRows">Samples of every panel but the last.</param>
/// <param name="Panels">Panels of the batch.</param>
internal readonly record struct ShardPlan(int Shards, int PanelRows, int Panels)
{
    /// <summary>Floating-point operations that are worth a shard: 100 µs or so.</summary>
    private const long LeastFlops = 8_000_000;

    /// <summary>Rows that are worth one: tiles are full, and a gradient is not written too often.</summary>
    private const int LeastRows = 32;

    /// <summary>Samples side by side in a block; panels are whole blocks.</summary>
    private const int Block = 16;

    private const int Most = 16;

    /// <summary>Who share the work of a shard: 1 is no one else. They change no number.</summary>
    public int Members { get; private init; } = 1;

    /// <summary>The plan for a batch.</summary>
    /// <param name="schema">The network.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="wanted">Shards that are asked for, a power of two; 0 leaves it to the shape.</param>
    public static ShardPlan Of(NetworkSchema schema, int batch, int wanted)
    {
        int least = schema.Training.OfBlocks ? Block : LeastRows;
        long worth = Math.Min(Most, Math.Min(batch / least, batch * schema.TrainingFlops / LeastFlops));
        int shards = schema.Parts.IsEmpty ? 1 : wanted > 0 ? wanted : (int)BitOperations.RoundUpToPowerOf2((uint)worth / 2 + 1);
        while (shards > 1 && (shards - 1) * Block >= batch)
        {
            shards /= 2;
        }

        int rows = shards == 1 ? schema.PanelRows : Math.Min(schema.PanelRows, ((((batch - 1) / shards) + Block) / Block) * Block);
        if (PanelsOf(batch, rows) < shards)
        {
            // Rounded up, rows leave a shard without a panel, whose gradient nobody would overwrite.
            rows = batch / shards / Block * Block;
        }

        return new(shards, rows, PanelsOf(batch, rows));
    }

    private static int PanelsOf(int batch, int rows) => ((batch - 1) / rows) + 1;

    /// <summary>The first panel of a shard.</summary>
    public int FirstPanel(int shard) => (int)((long)Panels * shard / Shards);

    /// <summary>The same plan, with as many members as share the stages of a shard: where shards are fewer than threads and of one panel,
    /// and stages are worth it.</summary>
    /// <param name="schema">The network.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="leastFlops">Floating-point operations that a member's share of a stage has at least, on average.</param>
    public ShardPlan For(NetworkSchema schema, int batch, int threads, long leastFlops)
    {
        int most = threads / Shards;
        if (most <= 1 || Panels > Shards || schema.Stages.IsEmpty)
        {
            return this;
        }

        long flops = batch * schema.SharedTrainingFlops / Shards;
        return this with { Members = MembersOf(flops, schema.AllStages, most, leastFlops) };
    }

    /// <summary>How many share so many stages.</summary>
    /// <param name="flops">Floating-point operations that can be shared.</param>
    /// <param name="stages">Behind each of which all meet.</param>
    /// <param name="most">Threads there are for it.</param>
    /// <param name="leastFlops">What a member has of a stage at least, on average.</param>
    public static int MembersOf(long flops, long stages, int most, long leastFlops) =>
        leastFlops == 0 ? most : (int)Math.Clamp(flops / (stages * leastFlops), 1, most);

    /// <summary>Elements of workspace.</summary>
    public long Workspace(NetworkSchema schema, int batch) =>
        schema.Training.LengthForWorkers(HeldRows(schema, batch), Panels, Shards * Members);

    /// <summary>The share of a part that a shard takes.</summary>
    public PassPart Share(NetworkSchema schema, int batch, int part, int shard, double weight) => new()
    {
        Index = part,
        PanelRows = PanelRows,
        HeldRows = HeldRows(schema, batch),
        HeldFrom = schema.HoldsBatch ? -1 : shard * PanelRows,
        Shard = shard,
        FirstPanel = FirstPanel(shard),
        EndPanel = FirstPanel(shard + 1),
        Weight = weight,
        Stage = PassPart.AllStages,
        Work = WorkShare.Whole,
    };

    private int HeldRows(NetworkSchema schema, int batch) => schema.HoldsBatch ? batch : Shards * PanelRows;
}
