using System;
using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>Turns a plan into calls of kernels on places in memory.</summary>
internal sealed class Scheduler
{
    /// <summary>Activations of a panel should fit a second-level cache of 512 KB, with a quarter left to a slab of weights.</summary>
    private const int PanelBytes = 384 * 1024;

    /// <summary>Beyond this, more rows no longer lessen the share of the weights' traffic that shows.</summary>
    public const int MostPanelRows = 256;

    /// <summary>Each panel reads and writes the whole gradient once: against the arithmetic of this many rows that is small.</summary>
    private const int LeastPanelRows = 128;

    private readonly NetworkGraph graph;
    private readonly TrainingPlan plan;
    private readonly List<KernelCall> transposes = [];
    private readonly List<KernelCall> inputTransposes = [];
    private int transposed;

    private Scheduler(NetworkGraph graph, TrainingPlan plan)
    {
        this.graph = graph;
        this.plan = plan;
    }

    public static Schedule Plan(NetworkGraph graph, TrainingPlan plan, int elementBytes) => new Scheduler(graph, plan).Plan(elementBytes);

    private Schedule Plan(int elementBytes)
    {
        ScheduledBuffer[] buffers = PlaceBuffers();
        KernelCall[] forward = plan.Forward.Where(step => step is not PackStep).Select(Forward).ToArray();
        KernelCall[] backward = plan.Backward.SelectMany(step => Backward(step, transposes)).ToArray();
        int required = transposed;
        KernelCall[] backwardToInputs = plan.BackwardToInputs.SelectMany(step => Backward(step, inputTransposes)).ToArray();
        return new(
            graph,
            new(buffers),
            plan.Output.Buffer,
            plan.OutputGradient.Buffer,
            plan.InputGradient.Buffer,
            PanelRows(elementBytes),
            required,
            transposed - required,
            new(forward),
            new(transposes),
            new(backward),
            new(inputTransposes),
            new(backwardToInputs),
            plan.Forward.Any(step => step is PackStep),
            graph.Loss == LossFunction.None ? null : Loss());
    }

    private ScheduledBuffer[] PlaceBuffers()
    {
        int prefix = 0;
        var placed = new List<ScheduledBuffer>();
        foreach (int width in plan.Buffers)
        {
            placed.Add(new(width, prefix));
            prefix += Layout.Pitch(width);
        }

        return placed.ToArray();
    }

    // Both are powers of two, as batches are: no panel of a usual batch is cut short. What a panel touches is every activation and, going
    // backward, the widest gradient.
    private int PanelRows(int elementBytes)
    {
        int elements = graph.Widths.Skip(1).Sum(Layout.Pitch) + graph.Widths.Max(Layout.Pitch);
        return (long)MostPanelRows * elements * elementBytes <= PanelBytes ? MostPanelRows : LeastPanelRows;
    }

    private KernelCall Forward(Step step) => step switch
    {
        AffineStep affine => new(
            KernelChoice.Dense(affine.Operation, Pitch(affine.X), affine.Fused),
            new([Rows(affine.X), new(OperandKind.Rows), Parameter(affine.Operation.Weight), .. Bias(affine.Operation), Rows(affine.Y)]),
            step.Layer),
        PointwiseStep pointwise => new(
            KernelChoice.Pointwise(pointwise.Function),
            new([Rows(pointwise.Z), Rows(pointwise.H), new(OperandKind.Elements, Layout.Pitch(pointwise.Width))]),
            step.Layer),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "not a step of the forward pass"),
    };

    private IEnumerable<KernelCall> Backward(Step step, List<KernelCall> transposeCalls)
    {
        switch (step)
        {
            case ParameterGradientStep gradient:
                yield return new(
                    KernelChoice.WeightGradient(gradient.Operation, Pitch(gradient.X)),
                    new([
                        Rows(gradient.X),
                        Rows(gradient.DZ),
                        new(OperandKind.Rows),
                        Gradient(gradient.Operation.Weight),
                        new(OperandKind.Accumulate),
                    ]),
                    step.Layer);
                if (gradient.Operation.Bias is { } bias)
                {
                    yield return new(
                        KernelChoice.BiasGradient(gradient.Operation),
                        new([Rows(gradient.DZ), new(OperandKind.Rows), Gradient(bias), new(OperandKind.Accumulate)]),
                        step.Layer);
                }

                break;
            case InputGradientStep gradient:
                Tensor weight = gradient.Operation.Weight;
                var copy = new Operand(OperandKind.Transposed, transposed);
                transposed += weight.Columns * Layout.Pitch(weight.Rows);
                Kernel transpose = KernelChoice.Transpose(gradient.Operation);
                transposeCalls.Add(new(transpose, new([Parameter(weight), copy]), gradient.Operation.Layer));
                yield return new(
                    KernelChoice.InputGradient(gradient.Operation, gradient.Fused),
                    new([Rows(gradient.DZ), new(OperandKind.Rows), copy, Rows(gradient.DX)]),
                    step.Layer);
                break;
            case PointwiseGradientStep gradient:
                yield return new(
                    KernelChoice.PointwiseGradient(gradient.Function),
                    new([Rows(gradient.H), Rows(gradient.DH), new(OperandKind.Elements, Layout.Pitch(gradient.Width))]),
                    step.Layer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, "not a step of the backward pass");
        }
    }

    private KernelCall Loss() => new(
        KernelChoice.Loss(graph.Loss, graph.OutputWidth),
        new([Rows(plan.Output), Rows(plan.OutputGradient), new(OperandKind.Rows), new(OperandKind.Targets), new(OperandKind.Scale)]),
        "loss");

    private int Pitch(Place place) => place.IsInputs ? graph.InputWidth : Layout.Pitch(plan.Buffers[place.Buffer]);

    private static Operand Rows(Place place) => place.IsInputs ? new(OperandKind.Inputs) : new(OperandKind.Buffer, place.Buffer);

    private static Operand Parameter(Tensor tensor) => new(OperandKind.Parameter, tensor.Offset);

    private static Operand Gradient(Tensor tensor) => new(OperandKind.Gradient, tensor.Offset);

    private static Operand[] Bias(AffineOperation operation) => operation.Bias is { } bias ? [Parameter(bias)] : [];
}
