using System.Text;

namespace Simd.Nets;

/// <summary>
/// Samples from a source that may be larger than memory: it is read from front to back, anew for every epoch, and trained on in the random
/// order that a buffer gives it. In memory are the buffer and one block of what is read.
/// </summary>
/// <remarks>The buffer is filled; then each sample that is read takes the place of one drawn at random, which is trained on; behind the
/// last, what is left in the buffer is shuffled. The order depends on the seed, the buffer's size and the source's order alone, and a
/// buffer that holds all samples gives the order, and so the weights, of a <see cref="DataSet"/> of the same samples. A smaller one only
/// mixes neighbours: a source that is sorted by class needs a buffer of many times a class, or to be mixed before.</remarks>
public sealed class SampleStream : SampleSource
{
    /// <summary>The buffer's size, unless another is asked for.</summary>
    public const int DefaultBuffer = 10_000;

    private const int CsvBlockElements = 1 << 16;

    private readonly IEnumerable<DataSet> source;
    private readonly string name;

    private SampleStream(IEnumerable<DataSet> source, int buffer, long? count, string name)
    {
        if (buffer < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(buffer), $"a buffer holds 1 or more samples; {buffer} came.");
        }

        if (count < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"a stream holds 1 or more samples; {count} came.");
        }

        this.source = source;
        this.name = name;
        Buffer = buffer;
        KnownCount = count;
        DataSet first = source.FirstOrDefault() ?? throw Empty();
        (InputSize, Targets, TargetSize, IsWeighted) = (first.InputSize, first.Targets, first.TargetSize, first.IsWeighted);
    }

    /// <summary>Samples held while they are shuffled.</summary>
    public int Buffer { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override TargetKind Targets { get; }

    /// <inheritdoc/>
    public override int TargetSize { get; }

    /// <inheritdoc/>
    public override bool IsWeighted { get; }

    /// <inheritdoc/>
    public override long? KnownCount { get; }

    /// <summary>Samples from blocks of the caller's own making.</summary>
    /// <param name="blocks">Enumerated once here, for its first block, and once an epoch: each time it must begin anew. An iterator method
    /// that opens a file does. Every block has samples of the same sizes.</param>
    /// <param name="buffer">Samples held while they are shuffled, 1 or more.</param>
    /// <param name="count">The number of samples, if it is known: progress then tells how much is left, and the schedule and the last batch
    /// are checked before the run.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The buffer or the count is below 1.</exception>
    /// <exception cref="DataFormatException">There is no block.</exception>
    public static SampleStream FromBlocks(
        IEnumerable<DataSet> blocks, int buffer = DefaultBuffer, long? count = null, string name = "blocks")
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return new(blocks, buffer, count, name);
    }

    /// <summary>Samples from a file of comma-separated numbers, as <see cref="DataSet.FromCsv(string, CsvFormat?)"/> reads it.</summary>
    /// <param name="path">The file; unpacked if it is gzip.</param>
    /// <param name="format">Separator, header, columns, scale; by default the last column is the label.</param>
    /// <param name="buffer">Samples held while they are shuffled, 1 or more.</param>
    /// <exception cref="DataFormatException">The first lines are malformed; what stands behind is found out where it is read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SampleStream FromCsv(string path, CsvFormat? format = null, int buffer = DefaultBuffer)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FromCsv(() => File.OpenRead(path), format, buffer, path);
    }

    /// <summary>As <see cref="FromCsv(string, CsvFormat?, int)"/>, from UTF-8 text that is opened anew for every epoch.</summary>
    /// <param name="open">Opens it; what it returns is disposed.</param>
    /// <param name="format">Separator, header, columns, scale; by default the last column is the label.</param>
    /// <param name="buffer">Samples held while they are shuffled, 1 or more.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="DataFormatException">The first lines are malformed; what stands behind is found out where it is read.</exception>
    public static SampleStream FromCsv(
        Func<Stream> open, CsvFormat? format = null, int buffer = DefaultBuffer, string name = "CSV")
    {
        ArgumentNullException.ThrowIfNull(open);
        return new(CsvBlocks(open, format ?? new CsvFormat(), name), buffer, null, name);
    }

    /// <summary>Images and labels from a pair of IDX files, as <see cref="DataSet.FromIdx(string, string, double)"/> reads them.</summary>
    /// <param name="imagesPath">Unsigned bytes, one axis or more; unpacked if it is gzip.</param>
    /// <param name="labelsPath">Unsigned bytes, one axis; unpacked if it is gzip.</param>
    /// <param name="scale">What a byte is multiplied by.</param>
    /// <param name="buffer">Samples held while they are shuffled, 1 or more.</param>
    /// <exception cref="DataFormatException">A file is of another kind, its length shows that it is truncated, or the counts differ; what
    /// is packed is found out where it is read.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static SampleStream FromIdx(string imagesPath, string labelsPath, double scale = 1.0 / 255, int buffer = DefaultBuffer)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        return FromIdx(() => File.OpenRead(imagesPath), () => File.OpenRead(labelsPath), scale, buffer, imagesPath, labelsPath);
    }

    /// <summary>As <see cref="FromIdx(string, string, double, int)"/>, from streams that are opened anew for every epoch.</summary>
    /// <param name="openImages">Opens the images; what it returns is disposed.</param>
    /// <param name="openLabels">Opens the labels; what it returns is disposed.</param>
    /// <param name="scale">What a byte is multiplied by.</param>
    /// <param name="buffer">Samples held while they are shuffled, 1 or more.</param>
    /// <param name="imagesName">What error messages call the images.</param>
    /// <param name="labelsName">What error messages call the labels.</param>
    /// <exception cref="DataFormatException">A stream is of another kind, its length shows that it is truncated, or the counts differ; what
    /// is packed is found out where it is read.</exception>
    public static SampleStream FromIdx(
        Func<Stream> openImages,
        Func<Stream> openLabels,
        double scale = 1.0 / 255,
        int buffer = DefaultBuffer,
        string imagesName = "images",
        string labelsName = "labels")
    {
        ArgumentNullException.ThrowIfNull(openImages);
        ArgumentNullException.ThrowIfNull(openLabels);
        DataSet.RequireScale(scale, nameof(scale));
        var files = new IdxBlocks(openImages, openLabels, scale, imagesName, labelsName);
        return new(files.Read(), buffer, files.Count(), imagesName);
    }

    /// <summary>Reads the source once, in its own order.</summary>
    /// <exception cref="DataFormatException">What is read is malformed, or a block has samples of other sizes than the first.</exception>
    public override IEnumerable<DataSet> Blocks()
    {
        long read = 0;
        foreach (DataSet block in source)
        {
            RequireAlike(block, read);
            read += block.Count;
            yield return block;
        }

        if (read == 0)
        {
            throw Empty();
        }

        if (KnownCount is long expected && read != expected)
        {
            throw new DataFormatException($"expected {expected} samples, as was declared; found {read}.", name);
        }
    }

    internal override IBatchFeed<T> Feed<T>(int batch, LastBatch lastBatch, ImageAugmentation? augmentation) =>
        new StreamFeed<T>(this, batch, lastBatch, augmentation);

    private static IEnumerable<DataSet> CsvBlocks(Func<Stream> open, CsvFormat format, string name)
    {
        using Stream file = open();
        using Stream content = GzipContent.Open(file, name);
        using var reader = new StreamReader(content, Encoding.UTF8);
        IEnumerable<DataSet> blocks = format.ElementType == ElementType.Float64
            ? new CsvReader<double>(format, name).ReadBlocks(reader, CsvBlockElements)
            : new CsvReader<float>(format, name).ReadBlocks(reader, CsvBlockElements);
        foreach (DataSet block in blocks)
        {
            yield return block;
        }
    }

    private DataFormatException Empty() => new(
        "expected samples; there is not one. Blocks are read anew for every epoch: can they be enumerated more than once?", name);

    private void RequireAlike(DataSet block, long before)
    {
        if ((block.InputSize, block.Targets, block.TargetSize, block.IsWeighted) != (InputSize, Targets, TargetSize, IsWeighted))
        {
            throw new DataFormatException(
                $"the block behind sample {before} has samples of {Sizes(block)}, the first block of {Sizes(this)}.", name);
        }
    }

    private static string Sizes(SampleSource samples) =>
        $"{samples.InputSize} inputs and {(samples.Targets == TargetKind.Labels ? "a label" : $"{samples.TargetSize} targets")}"
        + (samples.IsWeighted ? ", weighted" : "");
}
