using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simd.Nets.Peers;

/// <summary>Modules of libtorch, trained a little so that running statistics are not those of the start: what their state_dict holds, and what
/// they make of some inputs. <c>safetensors.py</c> packs the first as PyTorch's users would.</summary>
internal static class StateDictFile
{
    private const int Batch = 4;
    private const int Steps = 5;

    public static void Write(string folder)
    {
        random.manual_seed(7);
        Write(
            Path.Combine(folder, "convolutional.json"),
            Sequential(
                Conv2d(2, 4, 3), BatchNorm2d(4), ReLU(), MaxPool2d(2), Flatten(), BatchNorm1d(48), Linear(48, 10), PReLU(10), Linear(10, 3)),
            randn(32, 2, 10, 9),
            float32);
        Write(Path.Combine(folder, "dense.json"), Sequential(Linear(5, 7), Tanh(), Linear(7, 3)), randn(32, 5), float64);
    }

    private static void Write(string path, TorchSharp.Modules.Sequential network, Tensor samples, ScalarType type)
    {
        network.to(type);
        Tensor inputs = samples.to(type);
        Tensor labels = arange(inputs.shape[0]) % 3;
        using optim.Optimizer adam = optim.Adam(network.parameters(), lr: .05);
        network.train();
        for (int step = 0; step < Steps; step++)
        {
            adam.zero_grad();
            functional.cross_entropy(network.call(inputs), labels).backward();
            adam.step();
        }

        network.eval();
        Tensor some = inputs[..Batch];
        var record = new
        {
            tensors = network.state_dict().Select(entry => new
            {
                name = entry.Key,
                dtype = entry.Value.dtype switch { ScalarType.Float32 => "F32", ScalarType.Float64 => "F64", _ => "I64" },
                entry.Value.shape,
                values = Numbers(entry.Value),
            }),
            inputs = Numbers(some),
            outputs = Numbers(network.call(some)),
        };
        File.WriteAllText(path, JsonSerializer.Serialize(record) + "\n");
    }

    private static double[] Numbers(Tensor values) => values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
}
