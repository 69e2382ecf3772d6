using Simd.Nets.Monitoring.Tests.Networks;

namespace Simd.Nets.Monitoring.Tests;

/// <summary>What the layers of <see cref="Watched"/> yield, by plain sums, as far as no dropout comes before.</summary>
internal sealed class PlainWatched
{
    public PlainWatched(Watched network, float[] inputs)
    {
        Relu = Dense("0", Activations.Of(inputs, 7)).Map(z => Math.Max(0, z));
        Tanh = Dense("2", Relu).Map(Math.Tanh);
        Sigmoid = Dense("4", Tanh).Normalised().Map(z => 1 / (1 + Math.Exp(-z)));
        GeluArguments = Dense("7", Sigmoid);
        BranchRelu = Dense("9.body.0", GeluArguments.Map(Gelu)).Map(z => Math.Max(0, z));

        Activations Dense(string layer, Activations x) =>
            x.Dense(network.Tensors[layer + ".weight"].ToArray(), network.Tensors[layer + ".bias"].ToArray());
    }

    public Activations Relu { get; }

    public Activations Tanh { get; }

    public Activations Sigmoid { get; }

    public Activations GeluArguments { get; }

    public Activations BranchRelu { get; }

    // By the trapezoidal rule, from far below.
    private static double Gelu(double z)
    {
        const double Width = 1e-3;
        double below = 0;
        for (double x = -9; x < z; x += Width)
        {
            below += Width * Math.Exp(-(x + (Width / 2)) * (x + (Width / 2)) / 2) / Math.Sqrt(2 * Math.PI);
        }

        return z * below;
    }
}
