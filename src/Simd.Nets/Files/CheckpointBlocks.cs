using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>The arrays of a checkpoint, visited in the same order whatever is done with them.</summary>
internal interface ICheckpointBlocks
{
    /// <summary>An array whose length is known.</summary>
    void Visit<TElement>(string name, Span<TElement> values)
        where TElement : unmanaged;

    /// <summary>An array whose length the file tells; what comes is replaced where the file is read.</summary>
    void Visit<TElement>(string name, ref TElement[] values)
        where TElement : unmanaged;
}

/// <summary>Finds out where arrays will be.</summary>
internal sealed class CheckpointLayout : ICheckpointBlocks
{
    public List<StoredTensor> Tensors { get; } = [];

    public void Visit<TElement>(string name, Span<TElement> values)
        where TElement : unmanaged
    {
        long begin = Tensors.Count == 0 ? 0 : Tensors[^1].End;
        string type = StoredTensor.TypeOf<TElement>();
        Tensors.Add(new(name, type, [values.Length], begin, begin + ((long)values.Length * StoredTensor.SizeOf(type))));
    }

    public void Visit<TElement>(string name, ref TElement[] values)
        where TElement : unmanaged => Visit(name, values.AsSpan());
}

/// <summary>Writes arrays one behind the other.</summary>
internal sealed class CheckpointWriter(SafeFileHandle handle, long start, Checksum checksum) : ICheckpointBlocks
{
    /// <summary>Behind what was written.</summary>
    public long Position { get; private set; } = start;

    public void Visit<TElement>(string name, Span<TElement> values)
        where TElement : unmanaged => Position = FileFormat.Write<TElement>(handle, values, Position, checksum);

    public void Visit<TElement>(string name, ref TElement[] values)
        where TElement : unmanaged => Visit(name, values.AsSpan());
}

/// <summary>Makes sure that the file has exactly the arrays that are visited, or copies them.</summary>
internal sealed class CheckpointReader(SafetensorsHeader header, FileBytes bytes, string file, bool copies) : ICheckpointBlocks
{
    private readonly HashSet<string> visited = [CheckpointFile.ChecksumName];

    public void Visit<TElement>(string name, Span<TElement> values)
        where TElement : unmanaged
    {
        ReadOnlySpan<TElement> stored = Find<TElement>(name);
        if (stored.Length != values.Length)
        {
            throw new NetworkFileException(
                $"expected {values.Length} elements; found {stored.Length}: the trainer that was saved had other options (of its optimizer, say).",
                file,
                name);
        }

        if (copies)
        {
            stored.CopyTo(values);
        }
    }

    public void Visit<TElement>(string name, ref TElement[] values)
        where TElement : unmanaged => values = Find<TElement>(name).ToArray();

    /// <summary>That there was nothing else.</summary>
    public void RequireEnd()
    {
        if (header.Tensors.Keys.FirstOrDefault(name => !visited.Contains(name)) is { } name)
        {
            throw new NetworkFileException(
                "the trainer has no room for it: give it the options that the saved one had (WeightAverage, NonFinitePolicy), then resume.",
                file,
                name);
        }
    }

    private ReadOnlySpan<TElement> Find<TElement>(string name)
        where TElement : unmanaged
    {
        string type = StoredTensor.TypeOf<TElement>();
        visited.Add(name);
        StoredTensor stored = header.Tensors.GetValueOrDefault(name) ?? throw new NetworkFileException(
            "expected it; the file has none: the trainer that was saved had other options (WeightAverage, NonFinitePolicy).", file, name);
        return stored.Type == type
            ? bytes.Span<TElement>(header.Start + stored.Begin, stored.Count<TElement>())
            : throw new NetworkFileException($"expected elements of {type}; found {stored}.", file, name);
    }
}
