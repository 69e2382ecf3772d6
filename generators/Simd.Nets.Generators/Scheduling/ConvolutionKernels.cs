using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Lowering;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>
/// A convolution over blocks of samples, forward or as the gradient of its inputs: every number of an output pixel is a sum of numbers of
/// source pixels times weights, plus a skip, through a function. Sizes come when it runs, so that one kernel serves all layers of a kind.
/// </summary>
/// <param name="Channels">Output channels that a tile has; a layer has so many or more.</param>
internal sealed record ConvolutionKernel(string Name, string Formula, int Channels) : ProductKernel(Name, Formula)
{
    protected override Parameter Extent => Parameter.Blocks;

    public override IEnumerable<Parameter> Parameters => [.. base.Parameters, Parameter.Convolution, Parameter.Share];

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The gradient of a convolution's weights.</summary>
/// <param name="Inputs">Rows of the matrix that a tile has at most.</param>
/// <param name="Channels">Output channels that a tile has; a layer has so many or more.</param>
internal sealed record ConvolutionGradientKernel(string Name, string Formula, int Inputs, int Channels) : Kernel(Name, Formula)
{
    public override IEnumerable<Parameter> Parameters =>
    [
        Parameter.Reference("x"), Parameter.Reference("dz"), Parameter.Blocks, Parameter.Reference("dw"), Parameter.Convolution,
        Parameter.Accumulate, Parameter.Share,
    ];

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The kernels of convolutions, and the numbers they run with.</summary>
internal static class ConvolutionKernels
{
    /// <summary>Channels of a tile at most: with three pixels they fill the sums' registers of the widest target.</summary>
    private const int MostChannels = 8;

    /// <summary>How a layer is computed and why, in words.</summary>
    public static string Way(ConvolutionOperation operation)
    {
        int forward = TileChannels(operation.To.Channels / operation.Groups);
        int backward = TileChannels(operation.From.Channels / operation.Groups);
        string kind = operation.Weight.Window is { Height: 1, Width: 1 } ? "a product of pixels" : WinogradKernels.Way(operation);
        return Text($"{kind}; 16 samples in the lanes, channel tiles of {forward} forward, {backward} backward");
    }

    public static ConvolutionKernel Forward(AffineStep step)
    {
        var operation = (ConvolutionOperation)step.Operation;
        int channels = TileChannels(operation.To.Channels / operation.Groups);
        bool bias = operation.Bias is not null || step.Folded is not null;
        string product = bias ? "x∗W + b" : "x∗W";
        string formula = (step.Function, step.Skip) switch
        {
            ({ } function, null) => $"h = {function.Of(product)}",
            ({ } function, { Scale: var scale }) => $"h = {function.Of(Text($"skip + {scale:R}·({product})"))}",
            (_, { Scale: 1 }) => $"y = skip + {product}",
            (_, { Scale: var scale }) => Text($"y = skip + {scale:R}·({product})"),
            _ => $"z = {product}",
        };
        string name = Text($"Convolution{channels}{step.Function?.Name}{(bias ? "" : "NoBias")}{(step.Skip is null ? "" : "Skip")}");
        return new ConvolutionKernel(name, formula, channels)
        {
            HasBias = bias,
            Function = step.Function,
            HasSkip = step.Skip is not null,
            Scale = step.Skip?.Scale ?? 1,
        };
    }

    public static ConvolutionKernel InputGradient(InputGradientStep step)
    {
        var operation = (ConvolutionOperation)step.Operation;
        int channels = TileChannels(operation.From.Channels / operation.Groups);
        string formula = step switch
        {
            { Function: { } function } => $"dz = (dy∗Wᵀ) ⊙ {function.Name.ToLowerInvariant()}'",
            { Skip: not null } => "dx = skip + dy∗Wᵀ",
            _ => "dx = dy∗Wᵀ",
        };
        string name = Text($"ConvolutionInputGradient{channels}{step.Function?.Name}{(step.Skip is null ? "" : "Skip")}");
        return new ConvolutionKernel(name, formula, channels) { Derivative = step.Function, HasSkip = step.Skip is not null };
    }

    public static Kernel WeightGradient(ConvolutionOperation operation)
    {
        int depth = operation.Weight.Window!.Channels * (IsMerged(operation) ? operation.Weight.Window.Width : 1);
        (int inputs, int channels) = TileNest.OfGradient(depth, operation.To.Channels / operation.Groups);
        return new ConvolutionGradientKernel(Text($"ConvolutionWeightGradient{inputs}x{channels}"), "dW = x∗dz", inputs, channels);
    }

    /// <summary>Forward and for the gradient of the weights: the arguments of <c>ConvolutionShape.Forward</c>.</summary>
    public static Operand Shape(ConvolutionOperation operation) => Shape(operation, isTransposed: false, operation.Weight.Pitch);

    /// <summary>For the gradient of the inputs, by the transposed weights.</summary>
    public static Operand TransposedShape(ConvolutionOperation operation) =>
        Shape(operation, isTransposed: true, Layout.Pitch(operation.Weight.Rows));

    private static Operand Shape(ConvolutionOperation operation, bool isTransposed, int pitch) => new(OperandKind.Convolution)
    {
        Numbers = new([
            isTransposed ? 1 : 0,
            operation.From.Height, operation.From.Width, operation.From.Channels,
            operation.To.Height, operation.To.Width, operation.To.Channels,
            operation.Rows.Window, operation.Columns.Window,
            operation.Rows.Stride, operation.Columns.Stride,
            operation.Rows.Dilation, operation.Columns.Dilation,
            operation.Rows.Before, operation.Columns.Before,
            operation.Columns.After,
            operation.Groups,
            pitch,
        ]),
    };

    // Taps of a row of the window lie side by side as its channels do, and no position reaches over the border.
    private static bool IsMerged(ConvolutionOperation operation) => operation is { Groups: 1, Columns: { Dilation: 1, Before: 0, After: 0 } };

    /// <summary>Of 5 to 8, what wastes least on the last tile, which overlaps the one before it; of equal ones the largest.</summary>
    public static int TileChannels(int channels) => channels <= MostChannels
        ? channels
        : Enumerable.Range(5, MostChannels - 4).OrderBy(tile => ((channels + tile - 1) / tile * tile * 64) - tile).First();

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
