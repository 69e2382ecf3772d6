namespace Simd.Nets;

/// <summary>
/// Where the forward pass of training leaves an activation, for all samples of a batch: behind <paramref name="Offset"/> elements a sample
/// of the workspace. Samples lie in rows, or in blocks of 16 whose features each are 16 numbers side by side.
/// </summary>
/// <param name="Layer">The activation's name: <c>2.body.1</c>.</param>
/// <param name="Offset">Elements a sample held before its first.</param>
/// <param name="Pitch">Elements from sample to sample; in blocks, elements that each sample takes.</param>
/// <param name="Features">Elements of a sample.</param>
/// <param name="Channels">Units: all features, or the channels of an image, which lie side by side for each pixel.</param>
public sealed record ActivationEntry(string Layer, int Offset, int Pitch, int Features, int Channels)
{
    /// <summary>Whether samples lie in blocks.</summary>
    public bool OfBlocks { get; init; }

    /// <summary>Whether what is there is the argument of the activation, not its value.</summary>
    public bool IsArgument { get; init; }

    /// <summary>The share of elements that dropout did not make zero, where it works on the values in place.</summary>
    public double Kept { get; init; } = 1;
}
