using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>Kernels that are functions of the library with their sizes fixed.</summary>
internal static partial class LibraryKernels
{
    private static readonly Parameter Panels = new(ParameterType.Count, "panels");
    private static readonly Parameter PanelRows = new(ParameterType.Count, "panelRows");
    private static readonly Parameter Batch = new(ParameterType.Count, "batch");
    private static readonly Parameter Elements = new(ParameterType.Length, "elements");

    public static Kernel Pack(int width) => new LibraryKernel(
        Text($"Pack{width}"),
        "rows, padded",
        "DenseRows.Pack",
        false,
        new([Ref("inputs"), Parameter.Rows, Ref("x"), Text($"{width}"), Pitch(width)]));

    public static Kernel Transpose(Tensor weight) => new LibraryKernel(
        Text($"Transpose{weight.Rows}x{weight.Columns}"),
        "Wt = Wᵀ",
        "Transposition.Transpose",
        false,
        new([
            Ref("w"), Text($"{weight.Rows}"), Text($"{weight.Columns}"), Text($"{weight.Pitch}"), Ref("wt"), Pitch(weight.Rows),
        ]));

    public static Kernel Loss(LossFunction loss, int outputs)
    {
        bool takesLabels = loss.TakesLabels;
        string z = takesLabels || loss.TakesProbabilities ? "z" : "y";
        List<LibraryArgument> arguments =
        [
            Ref(z),
            Ref("d" + z),
            Parameter.Rows,
            Text($"{outputs}"),
            Pitch(outputs),
            takesLabels ? new Parameter(ParameterType.LabelReference, "labels") : Parameter.Reference("targets"),
            Ref("weights"),
            new Parameter(ParameterType.Element, "scale"),
        ];
        if (loss.Parameter is { } parameter)
        {
            arguments.Add(parameter);
        }

        if (takesLabels && loss.Parameter is not null)
        {
            arguments.Add(loss.ClassWeights is null ? LibraryArgument.Nothing : LibraryArgument.ClassWeights);
        }

        return new LibraryKernel(Text($"{loss.Name}{outputs}"), loss.Formula, "Losses." + loss.Name, true, new(arguments)) { Returns = true };
    }

    public static Kernel Softmax(int width) => new LibraryKernel(
        Text($"Softmax{width}"),
        "h = softmax z",
        "SoftmaxRows.Forward",
        true,
        new([Ref("z"), Parameter.Rows, Text($"{width}"), Pitch(width), Ref("h")]));

    public static Kernel SoftmaxGradient(int width, bool hasSkip) => new LibraryKernel(
        Text($"SoftmaxGradient{width}{(hasSkip ? "Skip" : "")}"),
        hasSkip ? "dz = skip + h ⊙ (dh − Σ dh·h)" : "dz = h ⊙ (dh − Σ dh·h)",
        "SoftmaxRows.Gradient",
        true,
        new([
            Ref("h"), Ref("dh"), Parameter.Rows, Text($"{width}"), Pitch(width), LibraryArgument.Optional(hasSkip, "skip"), Ref("dz"),
        ]));

    public static Kernel Add(double scale) => new LibraryKernel(
        "Add",
        scale == 1 ? "y = a + b" : Text($"y = a + {scale:R}·b"),
        "Sums.Add",
        true,
        new([Ref("a"), Ref("b"), scale, Elements, Ref("y"), Parameter.Share]));

    public static Kernel Scale(double scale) => new LibraryKernel(
        "Scale", Text($"y = {scale:R}·x"), "Sums.Scale", true, new([Ref("x"), scale, Elements, Ref("y"), Parameter.Share]));

    public static Kernel Join(int aWidth, int bWidth) => new LibraryKernel(
        Text($"Join{aWidth}And{bWidth}"),
        "y = [a, b]",
        "Columns.Join",
        true,
        new([
            Ref("a"), Text($"{aWidth}"), Pitch(aWidth), Ref("b"), Text($"{bWidth}"), Pitch(bWidth), Parameter.Rows, Ref("y"),
            Pitch(aWidth + bWidth), Parameter.Share,
        ]));

    public static Kernel Slice(int fromPitch, int first, int width, bool hasSkip) => new LibraryKernel(
        Text($"Slice{first}To{first + width}Of{fromPitch}{(hasSkip ? "Skip" : "")}"),
        Text($"dx = {(hasSkip ? "skip + " : "")}dy[{first}..{first + width}]"),
        "Columns.Slice",
        true,
        new([
            Ref("dy"), Text($"{fromPitch}"), Text($"{first}"), Parameter.Rows, LibraryArgument.Optional(hasSkip, "skip"), Ref("dx"),
            Text($"{width}"), Pitch(width), Parameter.Share,
        ]));

    public static Kernel Total(int width) => new LibraryKernel(
        Text($"Total{width}"),
        "total = Σ sums",
        "Columns.Total",
        true,
        new([Ref("sums"), Pitch(width), Ref("total"), Parameter.Accumulate]));

    public static Kernel Mask(DropoutOperation operation, int width, int bitsPitch, bool ofBlocks) => new LibraryKernel(
        Text($"{(ofBlocks ? "BlockMask" : "Mask")}{width}"),
        Text($"bits = random ≥ {operation.Rate:R}"),
        ofBlocks ? "DropoutMasks.FillBlocks" : "DropoutMasks.Fill",
        false,
        new([
            Ref("bits"),
            Text($"{bitsPitch}"),
            Parameter.Rows,
            Text($"{width}"),
            new Parameter(ParameterType.Counter, "seed"),
            new Parameter(ParameterType.Counter, "pass"),
            new Parameter(ParameterType.Count, "site"),
            new Parameter(ParameterType.Count, "firstSample"),
            Text($"{(uint)Math.Round(operation.Rate * 4294967296.0)}u"),
        ]));

    public static Kernel ColumnStatistics(int width) => new LibraryKernel(
        Text($"ColumnStatistics{width}"),
        "mean, Σ (x − mean)²",
        "ColumnNormalization.Statistics",
        true,
        new([Ref("x"), Parameter.Rows, Pitch(width), Ref("panel")]));

    public static Kernel CombineStatistics(NormalizeOperation operation, int width, int stride) => new LibraryKernel(
        Text($"CombineStatistics{width}"),
        Text($"mean, 1 / √(variance + {operation.Epsilon:R})"),
        "ColumnNormalization.Combine",
        true,
        new([
            Ref("panels0"), Text($"{stride}"), Panels, PanelRows, Batch, Text($"{width}"), Pitch(width), operation.Epsilon, Ref("statistics"),
        ]));

    public static Kernel Track(NormalizeOperation operation, int width) => new LibraryKernel(
        Text($"Track{width}"),
        Text($"running = {1 - operation.Momentum:R}·running + {operation.Momentum:R}·batch"),
        "ColumnNormalization.Track",
        true,
        new([
            Ref("statistics"), Batch, Text($"{width}"), Pitch(width), operation.Momentum, Ref("runningMean"), Ref("runningVariance"),
        ]));

    public static Kernel StoredStatistics(NormalizeOperation operation, int width) => operation.Source == StatisticsSource.Stored
        ? new LibraryKernel(
            Text($"StoredStatistics{width}"),
            "mean, 1 / deviation",
            "ColumnNormalization.FromDeviation",
            true,
            new([Ref("mean"), Ref("deviation"), Text($"{width}"), Pitch(width), Ref("statistics")]))
        : new LibraryKernel(
            Text($"RunningStatistics{width}"),
            Text($"mean, 1 / √(variance + {operation.Epsilon:R})"),
            "ColumnNormalization.FromRunning",
            true,
            new([
                Ref("runningMean"), Ref("runningVariance"), Text($"{width}"), Pitch(width), operation.Epsilon, Ref("statistics"),
            ]));

    public static Kernel RowStatistics(NormalizeOperation operation, int width) => new LibraryKernel(
        Text($"RowStatistics{width}"),
        operation.Source == StatisticsSource.Row
            ? Text($"mean, 1 / √(variance + {operation.Epsilon:R})")
            : Text($"0, 1 / √(mean x² + {operation.Epsilon:R})"),
        "RowNormalization.Statistics",
        true,
        new([
            Ref("x"), Parameter.Rows, Text($"{width}"), Pitch(width), operation.Epsilon, Centred(operation), Ref("statistics"),
        ]));

    public static Kernel CombineGradients(NormalizeOperation operation, int width, int stride) => new LibraryKernel(
        Text($"CombineGradients{width}{(operation.Gain is null ? "Plain" : "")}"),
        operation.Gain is null ? "mean du, mean du ⊙ x̂" : "mean du, mean du ⊙ x̂;  dγ = Σ du ⊙ x̂, dβ = Σ du",
        "ColumnNormalization.CombineGradients",
        true,
        new([
            Ref("panels0"), Text($"{stride}"), Panels, Batch, Pitch(width), Ref("means"),
            LibraryArgument.Optional(operation.Gain is not null, "dGain"), LibraryArgument.Optional(operation.Bias is not null, "dBias"),
            Parameter.Accumulate,
        ]));

    public static Kernel NormalizationGradient(NormalizationGradientStep step)
    {
        NormalizeOperation operation = step.Operation;
        bool hasSkip = step.Skip is not null;
        LibraryArgument gain = LibraryArgument.Optional(operation.Gain is not null, "gain");
        LibraryArgument skip = LibraryArgument.Optional(hasSkip, "skip");
        string options = (operation.Gain is null ? "Plain" : "") + (hasSkip ? "Skip" : "");
        string before = hasSkip ? "skip + " : "";
        bool isStored = step.Means is null;
        if (operation.OfRows)
        {
            return new LibraryKernel(
                Text($"NormalizeRowGradient{step.Width}{options}"),
                $"dx = {before}rstd · (g − mean g − x̂ · mean(g ⊙ x̂)), g = γ du",
                "RowNormalization.Gradient",
                true,
                new([
                    Ref("x"), Ref("du"), Parameter.Rows, Text($"{step.Width}"), Pitch(step.Width), Centred(operation), Ref("statistics"),
                    gain, skip, Ref("dx"),
                ]));
        }

        string formula = isStored ? $"dx = {before}rstd · du" : $"dx = {before}γ · rstd · (du − mean du − x̂ · mean(du ⊙ x̂))";
        if (operation.Image is { } image)
        {
            string name = Text($"{(isStored ? "Scale" : "Normalize")}ChannelsGradient{image.Pixels}x{image.Channels}{options}");
            return ChannelNormalizationGradient(operation, image, isStored, gain, skip, name, formula);
        }

        return new LibraryKernel(
            Text($"{(isStored ? "Scale" : "Normalize")}Gradient{step.Width}{options}"),
            formula,
            "ColumnNormalization.Gradient",
            true,
            new([
                Ref("x"), Ref("du"), Parameter.Rows, Pitch(step.Width), Ref("statistics"),
                LibraryArgument.Optional(!isStored, "means"), gain, skip, Ref("dx"),
            ]));
    }

    private static LibraryArgument Centred(NormalizeOperation operation) => operation.Source == StatisticsSource.Row ? "true" : "false";

    private static LibraryArgument Ref(string name) => Parameter.Reference(name);

    private static LibraryArgument Pitch(int columns) => Text($"{Layout.Pitch(columns)}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
