using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>Groups operations into nodes: a value that one operation yields and one other reads need not pass through memory.</summary>
internal sealed class Fusion : IOperationVisitor<Node>
{
    /// <summary>Longer chains are cut: a kernel's locals are limited.</summary>
    private const int MostStages = 4;

    private readonly NetworkGraph graph;
    private readonly int[] uses;
    private readonly HashSet<Operation> taken = [];

    private readonly bool isTraining;

    private Fusion(NetworkGraph graph, bool isTraining)
    {
        this.graph = graph;
        this.isTraining = isTraining;
        uses = graph.Uses();
    }

    /// <summary>The nodes, in an order of evaluation.</summary>
    public static Node[] Group(NetworkGraph graph, bool isTraining)
    {
        var fusion = new Fusion(graph, isTraining);
        var nodes = new List<Node>();
        foreach (Operation operation in graph.Operations)
        {
            if (fusion.taken.Add(operation))
            {
                nodes.Add(operation.Accept(fusion));
            }
        }

        return nodes.ToArray();
    }

    public Node Visit(AffineOperation operation) => Product(operation);

    public Node Visit(ConvolutionOperation operation) => isTraining ? Product(operation) : Folded(operation);

    public Node Visit(PoolingOperation operation) => new SingleNode(operation);

    public Node Visit(FlattenOperation operation) => new SingleNode(operation);

    public Node Visit(PointwiseOperation operation) => ChainFrom(null, operation);

    public Node Visit(PReluOperation operation) => ChainFrom(null, operation);

    public Node Visit(DropoutOperation operation) => ChainFrom(null, operation);

    public Node Visit(NormalizeOperation operation) => ChainFrom(operation, null);

    public Node Visit(SoftmaxOperation operation) => new SingleNode(operation);

    public Node Visit(AddOperation operation) => new SingleNode(operation);

    public Node Visit(JoinOperation operation) => new SingleNode(operation);

    private ProductNode Product(LinearOperation operation)
    {
        // A function whose value is dropped or added in the same pass is better off there.
        PointwiseOperation? function =
            OnlyReader(operation.Output) is PointwiseOperation { Function: var kind } next
            && kind == PointwiseFunction.Relu
            && OnlyReader(next.Output) is not DropoutOperation
            && !(OnlyReader(next.Output) is AddOperation { Branch: var branch } && branch == next.Output)
            && taken.Add(next)
                ? next
                : null;
        return new ProductNode(operation, function, function is null ? AddBehind(operation.Output) : null);
    }

    private FoldedNode Folded(ConvolutionOperation operation)
    {
        NormalizeOperation? normalization =
            OnlyReader(operation.Output) is NormalizeOperation { Source: StatisticsSource.Batch } next && taken.Add(next) ? next : null;
        int output = normalization?.Output ?? operation.Output;
        AddOperation? sum = AddBehind(output);
        output = sum?.Output ?? output;
        PointwiseOperation? function =
            OnlyReader(output) is PointwiseOperation { Function: var kind } last && kind == PointwiseFunction.Relu && taken.Add(last)
                ? last
                : null;
        return new(operation, normalization, sum, function);
    }

    private ChainNode ChainFrom(NormalizeOperation? normalization, ElementwiseOperation? first)
    {
        var stages = new List<ElementwiseOperation>();
        if (first is not null)
        {
            stages.Add(first);
        }

        int output = (first as Operation ?? normalization!).Output;
        while (stages.Count < MostStages
            && OnlyReader(output) is ElementwiseOperation next
            && !(next is PReluOperation && stages.Any(stage => stage is PReluOperation)))
        {
            taken.Add(next);
            stages.Add(next);
            output = next.Output;
        }

        return new(new Chain(normalization, new(stages), graph.Shapes[output]), AddBehind(output));
    }

    // Every skip is evaluated before its branch, so it is there when the branch's last pass runs.
    private AddOperation? AddBehind(int output) =>
        OnlyReader(output) is AddOperation add && add.Branch == output && add.Input != output && taken.Add(add) ? add : null;

    private Operation? OnlyReader(int value) =>
        uses[value] == 1 ? graph.Operations.FirstOrDefault(operation => operation.Inputs.Contains(value)) : null;
}
