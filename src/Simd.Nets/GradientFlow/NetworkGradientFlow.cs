using System.Numerics;

namespace Simd.Nets;

/// <summary>The gradient flow of a network.</summary>
public static class NetworkGradientFlow
{
    /// <param name="net">The network.</param>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    extension<TNetwork, T>(INetwork<TNetwork, T> net)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>What its declaration says of signals and gradients at initialisation: <see cref="GradientFlow.Predict"/>.</summary>
        public GradientFlow GradientFlow => GradientFlow.Predict(TNetwork.Declaration);
    }
}
