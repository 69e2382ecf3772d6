using System;
using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>Visits the operations last to first and follows the adjoint from the outputs towards the inputs.</summary>
internal sealed class Backpropagation(
    NetworkGraph graph, IReadOnlyDictionary<int, Place> places, Func<int, Place> newBuffer, Place outputGradient) : IOperationVisitor<bool>
{
    private readonly Operation? firstWithParameters = graph.Operations.FirstOrDefault(operation => operation is AffineOperation);
    private bool reachedFirst = !graph.Operations.Any(operation => operation is AffineOperation);
    private PointwiseOperation? alreadyApplied;

    /// <summary>Steps that the gradients of the parameters need.</summary>
    public List<Step> Required { get; } = [];

    /// <summary>Steps behind them, which only the gradient of the inputs needs.</summary>
    public List<Step> Remaining { get; } = [];

    /// <summary>Where the adjoint is now.</summary>
    public Place Adjoint { get; private set; } = outputGradient;

    public bool Visit(AffineOperation operation)
    {
        Place x = places[operation.Input];
        Add(new ParameterGradientStep(operation, x, Adjoint, operation.Layer));
        reachedFirst |= operation == firstWithParameters;

        // W's gradient was the last to read x, so the adjoint may take its place. The caller's inputs are not ours to overwrite.
        var producer = graph.Producer(operation.Input) as PointwiseOperation;
        Place target = x.IsInputs ? newBuffer(graph.InputWidth) : x;
        string layer = producer is null ? operation.Layer : $"{operation.Layer}, {producer.Layer}";
        Add(new InputGradientStep(operation, Adjoint, target, producer?.Function, layer));
        alreadyApplied = producer;
        Adjoint = target;
        return true;
    }

    public bool Visit(PointwiseOperation operation)
    {
        if (operation != alreadyApplied)
        {
            Add(new PointwiseGradientStep(operation.Function, places[operation.Output], Adjoint, graph.Widths[operation.Output], operation.Layer));
        }

        return true;
    }

    private void Add(Step step) => (reachedFirst && step is not ParameterGradientStep ? Remaining : Required).Add(step);
}
