using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>Plans the passes of a network.</summary>
internal static class Differentiation
{
    /// <summary>The passes of training.</summary>
    public static TrainingPlan Train(NetworkGraph graph)
    {
        Node[] nodes = Fusion.Group(graph, isTraining: true);
        var forward = new ForwardPlanning(graph, nodes, isTraining: true);
        var backward = new BackwardPlanning(graph, nodes, forward);
        return new(
            new(forward.Shapes),
            new(forward.Preparation),
            new(forward.Steps),
            backward.Loss,
            new(backward.Required),
            new(backward.Remaining),
            backward.InputGradient)
        {
            Activations = new(ActivationPlace.All(nodes, forward)),
        };
    }

    /// <summary>The pass of inference.</summary>
    public static InferencePlan Infer(NetworkGraph graph)
    {
        var forward = new ForwardPlanning(graph, Fusion.Group(graph, isTraining: false), isTraining: false);
        return new(new(forward.Shapes), new(forward.Preparation), new(forward.Steps), forward.Outputs);
    }
}
