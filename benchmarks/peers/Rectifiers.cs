using static TorchSharp.torch;

namespace Simd.Nets.Peers;

/// <summary>Rectifiers that notice how near to their kink an input came.</summary>
internal static class Rectifiers
{
    /// <summary>The smallest absolute input since <see cref="Forget"/>.</summary>
    public static double Nearest { get; private set; }

    public static void Forget() => Nearest = double.PositiveInfinity;

    public static Tensor Relu(Tensor x)
    {
        Nearest = Math.Min(Nearest, x.detach().to(ScalarType.Float64).abs().min().item<double>());
        return nn.functional.relu(x);
    }
}
