using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <content>Of images.</content>
internal static partial class LibraryKernels
{
    public static Kernel PackBlocks(int features) => new LibraryKernel(
        Text($"PackBlocks{features}"),
        "16 samples side by side",
        "SampleBlocks.Pack",
        false,
        new([Ref("inputs"), Parameter.Rows, Text($"{features}"), Ref("x")]));

    public static Kernel Flatten(ImageShape image, ImageForm form) => form == ImageForm.Blocks
        ? new LibraryKernel(
            Text($"Flatten{image.Features}"),
            "rows of features",
            "SampleBlocks.ToRows",
            false,
            new([Ref("x"), Parameter.Rows, Text($"{image.Features}"), Pitch(image.Features), Ref("y")]))
        : new LibraryKernel(
            Text($"FlattenPixels{image.Pixels}x{image.Channels}"),
            "rows of features",
            "DenseRows.Flatten",
            false,
            new([
                Ref("x"), Parameter.Rows, Text($"{image.Pixels}"), Text($"{image.Channels}"), Pitch(image.Channels), Pitch(image.Features),
                Ref("y"),
            ]));

    public static Kernel Unflatten(int features, bool hasSkip) => new LibraryKernel(
        Text($"Unflatten{features}{(hasSkip ? "Skip" : "")}"),
        hasSkip ? "skip + 16 samples side by side" : "16 samples side by side",
        "SampleBlocks.FromRows",
        false,
        new([
            Ref("dy"), Parameter.Rows, Text($"{features}"), Pitch(features), LibraryArgument.Optional(hasSkip, "skip"), Ref("dx"),
        ]));

    /// <summary>A normalisation by running statistics becomes part of the weights and the bias before it.</summary>
    public static Kernel Fold(LinearOperation operation, NormalizeOperation normalization)
    {
        Tensor weight = operation.Weight;
        string options = (operation.Bias is null ? "" : "Bias") + (normalization.Gain is null ? "Plain" : "");
        return new LibraryKernel(
            Text($"FoldNormalization{weight.Rows}x{weight.Columns}{options}"),
            Text($"W·s, β + (b − mean)·s, s = γ / √(variance + {normalization.Epsilon:R})"),
            "ColumnNormalization.Fold",
            true,
            new([
                Ref("w"), Text($"{weight.Rows}"), Text($"{weight.Columns}"), Text($"{weight.Pitch}"),
                LibraryArgument.Optional(operation.Bias is not null, "b"), Ref("runningMean"), Ref("runningVariance"), normalization.Epsilon,
                LibraryArgument.Optional(normalization.Gain is not null, "gain"),
                LibraryArgument.Optional(normalization.Bias is not null, "bias"), Ref("folded"),
            ]));
    }

    public static Kernel Pooling(PoolingOperation operation, ImageForm form)
    {
        bool isMax = operation.Kind == PoolingKind.Max;
        return new LibraryKernel(
            isMax ? "MaxPool" : "AveragePool",
            isMax ? "y = max x" : "y = mean x",
            isMax ? "Pooling.Max" : "Pooling.Average",
            true,
            new([Ref("x"), Parameter.Blocks, PoolingShape(operation, form), Ref("y"), Parameter.Share]));
    }

    public static Kernel PoolingGradient(PoolingOperation operation, bool hasSkip, bool isOfRelu)
    {
        string skip = hasSkip ? "skip + " : "";
        LibraryArgument addend = LibraryArgument.Optional(hasSkip, "skip");
        return operation.Kind == PoolingKind.Max
            ? new LibraryKernel(
                "MaxPoolGradient" + (isOfRelu ? "Relu" : "") + (hasSkip ? "Skip" : ""),
                $"{(isOfRelu ? "dz" : "dx")} = {skip}dy where x = y{(isOfRelu ? " > 0" : "")}",
                "Pooling.MaxGradient",
                true,
                new([
                    Ref("x"), Ref("y"), Ref("dy"), isOfRelu ? "true" : "false", Parameter.Blocks, PoolingShape(operation), addend, Ref("dx"),
                    Parameter.Share,
                ]))
            : new LibraryKernel(
                "AveragePoolGradient" + (hasSkip ? "Skip" : ""),
                $"dx = {skip}dy / count",
                "Pooling.AverageGradient",
                true,
                new([Ref("dy"), Parameter.Blocks, PoolingShape(operation), addend, Ref("dx"), Parameter.Share]));
    }

    /// <summary>Sums of the samples of blocks, added up a channel.</summary>
    public static Kernel Fold(int channels) => new LibraryKernel(
        Text($"Fold{channels}"),
        "total = Σ sums",
        "ChannelSums.Fold",
        true,
        new([Ref("sums"), Text($"{channels}"), Ref("total"), Parameter.Accumulate]));

    public static Kernel ChannelStatistics(ImageShape image) => new LibraryKernel(
        Text($"ChannelStatistics{image.Pixels}x{image.Channels}"),
        "mean, Σ (x − mean)² of samples",
        "ChannelNormalization.Statistics",
        true,
        new([
            Ref("x"),
            Parameter.Blocks,
            Text($"{image.Pixels}"),
            Text($"{(image.Height / 2 * image.Width) + (image.Width / 2)}"),
            Text($"{image.Channels}"),
            Ref("sums"),
            Parameter.Share,
        ]));

    public static Kernel CombineChannelStatistics(NormalizeOperation operation, ImageShape image) => new LibraryKernel(
        Text($"CombineChannelStatistics{image.Pixels}x{image.Channels}"),
        Text($"mean, 1 / √(variance + {operation.Epsilon:R})"),
        "ChannelNormalization.Combine",
        true,
        new([
            Ref("sums"), Batch, Text($"{image.Pixels}"), Text($"{image.Channels}"), Pitch(image.Channels), operation.Epsilon,
            Ref("statistics"),
        ]));

    public static Kernel CombineChannelGradients(NormalizeOperation operation, ImageShape image) => new LibraryKernel(
        Text($"CombineChannelGradients{image.Pixels}x{image.Channels}{(operation.Gain is null ? "Plain" : "")}"),
        operation.Gain is null ? "mean du, mean du ⊙ x̂" : "mean du, mean du ⊙ x̂;  dγ = Σ du ⊙ x̂, dβ = Σ du",
        "ChannelNormalization.CombineGradients",
        true,
        new([
            Ref("sums"), Batch, Text($"{image.Pixels}"), Text($"{image.Channels}"), Pitch(image.Channels), Ref("means"),
            LibraryArgument.Optional(operation.Gain is not null, "dGain"), LibraryArgument.Optional(operation.Bias is not null, "dBias"),
            Parameter.Accumulate,
        ]));

    private static Kernel ChannelNormalizationGradient(
        NormalizeOperation operation, ImageShape image, bool isStored, LibraryArgument gain, LibraryArgument skip, string name, string formula) =>
        new LibraryKernel(
            name,
            formula,
            "ChannelNormalization.Gradient",
            true,
            new([
                Ref("x"), Ref("du"), Parameter.Rows, Text($"{image.Pixels}"), Text($"{image.Channels}"), Pitch(image.Channels),
                Ref("statistics"), LibraryArgument.Optional(!isStored, "means"), gain, skip, Ref("dx"), Parameter.Share,
            ]));

    // 16 channels of a pixel are to it what 16 samples of one channel are.
    private static LibraryArgument PoolingShape(PoolingOperation operation, ImageForm form = ImageForm.Blocks)
    {
        ImageShape from = operation.From;
        int channels = form == ImageForm.Blocks ? from.Channels : Layout.Pitch(from.Channels) / Layout.Granule;
        ImageShape to = operation.To;
        (WindowAxis rows, WindowAxis columns) = (operation.Rows, operation.Columns);
        string flags = $"{(operation.IsAdaptive ? "true" : "false")}, {(operation.CountsPadding ? "true" : "false")}";
        return Text($"new __nets::PoolingShape({from.Height}, {from.Width}, {channels}, {to.Height}, {to.Width}, ")
            + Text($"{rows.Window}, {columns.Window}, {rows.Stride}, {columns.Stride}, ")
            + Text($"{rows.Before}, {columns.Before}, {rows.After}, {columns.After}, {flags})");
    }
}
