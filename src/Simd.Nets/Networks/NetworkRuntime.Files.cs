namespace Simd.Nets;

public sealed partial class NetworkRuntime<TNetwork, T>
{
    /// <summary>
    /// Writes parameters and running statistics to a safetensors file, which PyTorch and others read: names, shapes and order of elements
    /// are PyTorch's, the metadata holds a checksum of each tensor. The file is there whole or not at all, and is on the disk when this
    /// returns.
    /// </summary>
    /// <param name="path">Where; a file that is there is replaced.</param>
    /// <exception cref="IOException">It cannot be written, or is being written by another; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        new WeightFile<TNetwork, T>(this).Write(path);
    }

    /// <summary>A network with the parameters and running statistics of a safetensors file; its <see cref="RandomSeed"/> is 0.</summary>
    /// <param name="path">A file that <see cref="Save"/> or another framework wrote.</param>
    /// <exception cref="NetworkFileException">The file is damaged, or of another network.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static NetworkRuntime<TNetwork, T> Load(string path)
    {
        var loaded = new NetworkRuntime<TNetwork, T>();
        loaded.LoadWeights(path);
        return loaded;
    }

    /// <summary>
    /// Takes over parameters and running statistics from a safetensors file: exactly the network's tensors, in PyTorch's names and shapes,
    /// of its element type or one that this holds exactly (F16, BF16, F32). PyTorch's <c>num_batches_tracked</c> may be there and counts for
    /// nothing. What waits for its <see cref="Backward"/> or its step is forgotten, as in <see cref="CopyFrom"/>.
    /// </summary>
    /// <param name="path">A file that <see cref="Save"/> or another framework wrote; it is mapped into memory.</param>
    /// <param name="names">What the file calls a tensor of the network; null where the names are the same.</param>
    /// <exception cref="ArgumentException"><paramref name="names"/> gives a tensor no name, or two the same.</exception>
    /// <exception cref="NetworkFileException">The file is damaged, or of another network; this one is as it was.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public void LoadWeights(string path, Func<string, string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        MappedFile.Read(path, bytes => new WeightFile<TNetwork, T>(this).Read(bytes, path, names));
    }

    /// <summary>As <see cref="LoadWeights(string, Func{string, string}?)"/>, from a file's bytes, which may be an embedded resource.</summary>
    /// <param name="file">All bytes of a safetensors file.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="names">What the file calls a tensor of the network; null where the names are the same.</param>
    /// <exception cref="ArgumentException"><paramref name="names"/> gives a tensor no name, or two the same.</exception>
    /// <exception cref="NetworkFileException">The bytes are damaged, or of another network; this one is as it was.</exception>
    public void LoadWeights(ReadOnlySpan<byte> file, string name = "safetensors", Func<string, string>? names = null) =>
        MappedFile.Read(file, bytes => new WeightFile<TNetwork, T>(this).Read(bytes, name, names));
}
