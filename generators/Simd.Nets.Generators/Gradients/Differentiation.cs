using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>
/// Plans both passes. A value is kept only if a derivative reads it (the input of an affine operation, the output of a pointwise one), and
/// its buffer then takes the adjoint of what it was computed from: that is the destruction the forward pass allows.
/// </summary>
internal sealed class Differentiation : IOperationVisitor<bool>
{
    private readonly NetworkGraph graph;
    private readonly List<int> buffers = [];
    private readonly Dictionary<int, Place> places = new() { [0] = Place.Inputs };
    private readonly List<Step> forward = [];

    private Differentiation(NetworkGraph graph) => this.graph = graph;

    public static TrainingPlan Plan(NetworkGraph graph)
    {
        var forward = new Differentiation(graph);
        foreach (Operation operation in graph.Operations)
        {
            operation.Accept(forward);
        }

        Place output = forward.places[graph.OutputValue];
        // A pointwise output is read by its own derivative, so its adjoint must not overwrite it.
        Place outputGradient = graph.Producer(graph.OutputValue) is PointwiseOperation ? forward.NewBuffer(graph.OutputWidth) : output;
        var backward = new Backpropagation(graph, forward.places, forward.NewBuffer, outputGradient);
        foreach (Operation operation in graph.Operations.Reverse())
        {
            operation.Accept(backward);
        }

        return new(
            new(forward.buffers),
            output,
            outputGradient,
            new(forward.forward),
            new(backward.Required),
            new(backward.Remaining),
            backward.Adjoint);
    }

    bool IOperationVisitor<bool>.Visit(AffineOperation operation)
    {
        Place y = NewBuffer(graph.Widths[operation.Output]);
        places[operation.Output] = y;
        PointwiseOperation? next = graph.Operations.OfType<PointwiseOperation>().FirstOrDefault(pointwise => pointwise.Input == operation.Output);
        PointwiseFunction? fused = next?.Function == PointwiseFunction.Relu ? next.Function : null;
        string layer = fused is null ? operation.Layer : $"{operation.Layer}, {next!.Layer}";
        forward.Add(new AffineStep(operation, places[operation.Input], y, fused, layer));
        return true;
    }

    bool IOperationVisitor<bool>.Visit(PointwiseOperation operation)
    {
        int width = graph.Widths[operation.Output];
        Place z = places[operation.Input];
        Place h = graph.Producer(operation.Input) is AffineOperation ? z : NewBuffer(width);
        places[operation.Output] = h;
        if (z.IsInputs)
        {
            forward.Add(new PackStep(h, width));
            z = h;
        }

        bool isFused = forward.Count > 0 && forward[forward.Count - 1] is AffineStep { Fused: not null } affine && affine.Operation.Output == operation.Input;
        if (!isFused)
        {
            forward.Add(new PointwiseStep(operation.Function, z, h, width, operation.Layer));
        }

        return true;
    }

    private Place NewBuffer(int width)
    {
        buffers.Add(width);
        return new(buffers.Count - 1);
    }
}
