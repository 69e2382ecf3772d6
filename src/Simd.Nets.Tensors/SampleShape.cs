using System.Numerics;
using System.Numerics.Tensors;

namespace Simd.Nets.Tensors;

/// <summary>
/// What tensors of a network look like: the batch first, then a sample. Of a sample, dimensions of length 1 count for nothing, since they
/// change nothing about where its elements lie.
/// </summary>
internal static class SampleShape
{
    /// <summary>That inputs are a batch of samples as the network declares them.</summary>
    /// <returns>The batch.</returns>
    public static int RequireInputs<TNetwork, T>(ReadOnlySpan<nint> lengths, string parameter)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int features = TNetwork.Schema.InputSize;
        ImageShape? image = Declared<TNetwork, T>.Image;
        bool fits = image is { } shape
            ? IsBatchOf(lengths, features) || IsBatchOf(lengths, shape.Height, shape.Width, shape.Channels)
            : lengths.Length > 1 && TensorPrimitives.Product(lengths[1..]) == features;
        return fits && IsBatch(lengths[0], features)
            ? (int)lengths[0]
            : throw new ArgumentException(
                $"{parameter} of {TNetwork.Schema.Name} must be {Expected(features, image)}, of one or more samples; "
                + $"it is {Shown(lengths)}{Advice(lengths, features, image)}.",
                parameter);
    }

    /// <summary>That there is a row for each sample.</summary>
    public static void RequireRows(ReadOnlySpan<nint> lengths, int batch, int columns, string parameter)
    {
        if (!IsBatchOf(lengths, columns) || lengths[0] != batch)
        {
            throw new ArgumentException(
                $"{parameter} must be [{batch}{(columns == 1 ? "" : $", {columns}")}] for these inputs; it is {Shown(lengths)}.", parameter);
        }
    }

    // An array's elements are the most that a pass can read.
    private static bool IsBatch(nint batch, int features) => batch > 0 && batch <= Array.MaxLength / features;

    private static bool IsBatchOf(ReadOnlySpan<nint> lengths, params ReadOnlySpan<nint> sample)
    {
        if (lengths.IsEmpty)
        {
            return false;
        }

        int at = 1;
        foreach (int length in sample)
        {
            if (length == 1)
            {
                continue;
            }

            while (at < lengths.Length && lengths[at] == 1)
            {
                at++;
            }

            if (at == lengths.Length || lengths[at++] != length)
            {
                return false;
            }
        }

        return !lengths[at..].ContainsAnyExcept(1);
    }

    private static string Expected(int features, ImageShape? image) => image switch
    {
        null => $"[batch, {features}], or more dimensions of {features} elements in all",
        { Height: 1 } steps => $"[batch, {steps.Width}, {steps.Channels}] (steps, channels) or [batch, {features}]",
        { } shape => $"[batch, {shape.Height}, {shape.Width}, {shape.Channels}] (rows, columns, channels) or [batch, {features}]",
    };

    private static string Advice(ReadOnlySpan<nint> lengths, int features, ImageShape? image) =>
        image is { } shape && IsBatchOf(lengths, shape.Channels, shape.Height, shape.Width)
            ? ": planar images are turned round by Images.FromPlanar"
        : !lengths.IsEmpty && TensorPrimitives.Product(lengths) == features
            ? ": of one sample, too, the first dimension is the batch"
        : "";

    private static string Shown(ReadOnlySpan<nint> lengths) => $"[{string.Join(", ", lengths.ToArray())}]";

    private static class Declared<TNetwork, T>
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly ImageShape? Image = TNetwork.Declaration.OfType<InputLayer>().FirstOrDefault()?.Image;
    }
}
