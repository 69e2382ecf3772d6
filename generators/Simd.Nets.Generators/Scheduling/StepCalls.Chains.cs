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
            LibraryKernels.Mask(step.Operation, step.Width, memory[step.Bits].Pitch),
            step.Layer,
            Rows(step.Bits),
            new(OperandKind.Rows),
            new(OperandKind.Seed),
            new(OperandKind.Pass),
            new(OperandKind.Literal, step.Operation.Site),
            new(OperandKind.FirstSample)),
    ];

    public IEnumerable<KernelCall> Visit(ColumnStatisticsStep step) =>
    [
        Call(LibraryKernels.ColumnStatistics(step.Width), step.Layer, Rows(step.X), new(OperandKind.Rows), Rows(step.Panel)),
    ];

    public IEnumerable<KernelCall> Visit(CombineStatisticsStep step)
    {
        NormalizeOperation operation = step.Operation;
        yield return Call(
            LibraryKernels.CombineStatistics(operation, step.Width, memory.Length(Region.Panels), panelRows),
            step.Layer,
            new(OperandKind.FirstPanel, step.Panel.Number),
            new(OperandKind.Panels),
            new(OperandKind.Batch),
            Rows(step.Statistics));
        yield return Call(
            LibraryKernels.Track(operation, step.Width),
            step.Layer,
            Rows(step.Statistics),
            new(OperandKind.Batch),
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
        ChainKernel kernel = ChainKernelChoice.Forward(step, BitsPitch(step.Places));
        List<Operand> operands = [Rows(step.X), Extent(kernel.Shape, step.Chain)];
        operands.AddRange(Known(step.Chain, step.Places, withValues: true));
        AppendPlace(operands, step.Skip?.Rows);
        operands.Add(Rows(step.Y));
        return [Call(kernel, step.Layer, operands)];
    }

    public IEnumerable<KernelCall> Visit(ChainGradientStep step)
    {
        ChainGradientKernel kernel = ChainKernelChoice.Gradient(step, BitsPitch(step.Places));
        List<Operand> operands = [];
        AppendPlace(operands, step.X);
        AppendPlace(operands, step.H);
        operands.Add(Rows(step.DY));
        operands.Add(Extent(kernel.Shape, step.Chain));
        operands.AddRange(Known(step.Chain, step.Places, kernel.FromX));
        AppendPlace(operands, step.Skip);
        AppendPlace(operands, step.DX);
        operands.AddRange(Sums(step, kernel));
        yield return Call(kernel, step.Layer, operands);
        if (step.SlopeSums is { } sums)
        {
            yield return Call(
                LibraryKernels.Total(step.Chain.Width),
                step.Layer,
                Rows(sums),
                Gradient(step.Chain.Slope!.Slope),
                new(OperandKind.Accumulate));
        }
    }

    public IEnumerable<KernelCall> Visit(CombineGradientsStep step)
    {
        NormalizeOperation operation = step.Operation;
        List<Operand> operands =
        [
            new(OperandKind.FirstPanel, step.Panel.Number), new(OperandKind.Panels), new(OperandKind.Batch), Rows(step.Means),
        ];
        Append(operands, Gradient, operation.Gain);
        Append(operands, Gradient, operation.Bias);
        operands.Add(new(OperandKind.AccumulatePasses));
        return [Call(LibraryKernels.CombineGradients(operation, step.Width, memory.Length(Region.Panels)), step.Layer, operands)];
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
            yield return new(OperandKind.Place, panel.Number) { Offset = Layout.Pitch(step.Chain.Width) };
            yield return new(OperandKind.Place, panel.Number);
            yield return new(OperandKind.No);
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

    private static Operand Extent(ChainShape shape, Chain chain) => shape.IsFlat ? Elements(chain.Width) : new(OperandKind.Rows);

    private int BitsPitch(ChainPlaces places) => places.Masks.Count == 0 ? 0 : memory[places.Masks[0]].Pitch;
}
