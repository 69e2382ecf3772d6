using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simd.Nets.Peers;

/// <summary>A dense ReLU classifier, trained with cross-entropy and Adam 1e-3, as a user of TorchSharp would write it for speed.</summary>
internal static class Classifier
{
    /// <summary>
    /// Trains from PyTorch's default initialisation, prints the last epoch's loss and the test accuracy after it, and returns the latter.
    /// </summary>
    public static double Run(DataSet data, int[] sizes, int batch, int epochs, long seed)
    {
        torch.random.manual_seed(seed);
        using Module<Tensor, Tensor> network = Network(sizes);
        using optim.Optimizer adam = optim.Adam(network.parameters(), lr: 1e-3);
        using var crossEntropy = CrossEntropyLoss();
        using Tensor inputs = Inputs(data.Training);
        using Tensor labels = Labels(data.Training);
        long count = labels.shape[0];
        double loss = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            using DisposeScope perEpoch = NewDisposeScope();
            Tensor order = randperm(count);
            Tensor sum = zeros(1);
            for (long start = 0; start < count; start += batch)
            {
                using DisposeScope perStep = NewDisposeScope();
                Tensor chosen = order.slice(0, start, Math.Min(start + batch, count), 1);
                adam.zero_grad();
                Tensor mean = crossEntropy.forward(network.forward(inputs.index_select(0, chosen)), labels.index_select(0, chosen));
                mean.backward();
                adam.step();
                using IDisposable frozen = no_grad();
                sum.add_(mean * chosen.shape[0]);
            }

            loss = sum.item<float>() / count;
        }

        Console.WriteLine($"training loss {loss:F4}");
        double accuracy = Accuracy(network, data.Test);
        Console.WriteLine($"test accuracy {accuracy:F4}");
        return accuracy;
    }

    private static Module<Tensor, Tensor> Network(int[] sizes)
    {
        var layers = new List<Module<Tensor, Tensor>>();
        for (int i = 1; i < sizes.Length; i++)
        {
            layers.Add(Linear(sizes[i - 1], sizes[i]));
            if (i + 1 < sizes.Length)
            {
                layers.Add(ReLU());
            }
        }

        return Sequential(layers);
    }

    private static double Accuracy(Module<Tensor, Tensor> network, Samples samples)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        return network.forward(Inputs(samples)).argmax(1).eq(Labels(samples)).to(ScalarType.Float64).mean().item<double>();
    }

    private static Tensor Inputs(Samples samples) => tensor(samples.Inputs, samples.Count, samples.Inputs.Length / samples.Count);

    private static Tensor Labels(Samples samples) => tensor(samples.Labels);
}
