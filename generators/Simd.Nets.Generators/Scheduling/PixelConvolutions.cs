using System;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>
/// Inference of few samples: the channels of a pixel in the lanes, where 16 samples side by side would leave most lanes without one.
/// </summary>
internal static class PixelConvolutions
{
    /// <summary>The work of copying into padding, and of loads that more samples would share, as a share of the
    /// products: measured on the ladder.</summary>
    private const double Overhead = .5;

    /// <summary>
    /// So many samples take less work this way than a block does: 0 where some convolution has groups of several channels.
    /// </summary>
    public static int MostSamples(NetworkGraph graph)
    {
        ConvolutionOperation[] convolutions = [.. graph.Operations.OfType<ConvolutionOperation>()];
        if (convolutions.Length == 0 || convolutions.Any(operation => operation.Groups > 1 && !IsDepthwise(operation)))
        {
            return 0;
        }

        double ofBlock = convolutions.Sum(WinogradKernels.LeastWork);
        double ofSample = convolutions.Sum(operation =>
            (1 + Overhead) * WorkOfChannel(operation) * Layout.Pitch(operation.To.Channels) / Layout.Granule);
        return (int)Math.Min(Layout.Granule - 1, ofBlock / ofSample);
    }

    /// <summary>Elements of a sample within its padding, or of its transformed tiles and their products.</summary>
    public static int ScratchLength(ConvolutionOperation operation) => WinogradKernels.Wins(operation)
        ? WinogradKernels.Tiles(operation) * WinogradKernels.Points * (Layout.Pitch(operation.From.Channels) + Layout.Pitch(operation.To.Channels))
        : Reach(operation.Rows) * Reach(operation.Columns) * Layout.Pitch(operation.From.Channels);

    public static Kernel Forward(AffineStep step)
    {
        var operation = (ConvolutionOperation)step.Operation;
        ConvolutionKernel blocks = ConvolutionKernels.Forward(step);
        string way = IsDepthwise(operation) ? "Depthwise" : IsFiltered(step) ? "Winograd" : "Direct";
        return new LibraryKernel(
            $"PixelConvolution{way}{step.Function?.Name}{(blocks.HasBias ? "" : "NoBias")}{(blocks.HasSkip ? "Skip" : "")}",
            blocks.Formula,
            "PixelConvolution." + way,
            true,
            new([
                Parameter.Reference("x"), Parameter.Rows, Parameter.Convolution, Parameter.Reference("w"),
                LibraryArgument.Optional(blocks.HasBias, "b"), LibraryArgument.Optional(blocks.HasSkip, "skip"), blocks.Scale,
                step.Function is null ? "false" : "true", Parameter.Reference("y"), Parameter.Reference("scratch"),
            ]));
    }

    /// <summary>From when on a block is less work, in words.</summary>
    public static string Way(int mostSamples) => mostSamples == 0
        ? "inference: 16 samples in the lanes"
        : string.Format(
            CultureInfo.InvariantCulture, "inference: up to {0} samples one by one, their channels in the lanes; more as above", mostSamples);

    /// <summary>Whether it is by minimal filtering: wherever a block is, so that a sample is predicted alike alone and among others.</summary>
    public static bool IsFiltered(AffineStep step) =>
        WinogradKernels.Wins((ConvolutionOperation)step.Operation) && WinogradKernels.Does(step.Function);

    // A run of source numbers that lie side by side takes as long to begin as to go a step; padding of pixels breaks it at each tap.
    private static double WorkOfChannel(ConvolutionOperation operation)
    {
        double work = WinogradKernels.LeastWork(operation) / operation.To.Channels;
        bool isWhole = operation.From.Channels == Layout.Pitch(operation.From.Channels) && operation.Columns.Dilation == 1;
        int runs = operation.Rows.Window * (isWhole ? 1 : operation.Columns.Window);
        return WinogradKernels.Wins(operation) ? work : work + ((double)operation.To.Pixels * runs);
    }

    private static bool IsDepthwise(ConvolutionOperation operation) =>
        operation.Groups == operation.From.Channels && operation.Groups == operation.To.Channels;

    private static int Reach(WindowAxis axis) => (int)(((axis.Positions - 1L) * axis.Stride) + axis.Span);
}
