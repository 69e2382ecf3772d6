using TorchSharp;
using static TorchSharp.torch;

namespace Simd.Nets.Peers;

/// <summary>A network of dense layers with one activation between them, and what it is trained on.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Sizes">Inputs, units of each layer.</param>
/// <param name="Activation">relu, tanh, sigmoid.</param>
/// <param name="Loss">cross-entropy or mean-squared-error.</param>
/// <param name="Seed">What weights, inputs and targets are drawn from.</param>
internal sealed record ParityCase(string Name, int[] Sizes, string Activation, string Loss, ulong Seed)
{
    public const int Batch = 8;

    /// <summary>Draws weight and bias of layer after layer, in PyTorch's shapes and row-major: the only order there is.</summary>
    public IEnumerable<(string Name, double[] Values, long[] Shape)> DrawParameters(UniformSource source)
    {
        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            int fanIn = Sizes[layer - 1];
            int units = Sizes[layer];
            double bound = Bound(fanIn);
            string prefix = $"{2 * (layer - 1)}";
            yield return ($"{prefix}.weight", source.Draw(units * fanIn, bound), [units, fanIn]);
            yield return ($"{prefix}.bias", source.Draw(units, bound), [units]);
        }
    }

    /// <summary>Draws the batch: inputs first, then labels or target values.</summary>
    public (Tensor Inputs, Tensor Targets) DrawBatch(UniformSource source, ScalarType type)
    {
        Tensor inputs = tensor(source.Draw(Batch * Sizes[0], 1), Batch, Sizes[0], dtype: type);
        Tensor targets = Loss == "cross-entropy"
            ? tensor(Enumerable.Range(0, Batch).Select(_ => (long)source.NextIndex(Sizes[^1])).ToArray())
            : tensor(source.Draw(Batch * Sizes[^1], 1), Batch, Sizes[^1], dtype: type);
        return (inputs, targets);
    }

    /// <summary>The forward pass on named tensors.</summary>
    public Tensor Outputs(IReadOnlyDictionary<string, Tensor> parameters, Tensor inputs)
    {
        Tensor h = inputs;
        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            Tensor z = nn.functional.linear(h, parameters[$"{2 * (layer - 1)}.weight"], parameters[$"{2 * (layer - 1)}.bias"]);
            h = layer + 1 == Sizes.Length ? z : Activate(z);
        }

        return h;
    }

    /// <summary>The mean loss.</summary>
    public Tensor MeanLoss(Tensor outputs, Tensor targets) => Loss == "cross-entropy"
        ? nn.functional.cross_entropy(outputs, targets)
        : nn.functional.mse_loss(outputs, targets);

    // The power of two at or above 1/√(fan in): the spread of PyTorch's defaults or up to twice as much.
    private static double Bound(int fanIn) => Math.Pow(2, -Math.Floor(Math.Log2(fanIn) / 2));

    private Tensor Activate(Tensor z) => Activation switch
    {
        "relu" => nn.functional.relu(z),
        "tanh" => nn.functional.tanh(z),
        "sigmoid" => nn.functional.sigmoid(z),
        _ => throw new InvalidOperationException($"no activation '{Activation}'"),
    };
}
