using System;
using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <content>Normalisations, dropouts and chains of elementwise operations.</content>
internal sealed partial class StepCalls
{
    public IEnumerable<KernelCall> Visit(MaskStep step) =>
    [
        Call(
            LibraryKernels.Mask(step.Operation, step.Width, memory[step.Bits].Pitch, step.OfBlocks),
            step.Layer,
            Rows(step.Bits),
            new(OperandKind.Rows),
            new(OperandKind.Seed),
            new(OperandKind.Pass),
            new(OperandKind.Literal, step.Operation.Site),
            new(OperandKind.FirstSample)),
    ];

    public IEnumerable<KernelCall> Visit(ColumnStatisticsStep step) => step.Operation.Image is { } image
        ? [Call(LibraryKernels.ChannelStatistics(image), step.Layer, Rows(step.X), new(OperandKind.Blocks), Rows(step.Panel))]
        : [Call(LibraryKernels.ColumnStatistics(step.Width), step.Layer, Rows(step.X), new(OperandKind.Rows), Rows(step.Panel))];

    public IEnumerable<KernelCall> Visit(CombineStatisticsStep step)
    {
        NormalizeOperation operation = step.Operation;
        yield return operation.Image is { } image
            ? Call(
                LibraryKernels.CombineChannelStatistics(operation, image),
                step.Layer,
                Rows(step.Panel),
                new(OperandKind.Batch),
                Rows(step.Statistics))
            : Call(
                LibraryKernels.CombineStatistics(operation, step.Width, memory.Length(Region.Panels)),
                step.Layer,
                new(OperandKind.FirstPanel, step.Panel.Number),
                new(OperandKind.Panels),
                new(OperandKind.PanelRows),
                new(OperandKind.Batch),
                Rows(step.Statistics));
        yield return Call(
            LibraryKernels.Track(operation, step.Width),
            step.Layer,
            Rows(step.Statistics),
            operation.Image is { Pixels: var pixels } ? new(OperandKind.BatchPixels, pixels) : new(OperandKind.Batch),
            new(OperandKind.PendingState, operation.Mean!.Offset),
            new(OperandKind.PendingState, operation.Spread!.Offset));
    }

    public IEnumerable<KernelCall> Visit(StoredStatisticsStep step) =>
    [
        Call(
            LibraryKernels.StoredStatistics(step.Operation, step.Width),
            step.Layer,
            new(OperandKind.State, step.Operation.Mean!.Offset),
            new(OperandKind.State, step.Operation.Spread!.Offset),
            Rows(step.Statistics)),
    ];

    public IEnumerable<KernelCall> Visit(RowStatisticsStep step) =>
    [
        Call(
            LibraryKernels.RowStatistics(step.Operation, step.Width),
            step.Layer,
            Rows(step.X),
            new(OperandKind.Rows),
            Rows(step.Statistics)),
    ];

    public IEnumerable<KernelCall> Visit(ChainStep step)
    {
        ChainKernel kernel = ChainKernelChoice.Forward(form == ImageForm.Pixels ? OfPixels(step) : step, BitsPitches(step.Places));
        List<Operand> operands = [Rows(step.X), .. Extent(kernel.Shape, step.Y, step.Chain)];
        operands.AddRange(Known(step.Chain, step.Places, withValues: true));
        AppendPlace(operands, step.Skip?.Rows);
        operands.Add(Rows(step.Y));
        return [Call(kernel, step.Layer, operands)];
    }

    public IEnumerable<KernelCall> Visit(ChainGradientStep step)
    {
        ChainGradientKernel kernel = ChainKernelChoice.Gradient(step, BitsPitches(step.Places));
        List<Operand> operands = [];
        AppendPlace(operands, step.X);
        AppendPlace(operands, step.H);
        operands.Add(Rows(step.DY));
        operands.AddRange(Extent(kernel.Shape, step.DY, step.Chain));
        operands.AddRange(Known(step.Chain, step.Places, kernel.FromX));
        AppendPlace(operands, step.Skip);
        AppendPlace(operands, step.DX);
        operands.AddRange(Sums(step, kernel));
        yield return Call(kernel, step.Layer, operands);
        if (step.SlopeSums is { } sums)
        {
            yield return Call(
                step.Chain switch
                {
                    { Image: { Channels: var channels }, Slope.PerColumn: true } => LibraryKernels.Fold(channels),
                    { Image: { Channels: var channels } } => LibraryKernels.Total(channels * Layout.Granule),
                    _ => LibraryKernels.Total(step.Chain.Width),
                },
                step.Layer,
                Rows(sums),
                Gradient(step.Chain.Slope!.Slope),
                new(OperandKind.Accumulate));
        }
    }

    public IEnumerable<KernelCall> Visit(CombineGradientsStep step)
    {
        NormalizeOperation operation = step.Operation;
        List<Operand> operands = operation.Image is null
            ? [new(OperandKind.FirstPanel, step.Panel.Number), new(OperandKind.Panels), new(OperandKind.Batch), Rows(step.Means)]
            : [Rows(step.Panel), new(OperandKind.Batch), Rows(step.Means)];
        Append(operands, Gradient, operation.Gain);
        Append(operands, Gradient, operation.Bias);
        operands.Add(new(OperandKind.AccumulatePasses));
        Kernel kernel = operation.Image is { } image
            ? LibraryKernels.CombineChannelGradients(operation, image)
            : LibraryKernels.CombineGradients(operation, step.Width, memory.Length(Region.Panels));
        return [Call(kernel, step.Layer, operands)];
    }

    public IEnumerable<KernelCall> Visit(NormalizationGradientStep step)
    {
        List<Operand> operands = [Rows(step.X), Rows(step.DU), new(OperandKind.Rows), Rows(step.Statistics)];
        AppendPlace(operands, step.Means);
        Append(operands, Parameter, step.Operation.Gain);
        AppendPlace(operands, step.Skip);
        operands.Add(Rows(step.DX));
        return [Call(LibraryKernels.NormalizationGradient(step), step.Layer, operands)];
    }

    private static IEnumerable<Operand> Known(Chain chain, ChainPlaces places, bool withValues)
    {
        List<Operand> operands = [];
        if (chain.Normalization is { } normalization && withValues)
        {
            operands.Add(Rows(places.Statistics!.Value));
            Append(operands, Parameter, normalization.Gain);
            Append(operands, Parameter, normalization.Bias);
        }

        Append(operands, Parameter, chain.Slope?.Slope);
        operands.AddRange(places.Masks.Select(Rows));
        return operands;
    }

    // Sums of a batch normalisation wait for the other panels; all others are gradients at once.
    private static IEnumerable<Operand> Sums(ChainGradientStep step, ChainGradientKernel kernel)
    {
        NormalizeOperation? normalization = step.Chain.Normalization;
        if (step.PanelSums is { } panel)
        {
            bool ofBlocks = step.Chain.Image is not null;
            int offset = ofBlocks ? Layout.Granule * step.Chain.Channels : Layout.Pitch(step.Chain.Width);
            yield return new(OperandKind.Place, panel.Number) { Offset = offset };
            yield return new(OperandKind.Place, panel.Number);
            if (!ofBlocks)
            {
                yield return new(OperandKind.No);
            }
        }
        else if (kernel.HasGainSum)
        {
            yield return Gradient(normalization!.Gain!);
            if (kernel.HasBiasSum)
            {
                yield return Gradient(normalization.Bias!);
            }

            yield return new(OperandKind.Accumulate);
        }

        if (step.Chain.Slope is { } slope)
        {
            yield return step.SlopeSums is { } sums ? Rows(sums) : Gradient(slope.Slope);
            yield return new(step.SlopeSums is null ? OperandKind.Accumulate : OperandKind.No);
        }
    }

    // Pixels are rows of their channels.
    private static ChainStep OfPixels(ChainStep step) => step with { Chain = step.Chain with { Shape = new(step.Chain.Channels) } };

    private IEnumerable<Operand> Extent(ChainShape shape, Place rows, Chain chain) => (shape, chain.Image) switch
    {
        ({ IsFlat: true }, _) => [Elements(rows, chain.Width)],
        ({ OfBlocks: false }, not null) => [RowsOrPixels(chain.Shape)],
        (_, { } image) => [new(OperandKind.Blocks), new(OperandKind.Literal, image.Pixels), new(OperandKind.Literal, image.Channels)],
        _ => [new(OperandKind.Rows)],
    };

    private int[] BitsPitches(ChainPlaces places) => [.. places.Masks.Select(mask => memory[mask].Pitch)];
}
