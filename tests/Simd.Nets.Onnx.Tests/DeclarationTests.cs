using Simd.Nets.Gradients.Tests;
using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Onnx.Tests;

/// <summary>Declarations of every kind of layer, and drawn ones, predict in ONNX Runtime what the reference predicts in double.</summary>
public sealed class DeclarationTests
{
    private const int Batch = 3;

    // Nothing divides by less: what magnifies rounding shows nothing.
    private const double LeastVariance = 1e-2;

    private static readonly LayerStack Activations =
    [
        Input(9), Dense(8), Relu, Dense(8), LeakyRelu with { Slope = .2 }, Dense(8), PRelu, Dense(8), PRelu with { PerChannel = true },
        Dense(8), Elu with { Alpha = .5 }, Dense(8), Selu, Dense(8), Gelu, Dense(8), Silu, Dense(8), Mish, Dense(8), Softplus, Dense(8),
        Sigmoid, Dense(8), Tanh, Dense(8), HardSigmoid, Dense(8), HardTanh, Dense(8), HardSwish, Dense(8), Softmax, Dense(7),
    ];

    [Fact]
    public void Every_kind_of_layer_is_among_the_declarations()
    {
        IEnumerable<Type> known = typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract);
        IEnumerable<Type> met = HandWrittenNetworks.All.Select(network => network.Layers).Append(Activations)
            .SelectMany(Nested).Select(layer => layer.GetType());
        Assert.Empty(known.Except(met));
    }

    [Fact]
    public void Activations_predict_the_same() => Assert.True(Compare(Activations, seed: 1));

    [Fact]
    public void Declarations_of_all_layers_predict_the_same()
    {
        LayerStack[] stacks = [.. HandWrittenNetworks.All.Where(network => !network.IsDouble).Select(network => network.Layers)];
        Assert.InRange(stacks.Count(stack => Compare(stack, seed: 2)), stacks.Length * 3 / 4, stacks.Length);
    }

    [Fact]
    public void Drawn_declarations_predict_the_same()
    {
        LayerStack[] stacks = [.. DeclarationArbitrary.Sample(seed: 7, count: 300).Select(network => network.Layers)];
        Assert.InRange(stacks.Count(stack => Compare(stack, seed: 3)), stacks.Length / 2, stacks.Length);
    }

    [Fact]
    public void Turned_sign_is_noticed() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Compare(Activations, seed: 1, corrupt: weights => weights["32.weight"][0] *= -1));

    // False where it would show nothing.
    private static bool Compare(LayerStack stack, int seed, Action<Dictionary<string, float[]>>? corrupt = null)
    {
        var random = new Random(seed);
        var reference = new ReferenceNetwork(stack);
        foreach (ReferenceTensor tensor in reference.Tensors.Concat(reference.StateTensors))
        {
            bool isFactor = tensor.Name.EndsWith("running_var") || tensor.Name.EndsWith("deviation");
            double spread = tensor.Shape.Count > 1 ? 1 / Math.Sqrt(tensor.Values.Length / (double)tensor.Shape[0]) : 0.5;
            OnnxRun.Normal(random, tensor.Values.Length)
                .Select(value => (double)(float)(isFactor ? 0.5 + random.NextDouble() : spread * value)).ToArray().CopyTo(tensor.Values, 0);
        }

        float[] inputs = OnnxRun.Normal(random, Batch * reference.InputSize);
        ReferencePass expected = reference.Forward(Array.ConvertAll(inputs, value => (double)value));
        if (expected.SmallestVariance < LeastVariance)
        {
            return false;
        }

        Dictionary<string, float[]> weights = reference.Tensors.Concat(reference.StateTensors)
            .ToDictionary(tensor => tensor.Name, tensor => Array.ConvertAll(tensor.Values, value => (float)value));
        corrupt?.Invoke(weights);
        byte[] model = OnnxMessage.Model(GraphBuilder.Build("Drawn", stack, weights, new()));
        OnnxRun.AssertClose(expected.Outputs, OnnxRun.Outputs(model, inputs, Batch, reference.InputSize), stack.ToString());
        return true;
    }

    private static IEnumerable<Layer> Nested(IEnumerable<Layer> stack) => stack.SelectMany(layer => layer switch
    {
        ResidualLayer residual => Nested([.. residual.Body, .. residual.Projection ?? []]).Append(layer),
        ConcatLayer concat => Nested(concat.Body).Append(layer),
        DenseBlockLayer block => Nested(block.Body).Append(layer),
        _ => [layer],
    });
}
