using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets.Generators.Flow;

/// <summary>Layers of a stack, with weights and without, that come several times in succession: by a repeat, or written again and again.</summary>
/// <param name="Start">Where the first copy begins.</param>
/// <param name="Length">Layers of a copy.</param>
/// <param name="Count">Copies, 2 or more.</param>
internal readonly record struct Repetition(int Start, int Length, int Count)
{
    // Of a copy. What is longer is no block any more, and is not sought for.
    private const int MostLayers = 32;

    /// <summary>Behind the last copy.</summary>
    public int End => Start + (Length * Count);

    /// <summary>All of a stack. What a repeat yields are the same objects, and comes before what is merely alike.</summary>
    public static IReadOnlyList<Repetition> All(LayerStack stack)
    {
        Layer[] layers = [.. stack];
        var all = new List<Repetition>();
        int end = 0;
        foreach (Repetition repeated in Within(layers, 0, layers.Length, ReferenceEquals))
        {
            all.AddRange(Within(layers, end, repeated.Start, AreAlike));
            all.Add(repeated);
            end = repeated.End;
        }

        all.AddRange(Within(layers, end, layers.Length, AreAlike));
        return all;
    }

    /// <summary>Whether all copies are the same objects, as those of a repeat are.</summary>
    public bool IsRepeat(LayerStack stack) => ReferenceEquals(stack[Start], stack[Start + Length]);

    private static IEnumerable<Repetition> Within(Layer[] layers, int start, int end, Func<Layer, Layer, bool> areSame)
    {
        while (start < end)
        {
            if (At(layers, start, end, areSame) is { } found)
            {
                yield return found;
                start = found.End;
            }
            else
            {
                start++;
            }
        }
    }

    private static Repetition? At(Layer[] layers, int start, int end, Func<Layer, Layer, bool> areSame)
    {
        (bool hasWeights, bool hasOthers) = (false, false);
        for (int length = 1; length <= MostLayers && start + (2 * length) <= end && IsPlain(layers[start + length - 1]); length++)
        {
            bool isWeighted = StackChange.HasWeights(layers[start + length - 1]);
            (hasWeights, hasOthers) = (hasWeights || isWeighted, hasOthers || !isWeighted);
            int count = 1;
            while (hasWeights && hasOthers && start + (length * (count + 1)) <= end
                && Enumerable.Range(start, length).All(i => areSame(layers[i], layers[i + (length * count)])))
            {
                count++;
            }

            if (count > 1)
            {
                return new(start, length, count);
            }
        }

        return null;
    }

    private static bool IsPlain(Layer layer) => layer is not (InputLayer or ResidualLayer or ConcatLayer or DenseBlockLayer or LossLayer);

    private static bool AreAlike(Layer one, Layer other) =>
        one.Equals(one.Name == other.Name ? other : other with { Name = one.Name });
}
