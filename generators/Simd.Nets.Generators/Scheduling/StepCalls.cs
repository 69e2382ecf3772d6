using System;
using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>The kernel calls that a step becomes, products and forward steps; the others are in the other part.</summary>
internal sealed partial class StepCalls(
    NetworkGraph graph, MemoryPlan memory, KernelNames names, bool isForInputs = false, ImageForm form = ImageForm.Blocks)
    : IStepVisitor<IEnumerable<KernelCall>>
{
    // Of a product's operands, the weights stand behind the factor and how much there is of it.
    private const int WeightsAt = 2;

    /// <summary>The transpositions and transformations of weights that the steps so far ask for.</summary>
    public List<KernelCall> Preparations { get; } = [];

    /// <summary>Elements that they fill, behind the scratch of whoever works alone.</summary>
    public int PreparedLength { get; private set; } = ScratchOf(graph, isForInputs, form);

    /// <summary>Elements that transforms of images need for a while.</summary>
    public int ScratchLength { get; } = ScratchOf(graph, isForInputs, form);

    private static int ScratchOf(NetworkGraph graph, bool isForInputs, ImageForm form) => graph.Operations.OfType<ConvolutionOperation>()
        .Select(operation => form == ImageForm.Pixels ? PixelConvolutions.ScratchLength(operation)
            : !isForInputs && WinogradKernels.Wins(operation) ? WinogradKernels.ScratchLength(operation)
            : 0)
        .DefaultIfEmpty()
        .Max();

    public EquatableArray<KernelCall> Of(IEnumerable<Step> steps) => new(steps.SelectMany(step => step.Accept(this)).ToArray());

    /// <summary>The loss of outputs; null if the network declares none.</summary>
    public KernelCall? Loss(Place outputs, Place gradient) => graph.Loss is { } loss
        ? Call(
            LibraryKernels.Loss(loss, graph.OutputWidth),
            "loss",
            Rows(outputs),
            Rows(gradient),
            new(OperandKind.Rows),
            new(OperandKind.Targets),
            new(OperandKind.Weights),
            new(OperandKind.Scale))
        : null;

    public IEnumerable<KernelCall> Visit(LossStep step) => [Loss(step.Outputs, step.Gradient)!];

    public IEnumerable<KernelCall> Visit(PackStep step) =>
    [
        Call(
            step.Shape.Image is null || form == ImageForm.Pixels
                ? LibraryKernels.Pack(step.Shape.Channels)
                : LibraryKernels.PackBlocks(step.Shape.Features),
            step.Layer,
            new(OperandKind.Inputs),
            form == ImageForm.Pixels ? RowsOrPixels(step.Shape) : new(OperandKind.Rows),
            Rows(step.Target)),
    ];

    public IEnumerable<KernelCall> Visit(AffineStep step)
    {
        var convolution = step.Operation as ConvolutionOperation;
        List<Operand> operands =
        [
            Rows(step.X),
            new(convolution is null ? OperandKind.Rows : OperandKind.Blocks),
            step.Folded is { } weights ? Rows(weights) : Parameter(step.Operation.Weight),
        ];
        if (step.Folded is { } folded)
        {
            operands.Add(Rows(folded) with { Offset = step.Operation.Weight.Length });
        }
        else
        {
            Append(operands, Parameter, step.Operation.Bias);
        }

        AppendPlace(operands, step.Skip?.Rows);
        operands.Add(Rows(step.Y));
        if (convolution is not null && form == ImageForm.Pixels)
        {
            bool isFiltered = PixelConvolutions.IsFiltered(step);
            operands[1] = new(OperandKind.Rows);
            operands[WeightsAt] = isFiltered ? Transformed(convolution, operands[WeightsAt], isTransposed: false) : operands[WeightsAt];
            operands.Insert(
                WeightsAt,
                isFiltered ? WinogradKernels.Shape(convolution, isTransposed: false) : ConvolutionKernels.Shape(convolution));
            operands.Add(new(OperandKind.Scratch));
            return [Call(PixelConvolutions.Forward(step), step.Layer, operands)];
        }

        if (convolution is not null)
        {
            ConvolutionKernel direct = ConvolutionKernels.Forward(step);
            if (!WinogradKernels.Wins(convolution) || !WinogradKernels.Does(step.Function))
            {
                operands.Add(ConvolutionKernels.Shape(convolution));
                return [Call(direct, step.Layer, operands) with { Flops = convolution.Flops }];
            }

            return [Filtered(convolution, direct, step.Layer, operands, isTransposed: false)];
        }

        return [Call(ProductKernels.Forward(step, XPitch(step.X)), step.Layer, operands) with { Flops = step.Operation.Flops }];
    }

    public IEnumerable<KernelCall> Visit(ParameterGradientStep step) => step.Operation is ConvolutionOperation convolution
        ? OfConvolution(step, convolution)
        : OfProduct(step);

    /// <summary>The gradient of a large weight, a slab of it, over all samples.</summary>
    public SlabGradient Slab(ParameterGradientStep step) => new(
        WeightGradient(
            step,
            new(OperandKind.Batch),
            new(OperandKind.SlabFirst),
            new(OperandKind.SlabEnd),
            new(OperandKind.SlabGradient, step.Operation.Weight.Offset) { Pitch = step.Operation.Weight.Pitch }),
        step.Operation.Weight);

    private KernelCall WeightGradient(ParameterGradientStep step, Operand rows, Operand first, Operand end, Operand gradient) => Call(
        ProductKernels.WeightGradient((AffineOperation)step.Operation, XPitch(step.X)),
        step.Layer,
        Rows(step.X),
        Rows(step.DZ),
        rows,
        first,
        end,
        gradient,
        new(OperandKind.Accumulate));

    private IEnumerable<KernelCall> OfProduct(ParameterGradientStep step)
    {
        if (!SlabGradient.Serves(step))
        {
            Operand all = new(OperandKind.Literal, step.Operation.Weight.Rows);
            yield return WeightGradient(step, new(OperandKind.Rows), new(OperandKind.Literal), all, Gradient(step.Operation.Weight));
        }

        if (step.Operation.Bias is { } bias)
        {
            yield return Call(
                ProductKernels.BiasGradient(step.Operation.Weight.Columns),
                step.Layer,
                Rows(step.DZ),
                new(OperandKind.Rows),
                Gradient(bias),
                new(OperandKind.Accumulate));
        }
    }

    public IEnumerable<KernelCall> Visit(InputGradientStep step)
    {
        Operand copy = TransposedProductKernel.Serves(step.Operation) ? Parameter(step.Operation.Weight) : Transposed(step.Operation);
        var convolution = step.Operation as ConvolutionOperation;
        List<Operand> operands = [Rows(step.DZ), new(convolution is null ? OperandKind.Rows : OperandKind.Blocks), copy];
        AppendPlace(operands, step.H);
        AppendPlace(operands, step.Skip);
        operands.Add(Rows(step.DX));
        if (convolution is not null)
        {
            ConvolutionKernel direct = ConvolutionKernels.InputGradient(step);
            if (isForInputs || !WinogradKernels.Wins(convolution) || !WinogradKernels.Does(step.Function))
            {
                operands.Add(ConvolutionKernels.TransposedShape(convolution));
                return [Call(direct, step.Layer, operands) with { Flops = convolution.Flops }];
            }

            return [Filtered(convolution, direct, step.Layer, operands, isTransposed: true)];
        }

        return [Call(ProductKernels.InputGradient(step), step.Layer, operands) with { Flops = step.Operation.Flops }];
    }

    /// <summary>A convolution by minimal filtering: what it takes beside the operands of a direct one.</summary>
    private KernelCall Filtered(
        ConvolutionOperation convolution, ConvolutionKernel direct, string layer, List<Operand> operands, bool isTransposed)
    {
        operands[WeightsAt] = Transformed(convolution, operands[WeightsAt], isTransposed);
        operands.Add(WinogradKernels.Shape(convolution, isTransposed));
        operands.Add(new(OperandKind.Literal, WinogradKernels.Run(convolution)));
        operands.Add(new(OperandKind.Scratch));
        int channels = isTransposed ? convolution.From.Channels : convolution.To.Channels;
        Kernel product = names.Distinct(WinogradKernels.Product(channels));
        return Call(WinogradKernels.Of(direct, product), layer, operands) with { Flops = convolution.Flops };
    }

    /// <summary>A transposed copy of weights, made before the pass.</summary>
    private Operand Transposed(LinearOperation operation)
    {
        Tensor weight = operation.Weight;
        var copy = new Operand(isForInputs ? OperandKind.TransposedForInputs : OperandKind.Transposed, PreparedLength);
        PreparedLength += weight.Columns * Layout.Pitch(weight.Rows);
        Preparations.Add(Call(LibraryKernels.Transpose(weight), operation.Layer, Parameter(weight), copy));
        return copy;
    }

    /// <summary>Weights as minimal filtering takes them, made before the pass.</summary>
    private Operand Transformed(ConvolutionOperation operation, Operand weights, bool isTransposed)
    {
        (int inputs, int outputs) = (operation.From.Channels, operation.To.Channels);
        var transformed = new Operand(OperandKind.Transposed, PreparedLength);
        PreparedLength += isTransposed ? WinogradKernels.WeightsLength(outputs, inputs) : WinogradKernels.WeightsLength(inputs, outputs);
        Preparations.Add(Call(WinogradKernels.Weights(operation, isTransposed), operation.Layer, weights, transformed));
        return transformed;
    }

    public IEnumerable<KernelCall> Visit(SoftmaxStep step) =>
        [Call(LibraryKernels.Softmax(step.Width), step.Layer, Rows(step.Z), new(OperandKind.Rows), Rows(step.H))];

    public IEnumerable<KernelCall> Visit(SoftmaxGradientStep step)
    {
        List<Operand> operands = [Rows(step.H), Rows(step.DH), new(OperandKind.Rows)];
        AppendPlace(operands, step.Skip);
        operands.Add(Rows(step.DZ));
        return [Call(LibraryKernels.SoftmaxGradient(step.Width, step.Skip is not null), step.Layer, operands)];
    }

    public IEnumerable<KernelCall> Visit(AddStep step) =>
        [Call(LibraryKernels.Add(step.Scale), step.Layer, Rows(step.A), Rows(step.B), Elements(step.Y, step.Width), Rows(step.Y))];

    public IEnumerable<KernelCall> Visit(ScaleStep step) =>
        [Call(LibraryKernels.Scale(step.Scale), step.Layer, Rows(step.X), Elements(step.Y, step.Width), Rows(step.Y))];

    public IEnumerable<KernelCall> Visit(JoinStep step) =>
    [
        Call(
            LibraryKernels.Join(RowColumns(step.AShape), RowColumns(step.BShape)),
            step.Layer,
            Rows(step.A),
            Rows(step.B),
            RowsOrPixels(step.AShape),
            Rows(step.Y)),
    ];

    public IEnumerable<KernelCall> Visit(SliceStep step)
    {
        List<Operand> operands = [Rows(step.DY), RowsOrPixels(step.To)];
        AppendPlace(operands, step.Skip);
        operands.Add(Rows(step.DX));
        int unit = step.To.Image is null ? 1 : Layout.Granule;
        Kernel kernel = LibraryKernels.Slice(
            Layout.Pitch(RowColumns(step.From)), step.First * unit, RowColumns(step.To), step.Skip is not null);
        return [Call(kernel, step.Layer, operands)];
    }

    private KernelCall Call(Kernel kernel, string layer, params Operand[] operands) => Call(kernel, layer, (IEnumerable<Operand>)operands);

    private KernelCall Call(Kernel kernel, string layer, IEnumerable<Operand> operands)
    {
        IEnumerable<Operand> all = kernel.IsShared ? operands.Append(new(OperandKind.Share)) : operands;
        var call = new KernelCall(names.Distinct(kernel), new(all), layer);
        return call.Operands.Count == kernel.Parameters.Count()
            ? call
            : throw new InvalidOperationException($"{kernel.Name} takes {kernel.Parameters.Count()} operands; {call.Operands.Count} came.");
    }

    private int XPitch(Place place) => place.IsInputs ? graph.InputWidth : memory[place].Pitch;

    private static Operand Rows(Place place) => place.IsInputs ? new(OperandKind.Inputs) : new(OperandKind.Place, place.Number);

    private Operand Elements(Place place, int width) => memory[place].OfBlocks
        ? new(OperandKind.BlockElements, width)
        : new(OperandKind.Elements, memory[place].Pitch);

    /// <summary>What counts as rows where columns are moved: for images, the pixels of all blocks or of all samples.</summary>
    private Operand RowsOrPixels(ValueShape shape) => shape.Image is { } image
        ? new(form == ImageForm.Blocks ? OperandKind.BlockPixels : OperandKind.RowPixels, image.Pixels)
        : new(OperandKind.Rows);

    /// <summary>What counts as columns there: for images, the channels, of all the block's samples.</summary>
    private int RowColumns(ValueShape shape) =>
        shape.Image is { } image && form == ImageForm.Blocks ? image.Channels * Layout.Granule : shape.Channels;

    private static Operand Parameter(Tensor tensor) => new(OperandKind.Parameter, tensor.Offset);

    private static Operand Gradient(Tensor tensor) => new(OperandKind.Gradient, tensor.Offset);

    private static void Append(List<Operand> operands, Func<Tensor, Operand> operand, Tensor? tensor)
    {
        if (tensor is not null)
        {
            operands.Add(operand(tensor));
        }
    }

    private static void AppendPlace(List<Operand> operands, Place? place)
    {
        if (place is { } rows)
        {
            operands.Add(Rows(rows));
        }
    }
}
