namespace Simd.Nets.Generators.Graph;

/// <summary>The initialiser of a layer that declares none.</summary>
internal static class InitialiserChoice
{
    /// <summary>He where a rectifier comes next (it halves the second moment), Xavier before everything else.</summary>
    public static Init For(LayerStack layers, int position) =>
        position + 1 < layers.Count && layers[position + 1] is ReluLayer ? Init.He : Init.Xavier;
}
