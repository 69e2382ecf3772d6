using System.Collections.Generic;

namespace Simd.Nets;

/// <summary>The functions of activations, one for layers that are alike but for their names: what is computed of one serves all layers, and
/// all networks that are predicted with the same functions, as a network and its changes are.</summary>
internal sealed class FlowFunctions
{
    private readonly Dictionary<Layer, ActivationFunction> known = [];

    /// <summary>Of an activation.</summary>
    public ActivationFunction Of(ActivationLayer layer) =>
        known.TryGetValue(Nameless(layer), out ActivationFunction? function) ? function : known[Nameless(layer)] = ActivationFunction.Of(layer);

    /// <summary>Of PReLU, as it starts.</summary>
    public ActivationFunction Of(PReluLayer layer) =>
        known.TryGetValue(Nameless(layer), out ActivationFunction? function)
            ? function
            : known[Nameless(layer)] = ActivationFunction.Rectifier(layer.Initial);

    // Most layers have no name, and are looked up as they are.
    private static Layer Nameless(Layer layer) => layer.Name is null ? layer : layer with { Name = null };
}
