using System.Collections.Generic;
using System.Globalization;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>
/// A convolution by minimal filtering: tiles are transformed, multiplied at each of 16 points by a convolution of one tap, and transformed
/// back, a run of tiles at a time.
/// </summary>
/// <param name="Product">The convolution of one tap.</param>
internal sealed record WinogradKernel(string Name, string Formula, Kernel Product) : ProductKernel(Name, Formula)
{
    public override IEnumerable<Kernel> Used => [Product];

    public override IEnumerable<Parameter> Parameters => [.. base.Parameters, Parameter.Convolution, Parameter.Run, Parameter.Reference("scratch"), Parameter.Share];

    protected override Parameter Extent => Parameter.Blocks;

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>Where minimal filtering is worth it, and what it needs.</summary>
internal static class WinogradKernels
{
    /// <summary>Points of a transformed tile.</summary>
    public const int Points = 16;

    /// <summary>Cycles that the transforms of a tile take for an input or output channel, against one for a product: measured.</summary>
    private const int TransformCycles = 80;

    private const int TilePixels = 4;

    /// <summary>Elements of a run of tiles, before and behind the products.</summary>
    private const int RunLength = 96 * 1024;

    /// <summary>Tiles that fill the products' register tiles.</summary>
    private const int LeastRun = 4;

    /// <summary>Whether it is less work than a direct convolution: channels enough, and a window that fits.</summary>
    public static bool Wins(ConvolutionOperation operation) => Fits(operation)
        && operation.From.Channels >= TilePixels
        && operation.To.Channels >= TilePixels
        && Filtered(operation) < Direct(operation);

    /// <summary>Whether it is by minimal filtering and why, in words.</summary>
    public static string Way(ConvolutionOperation operation)
    {
        double share = (double)Filtered(operation) / Direct(operation);
        return Wins(operation) ? Text($"Winograd F(2×2, 3×3), {share:0.00} of a direct one's work; weight gradient direct")
            : Fits(operation) ? Text($"direct; Winograd would take {share:0.00} of its work")
            : "direct";
    }

    /// <summary>Products of vectors that a block takes, one way or the other.</summary>
    public static double LeastWork(ConvolutionOperation operation) => Wins(operation) ? Filtered(operation) : Direct(operation);

    private static bool Fits(ConvolutionOperation operation) => operation is
    {
        Groups: 1,
        Rows: { Window: 3, Stride: 1, Dilation: 1, Before: <= 2, After: <= 2 },
        Columns: { Window: 3, Stride: 1, Dilation: 1, Before: <= 2, After: <= 2 },
    };

    /// <summary>Tiles of an image.</summary>
    public static int Tiles(ConvolutionOperation operation) => Half(operation.To.Height) * Half(operation.To.Width);

    private static long Direct(ConvolutionOperation operation) => (long)operation.To.Pixels * operation.Weight.Rows * operation.Weight.Columns;

    private static long Filtered(ConvolutionOperation operation)
    {
        long inputs = operation.From.Channels;
        long outputs = operation.To.Channels;
        return Tiles(operation) * ((Points * inputs * outputs) + (TransformCycles * (inputs + outputs)));
    }

    /// <summary>Tiles of a row that are transformed at once: so many that what lies before and behind the products stays in the second-level
    /// cache, in runs of about the same length.</summary>
    public static int Run(ConvolutionOperation operation)
    {
        int tiles = Half(System.Math.Max(operation.From.Width, operation.To.Width));
        int most = System.Math.Max(LeastRun, RunLength / (Points * (operation.From.Channels + operation.To.Channels) * Layout.Granule));
        int runs = (tiles + most - 1) / most;
        return (tiles + runs - 1) / runs;
    }

    /// <summary>Elements for a run of tiles, before and behind the products, and between their points.</summary>
    public static int ScratchLength(ConvolutionOperation operation) => Points * Layout.Granule
        * ((Run(operation) * (operation.From.Channels + operation.To.Channels)) + 2);

    /// <summary>Elements of the transformed weights.</summary>
    public static int WeightsLength(int depth, int columns) => Points * depth * Layout.Pitch(columns);

    /// <summary>Whether its last transform can do what stands behind the product.</summary>
    public static bool Does(PointwiseFunction? function) => function is null || function == PointwiseFunction.Relu;

    /// <summary>What a direct convolution does, by filtered tiles.</summary>
    public static WinogradKernel Of(ConvolutionKernel direct, Kernel product) => new("Winograd" + direct.Name, direct.Formula, product)
    {
        HasBias = direct.HasBias,
        Function = direct.Function,
        Derivative = direct.Derivative,
        HasSkip = direct.HasSkip,
        Scale = direct.Scale,
    };

    /// <summary>The convolution of one tap that multiplies at a point.</summary>
    public static Kernel Product(int outputs)
    {
        int channels = ConvolutionKernels.TileChannels(outputs);
        return new ConvolutionKernel(Text($"Convolution{channels}NoBias"), "z = x∗W", channels);
    }

    /// <summary>Transformed weights; the transposed ones with their taps from last to first.</summary>
    public static Kernel Weights(ConvolutionOperation operation, bool isTransposed)
    {
        Tensor weight = operation.Weight;
        int inputs = operation.From.Channels;
        int outputs = operation.To.Channels;
        (int depth, int columns) = isTransposed ? (outputs, inputs) : (inputs, outputs);
        (int perTap, int perSource) = isTransposed ? (inputs, Layout.Pitch(weight.Rows)) : (inputs * weight.Pitch, weight.Pitch);
        return new LibraryKernel(
            Text($"WinogradWeights{depth}x{columns}{(isTransposed ? "Flipped" : "")}"),
            "u = G g Gᵀ",
            "Winograd.TransformWeights",
            true,
            new([
                Parameter.Reference("w"), Text($"{perTap}"), Text($"{perSource}"), isTransposed ? "true" : "false", Text($"{depth}"),
                Text($"{columns}"), Parameter.Reference("u"), Text($"{Layout.Pitch(columns)}"),
            ]));
    }

    /// <summary>How it lies; the gradient of the inputs is a convolution of the outputs with what padding the other one lacks.</summary>
    public static Operand Shape(ConvolutionOperation operation, bool isTransposed)
    {
        (ImageShape from, ImageShape to) = isTransposed ? (operation.To, operation.From) : (operation.From, operation.To);
        (int top, int left) = isTransposed
            ? (2 - operation.Rows.Before, 2 - operation.Columns.Before)
            : (operation.Rows.Before, operation.Columns.Before);
        return new(OperandKind.Convolution)
        {
            Numbers = new([
                0, from.Height, from.Width, from.Channels, to.Height, to.Width, to.Channels, 3, 3, 1, 1, 1, 1, top, left, 0, 1,
                Layout.Pitch(to.Channels),
            ]),
        };
    }

    private static int Half(int size) => (size + 1) / 2;

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
