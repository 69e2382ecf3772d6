namespace Simd.Nets;

/// <summary>What is looked at of one layer.</summary>
/// <param name="Layer">Its name among the network's tensors.</param>
/// <param name="Owner">Its number among the layers that own tensors; null if it owns none.</param>
/// <param name="Activation">Where its values are; null if they are nowhere, or it is no activation that can be flat.</param>
/// <param name="Sides">Where it is flat.</param>
internal sealed record LayerWatch(string Layer, int? Owner, ActivationEntry? Activation, FlatSides Sides)
{
    /// <summary>All that have something to look at, in the order of evaluation.</summary>
    public static LayerWatch[] All(LayerStack declaration, NetworkSchema schema, GradientNorms norms)
    {
        var owners = Enumerable.Range(0, norms.Layers).ToDictionary(layer => schema.Tensors[norms.TensorsOf(layer).Start.Value].Layer);
        var activations = schema.Activations.ToDictionary(activation => activation.Layer);
        return
        [
            .. GradientFlow.Predict(declaration)
                .Where(flow => owners.ContainsKey(flow.Name) || activations.ContainsKey(flow.Name))
                .Select(flow => Of(flow)),
        ];

        LayerWatch Of(LayerFlow flow)
        {
            int? owner = owners.TryGetValue(flow.Name, out int number) ? number : null;
            if (flow.Layer is not ActivationLayer function || !activations.TryGetValue(flow.Name, out ActivationEntry? entry))
            {
                return new(flow.Name, owner, null, default);
            }

            FlatSides sides = FlatSides.Of(function, entry.IsArgument);
            return new(flow.Name, owner, sides.Kind == FlatKind.None ? null : entry, sides);
        }
    }
}
