namespace Simd.Nets;

/// <summary>The initialiser of a layer that declares none.</summary>
internal static class InitialiserChoice
{
    /// <summary>
    /// By the activation that comes next, normalisations and dropout aside: He where it is a rectifier or its kin (they halve the second
    /// moment), LeCun for SELU, Xavier for everything else.
    /// </summary>
    public static Init For(LayerStack layers, int position)
    {
        for (int i = position + 1; i < layers.Count; i++)
        {
            switch (layers[i])
            {
                case BatchNormLayer or LayerNormLayer or RmsNormLayer or DropoutLayer or PoolingLayer or AdaptivePoolingLayer or FlattenLayer:
                    continue;
                case LeakyReluLayer { Slope: var slope }:
                    return Init.LeCun with { Gain = Gain.LeakyRelu(slope) };
                case PReluLayer { Initial: var slope }:
                    return Init.LeCun with { Gain = Gain.LeakyRelu(slope) };
                case ReluLayer or EluLayer or GeluLayer or SiluLayer or MishLayer or HardSwishLayer:
                    return Init.He;
                case SeluLayer:
                    return Init.LeCun;
                default:
                    return Init.Xavier;
            }
        }

        return Init.Xavier;
    }
}
