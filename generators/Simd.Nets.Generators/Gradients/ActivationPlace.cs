using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>Where a forward pass of training has what tells how an activation works: its argument z, or its value h.</summary>
/// <param name="Layer">The activation's name among layers.</param>
/// <param name="Place">Where it is.</param>
/// <param name="IsArgument">Whether it is z, not h.</param>
/// <param name="Kept">The share of elements of h that dropouts in the same pass do not make zero.</param>
/// <param name="Shape">Of its values.</param>
internal sealed record ActivationPlace(string Layer, Place Place, bool IsArgument, double Kept, ValueShape Shape)
{
    /// <summary>All there are; of some activations two, the better one first. What only lives in registers is not among them.</summary>
    public static IEnumerable<ActivationPlace> All(IEnumerable<Node> nodes, ForwardPlanning forward)
    {
        foreach (Node node in nodes.Where(node => !forward.PlaceOf(node.Output).IsInputs))
        {
            switch (node)
            {
                case ProductNode { Function: { } function }:
                    yield return new(function.Name, forward.PlaceOf(node.Output), false, 1, forward.ShapeOf(node.Output));
                    break;
                case ChainNode { Chain: var chain }:
                    if (chain is { Normalization: null } && chain.Stages[0] is PointwiseOperation first
                        && forward.PlaceOf(node.Input) is { IsInputs: false } z)
                    {
                        yield return new(first.Name, z, true, 1, chain.Shape);
                    }

                    if (chain.DerivesFromOutput && node.Add is null)
                    {
                        double kept = chain.Dropouts.Aggregate(1.0, (share, dropout) => share * (1 - dropout.Rate));
                        var function = (PointwiseOperation)chain.Stages[0];
                        yield return new(function.Name, forward.PlaceOf(node.Output), false, kept, chain.Shape);
                    }

                    break;
            }
        }
    }
}
