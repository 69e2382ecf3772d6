using System.Collections.Immutable;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Smaller declarations that may fail in the same way, the boldest first.</summary>
internal static class DeclarationShrinker
{
    public static IEnumerable<DeclaredNetwork> Shrink(DeclaredNetwork network)
    {
        for (int at = 0; at < network.Elements.Length && network.Elements.Length > 1; at++)
        {
            yield return network with { Elements = network.Elements.RemoveAt(at) };
        }

        for (int at = 0; at < network.Elements.Length; at++)
        {
            foreach (ImmutableArray<DeclaredElement> smaller in Smaller(network.Elements[at]))
            {
                yield return network with { Elements = network.Elements.RemoveAt(at).InsertRange(at, smaller) };
            }
        }

        foreach (int inputs in Smaller(network.Inputs))
        {
            yield return network with { Inputs = inputs };
        }

        if (network.Loss is not null)
        {
            yield return network with { Loss = null };
        }
    }

    /// <summary>
    /// The smallest network reached by always taking the first candidate that still fails, in at most so many trials.
    /// </summary>
    public static DeclaredNetwork Smallest(DeclaredNetwork failing, Func<DeclaredNetwork, bool> fails, int trials)
    {
        DeclaredNetwork smallest = failing;
        for (bool shrunk = true; shrunk;)
        {
            shrunk = false;
            foreach (DeclaredNetwork candidate in Shrink(smallest))
            {
                if (trials-- <= 0)
                {
                    return smallest;
                }

                if (fails(candidate))
                {
                    (smallest, shrunk) = (candidate, true);
                    break;
                }
            }
        }

        return smallest;
    }

    private static IEnumerable<ImmutableArray<DeclaredElement>> Smaller(DeclaredElement element) => element switch
    {
        DeclaredDense dense => Smaller(dense).Select(smaller => ImmutableArray.Create<DeclaredElement>(smaller)),
        DeclaredRepeat repeat => repeat.Count == 1 ? [repeat.Body] : [repeat.Body, [repeat with { Count = repeat.Count - 1 }]],
        DeclaredActivation { Name: not null } activation => [[activation with { Name = null }]],
        _ => [],
    };

    private static IEnumerable<DeclaredDense> Smaller(DeclaredDense dense)
    {
        foreach (int units in Smaller(dense.Units))
        {
            yield return dense with { Units = units };
        }

        if (dense != new DeclaredDense(dense.Units))
        {
            yield return new DeclaredDense(dense.Units);
        }
    }

    private static IEnumerable<int> Smaller(int width) =>
        new[] { 1, width / 2, width - 1 }.Where(smaller => smaller >= 1 && smaller < width).Distinct();
}
