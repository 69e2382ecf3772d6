using System;
using System.Collections.Generic;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <summary>How much a stack is when it is expanded.</summary>
/// <param name="Layers">Its layers, those inside them too, those of a dense block once a copy.</param>
/// <param name="Levels">How deep stacks nest in it: 1 where none does.</param>
internal readonly record struct StackMeasure(long Layers, int Levels);

/// <summary>
/// Measures stacks, each once: the same one may stand in many places, where a walk would meet it again and again. The stacks inside were
/// found to be within the limits when they were made, so no product overflows.
/// </summary>
internal sealed class StackMeasures
{
    private readonly Dictionary<LayerStack, StackMeasure> measured = new(ByReference<LayerStack>.Comparer);

    /// <summary>The measure of a stack.</summary>
    public StackMeasure Of(LayerStack stack)
    {
        if (!measured.TryGetValue(stack, out StackMeasure measure))
        {
            measure = new(0, 1);
            foreach (Layer layer in stack)
            {
                (long layers, int levels) = Of(layer);
                measure = new(measure.Layers + layers, Math.Max(measure.Levels, levels));
            }

            measured.Add(stack, measure);
        }

        return measure;
    }

    /// <summary>
    /// The measure of a stack of one layer. A dense block counts once at least, though less may be declared, which is refused later.
    /// </summary>
    public StackMeasure Of(Layer layer)
    {
        long layers = 1;
        int levels = 1;
        foreach (NestedStack stack in NestedStacks.Of(layer))
        {
            StackMeasure inner = Of(stack.Layers);
            layers += Math.Max(1L, stack.Copies ?? 1) * Math.Max(1L, inner.Layers);
            levels = Math.Max(levels, inner.Levels + 1);
        }

        return new(layers, levels);
    }
}
