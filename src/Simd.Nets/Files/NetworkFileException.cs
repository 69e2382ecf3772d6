namespace Simd.Nets;

/// <summary>A file of weights or a checkpoint is damaged, or does not fit the network or the trainer. The message names the file, the tensor
/// where there is one, what was expected and what came; network and trainer are as they were.</summary>
public sealed class NetworkFileException : FormatException
{
    /// <summary>An error in a file as a whole, or in one of its tensors.</summary>
    /// <param name="problem">What was expected and what came.</param>
    /// <param name="file">The file's path, or what its bytes are called.</param>
    /// <param name="tensor">The tensor, by its name in the file.</param>
    /// <param name="cause">What the reader met, if it was an exception.</param>
    public NetworkFileException(string problem, string file, string? tensor = null, Exception? cause = null)
        : base(tensor is null ? $"{file}: {problem}" : $"{file}, tensor '{Shown(tensor)}': {problem}", cause)
    {
        File = file;
        Tensor = tensor;
    }

    /// <summary>The file's path, or what its bytes are called.</summary>
    public string File { get; }

    /// <summary>The tensor, by its name in the file; null where the file as a whole is meant.</summary>
    public string? Tensor { get; }

    /// <summary>A text from a file, cut so that it can stand in a message.</summary>
    internal static string Shown(string text) => text.Length <= 80 ? text : $"{text[..80]}…";
}
