using System.Collections.Generic;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <content>What is done to images only.</content>
internal sealed partial class StepCalls
{
    public IEnumerable<KernelCall> Visit(FoldStep step)
    {
        NormalizeOperation normalization = step.Normalization;
        List<Operand> operands = [Parameter(step.Operation.Weight)];
        Append(operands, Parameter, step.Operation.Bias);
        operands.Add(new(OperandKind.State, normalization.Mean!.Offset));
        operands.Add(new(OperandKind.State, normalization.Spread!.Offset));
        Append(operands, Parameter, normalization.Gain);
        Append(operands, Parameter, normalization.Bias);
        operands.Add(Rows(step.Target));
        return [Call(LibraryKernels.Fold(step.Operation, normalization), step.Layer, operands)];
    }

    public IEnumerable<KernelCall> Visit(PoolingStep step) =>
    [
        Call(
            LibraryKernels.Pooling(step.Operation, form),
            step.Layer,
            Rows(step.X),
            new(form == ImageForm.Blocks ? OperandKind.Blocks : OperandKind.Rows),
            Rows(step.Y)),
    ];

    public IEnumerable<KernelCall> Visit(PoolingGradientStep step)
    {
        List<Operand> operands = [];
        AppendPlace(operands, step.X);
        AppendPlace(operands, step.Y);
        operands.Add(Rows(step.DY));
        operands.Add(new(OperandKind.Blocks));
        AppendPlace(operands, step.Skip);
        operands.Add(Rows(step.DX));
        return [Call(LibraryKernels.PoolingGradient(step.Operation, step.Skip is not null, step.IsOfRelu), step.Layer, operands)];
    }

    public IEnumerable<KernelCall> Visit(FlattenStep step) =>
        [Call(LibraryKernels.Flatten(step.Image, form), step.Layer, Rows(step.X), new(OperandKind.Rows), Rows(step.Y))];

    public IEnumerable<KernelCall> Visit(UnflattenStep step)
    {
        List<Operand> operands = [Rows(step.DY), new(OperandKind.Rows)];
        AppendPlace(operands, step.Skip);
        operands.Add(Rows(step.DX));
        return [Call(LibraryKernels.Unflatten(step.Width, step.Skip is not null), step.Layer, operands)];
    }

    private IEnumerable<KernelCall> OfConvolution(ParameterGradientStep step, ConvolutionOperation operation)
    {
        yield return Call(
            ConvolutionKernels.WeightGradient(operation),
            step.Layer,
            Rows(step.X),
            Rows(step.DZ),
            new(OperandKind.Blocks),
            Gradient(operation.Weight),
            ConvolutionKernels.Shape(operation),
            new(OperandKind.Accumulate)) with
        {
            Flops = operation.Flops,
        };
        if (step.BiasSums is { } sums)
        {
            int channels = operation.To.Channels;
            yield return Call(
                ProductKernels.BiasGradient(channels * Layout.Granule),
                step.Layer,
                Rows(step.DZ),
                new(OperandKind.BlockPixels, operation.To.Pixels),
                Rows(sums),
                new(OperandKind.No));
            yield return Call(
                LibraryKernels.Fold(channels), step.Layer, Rows(sums), Gradient(operation.Bias!), new(OperandKind.Accumulate));
        }
    }
}
