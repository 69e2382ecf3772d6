using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>
/// A network's parameters and running statistics as a safetensors file, in PyTorch's names, shapes and order of elements; the metadata
/// holds the <see cref="Checksum"/> of each tensor's bytes.
/// </summary>
internal sealed class WeightFile<TNetwork, T>(NetworkRuntime<TNetwork, T> runtime)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Format = "weights 1";
    private const string ChecksumKey = "crc32c:";

    // PyTorch counts the batches that its batch normalisation saw.
    private const string Statistic = ".running_mean";
    private const string Counter = ".num_batches_tracked";

    private NetworkSchema Schema => runtime.Schema;

    private IEnumerable<(TensorEntry Tensor, bool IsState)> Tensors =>
        [.. Schema.Tensors.Select(tensor => (tensor, false)), .. Schema.StateTensors.Select(tensor => (tensor, true))];

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path)
    {
        var stored = new List<StoredTensor>();
        foreach ((TensorEntry tensor, _) in Tensors)
        {
            long begin = stored.Count == 0 ? 0 : stored[^1].End;
            long size = (long)tensor.Count * Unsafe.SizeOf<T>();
            long[] shape = [.. tensor.Shape.ToArray().Select(length => (long)length)];
            stored.Add(new(tensor.Name, StoredTensor.TypeOf<T>(), shape, begin, begin + size));
        }

        AtomicFile.Write(path, handle => Write(handle, stored));
    }

    /// <summary>Takes the tensors over from a file, all of them or, if anything is wrong, none.</summary>
    public void Read(FileBytes bytes, string file, Func<string, string>? names)
    {
        (TensorEntry Tensor, bool IsState, string Name)[] expected =
            [.. Tensors.Select(each => (each.Tensor, each.IsState, names is null ? each.Tensor.Name : names(each.Tensor.Name)))];
        HashSet<string> known = [];
        foreach ((TensorEntry tensor, _, string name) in expected)
        {
            if (name is null || !known.Add(name))
            {
                string given = name is null ? "none" : $"'{name}'";
                throw new ArgumentException($"names must give every tensor a name of its own; for {tensor.Name} it gives {given}.", nameof(names));
            }
        }

        known.UnionWith(known.Where(name => name.EndsWith(Statistic, StringComparison.Ordinal))
            .Select(name => name[..^Statistic.Length] + Counter).ToArray());
        string all = Shown(expected.Select(each => each.Name));
        SafetensorsHeader header = SafetensorsHeader.Read(bytes, file, (read, name) =>
        {
            RequireFormat(read, file);
            return known.Contains(name) ? null : $"{Schema.Name} has no tensor of this name; it has {all}.";
        });
        RequireFormat(header, file);
        foreach ((TensorEntry tensor, _, string name) in expected)
        {
            StoredTensor stored = header.Tensors.GetValueOrDefault(name) ?? throw new NetworkFileException(
                $"expected it, of the shape {Shape(tensor)}, for {Schema.Name}; the file has {Shown(header.Tensors.Keys)}.", file, name);
            if (!stored.Shape.SequenceEqual(tensor.Shape.ToArray().Select(length => (long)length)) || !stored.Fits<T>())
            {
                throw new NetworkFileException(
                    $"expected {StoredTensor.TypeOf<T>()} {Shape(tensor)} (or a type that it holds exactly) for {Schema.Name}; found {stored}.",
                    file,
                    name);
            }

            RequireChecksum(header, stored, bytes, file);
        }

        foreach ((TensorEntry tensor, bool isState, string name) in expected)
        {
            ReadOnlySpan<T> values = header.Tensors[name].Read<T>(bytes, header.Start);
            new DenseTensor(tensor).Scatter(values, isState ? runtime.State : runtime.Parameters);
        }

        runtime.ForgetPasses();
    }

    // The header's length does not depend on the checksums, which are known when all else is written.
    private void Write(SafeFileHandle handle, List<StoredTensor> stored)
    {
        var metadata = new List<KeyValuePair<string, string>>
        {
            new("format", "pt"),
            new(FileFormat.Key, Format),
            new("network", Schema.Name),
        };
        int fixedEntries = metadata.Count;
        metadata.AddRange(stored.Select(tensor => KeyValuePair.Create(ChecksumKey + tensor.Name, new string('0', 2 * Checksum.Size))));
        long at = SafetensorsHeader.Write(stored, metadata).Length;
        var checksum = new Checksum();
        int index = fixedEntries;
        foreach ((TensorEntry tensor, bool isState) in Tensors)
        {
            var dense = new DenseTensor(tensor);
            long start = at;
            checksum.Append(dense.Parts, part => Write(handle, dense, isState, part, start));
            at += (long)tensor.Count * Unsafe.SizeOf<T>();
            metadata[index] = new(metadata[index].Key, Convert.ToHexStringLower(checksum.Finish()));
            index++;
        }

        RandomAccess.Write(handle, SafetensorsHeader.Write(stored, metadata), 0);
    }

    private Checksum Write(SafeFileHandle handle, DenseTensor tensor, bool isState, int part, long start)
    {
        (int first, int count) = tensor.RowsOf(part);
        T[] buffer = ArrayPool<T>.Shared.Rent(count * tensor.Columns);
        Span<T> rows = buffer.AsSpan(0, count * tensor.Columns);
        tensor.Gather(isState ? runtime.State : runtime.Parameters, first, rows);
        var checksum = new Checksum();
        FileFormat.Write<T>(handle, rows, start + ((long)first * tensor.Columns * Unsafe.SizeOf<T>()), checksum);
        ArrayPool<T>.Shared.Return(buffer);
        return checksum;
    }

    private static void RequireFormat(SafetensorsHeader header, string file)
    {
        if (header.Metadata.TryGetValue(FileFormat.Key, out string? format) && format != Format)
        {
            throw new NetworkFileException(
                $"expected '{Format}'; found '{NetworkFileException.Shown(format)}': "
                + (format.StartsWith("checkpoint", StringComparison.Ordinal)
                    ? "a checkpoint is read by Trainer.Resume."
                    : "it was written by another version of Simd.Nets."),
                file);
        }
    }

    // Files of others have no checksums. Ours have one for each tensor.
    private static void RequireChecksum(SafetensorsHeader header, StoredTensor stored, FileBytes bytes, string file)
    {
        if (!header.Metadata.TryGetValue(ChecksumKey + stored.Name, out string? expected))
        {
            if (header.Metadata.ContainsKey(FileFormat.Key))
            {
                throw new NetworkFileException($"expected its checksum in the metadata, as '{ChecksumKey}{stored.Name}'; there is none.", file, stored.Name);
            }

            return;
        }

        string actual = Convert.ToHexStringLower(FileFormat.Sum(bytes, header.Start + stored.Begin, header.Start + stored.End));
        if (actual != expected)
        {
            throw new NetworkFileException(
                $"expected bytes with the checksum {NetworkFileException.Shown(expected)}; theirs is {actual}: the file is damaged.", file, stored.Name);
        }
    }

    private static string Shape(TensorEntry tensor) => $"[{string.Join(", ", tensor.Shape.ToArray())}]";

    private static string Shown(IEnumerable<string> names)
    {
        string[] first = [.. names.Take(12).Select(NetworkFileException.Shown)];
        return first.Length == 0 ? "none" : string.Join(", ", first) + (first.Length == 12 ? ", …" : "");
    }
}
