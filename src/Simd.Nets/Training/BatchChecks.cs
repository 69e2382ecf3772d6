namespace Simd.Nets;

/// <summary>Whether a source of samples can be cut into batches, found out before anything is trained.</summary>
internal static class BatchChecks
{
    private const int LongestBatch = 1 << 30;

    /// <summary>The samples that a batch will hold: as many as asked for, or all there are.</summary>
    public static int Require(NetworkSchema schema, SampleSource train, int batch, LastBatch lastBatch)
    {
        if (batch < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), $"batch must be 1 or more samples; {batch} came.");
        }

        if (lastBatch == LastBatch.Drop && train.KnownCount < batch)
        {
            throw AllDropped(train.KnownCount.Value, batch);
        }

        int held = (int)Math.Min(batch, train.KnownCount ?? batch);
        RequireRoom(held, train, nameof(batch), "batch");
        if (train is SampleStream stream)
        {
            RequireRoom(StreamFeed<float>.Capacity(stream), train, nameof(train), "stream's buffer");
        }

        RequireBatchStatistics(schema, train.KnownCount, held, lastBatch);
        return held;
    }

    /// <summary>What to say when not one batch is full.</summary>
    public static ArgumentException AllDropped(long count, int batch) => new(
        $"a batch of {batch} is more than the {count} samples there are, so LastBatch.Drop would drop them all: "
        + "take a smaller batch or LastBatch.Keep.",
        nameof(batch));

    /// <summary>The steps of an epoch; 0 while its samples are not known.</summary>
    public static long StepsOf(long? samples, int batch, int accumulationSteps = 1) =>
        samples is long count ? Parts(Parts(count, batch), accumulationSteps) : 0;

    private static long Parts(long whole, long part) => (whole + part - 1) / part;

    // Of a stream of unknown length, a last batch of one shows when it is met.
    private static void RequireBatchStatistics(NetworkSchema schema, long? count, int batch, LastBatch lastBatch)
    {
        if (schema.BatchNormalisation is not { } layer || (batch > 1 && (lastBatch == LastBatch.Drop || count % batch != 1)))
        {
            return;
        }

        string arithmetic = batch == 1 ? "batches of 1" : $"{count} samples in batches of {batch}, of which the last has 1";
        throw new ArgumentException(
            $"layer {layer} of {schema.Name} normalises over the batch, so each needs two samples or more; these are {arithmetic}: "
            + (batch == 1 ? "take larger batches." : "take LastBatch.Drop, or a batch that leaves another rest."),
            nameof(batch));
    }

    private static void RequireRoom(int samples, SampleSource train, string parameter, string what)
    {
        foreach ((int columns, string values) in new[] { (train.InputSize, "inputs"), (train.TargetSize, "target values") })
        {
            if ((long)samples * columns > LongestBatch)
            {
                throw new ArgumentOutOfRangeException(
                    parameter,
                    $"a {what} may hold {LongestBatch} {values}, so {LongestBatch / columns} samples of {columns}; {samples} came.");
            }
        }
    }
}
