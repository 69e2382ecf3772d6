using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simd.Nets.Peers;

/// <summary>What libtorch makes of each case, in float and in double, as one JSON file each.</summary>
internal static class ParityFiles
{
    private const int Steps = 10;
    private const double AdamRate = 1e-3;
    private const double SgdRate = 1e-2;

    private static readonly ParityCase[] Cases =
    [
        new("relu-784-128-64-10", [784, 128, 64, 10], "relu", "cross-entropy", Seed: 1),
        new("tanh-4-32-16-4", [4, 32, 16, 4], "tanh", "mean-squared-error", Seed: 2),
        new("sigmoid-5-7-3", [5, 7, 3], "sigmoid", "mean-squared-error", Seed: 3),
    ];

    public static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (ParityCase parity in Cases)
        {
            foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                string path = Path.Combine(folder, $"{parity.Name}.{type.ToString().ToLowerInvariant()}.json");
                File.WriteAllText(path, JsonSerializer.Serialize(Record(parity, type), Format) + "\n");
                Console.WriteLine($"{path}: {new FileInfo(path).Length} bytes");
            }
        }
    }

    private static ParityRecord Record(ParityCase parity, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        var source = new UniformSource(parity.Seed);
        var parameters = new Dictionary<string, Tensor>();
        foreach ((string name, double[] values, long[] shape) in parity.DrawParameters(source))
        {
            parameters[name] = tensor(values, shape, dtype: type);
        }

        (Tensor inputs, Tensor targets) = parity.DrawBatch(source, type);
        Dictionary<string, Parameter> fresh = Parameters();
        Tensor outputs = parity.Outputs(fresh.ToDictionary(p => p.Key, p => (Tensor)p.Value), inputs);
        Tensor loss = parity.MeanLoss(outputs, targets);
        loss.backward();
        return new()
        {
            Sizes = parity.Sizes,
            Activation = parity.Activation,
            Loss = parity.Loss,
            Seed = parity.Seed,
            Batch = ParityCase.Batch,
            MeanLoss = Number(loss),
            Outputs = Numbers(outputs),
            Gradients = fresh.ToDictionary(p => p.Key, p => TensorRecord.Of(Numbers(p.Value.grad!))),
            Adam = Train(AdamRate, list => optim.Adam(list, lr: AdamRate)),
            Sgd = Train(SgdRate, list => optim.SGD(list, SgdRate)),
        };

        Dictionary<string, Parameter> Parameters() => parameters.ToDictionary(p => p.Key, p => new Parameter(p.Value.clone()));

        TrainingRecord Train(double rate, Func<IEnumerable<Parameter>, optim.Optimizer> optimizerFor)
        {
            Dictionary<string, Parameter> trained = Parameters();
            using optim.Optimizer optimizer = optimizerFor(trained.Values);
            var losses = new double[Steps];
            for (int step = 0; step < Steps; step++)
            {
                optimizer.zero_grad();
                Tensor mean = parity.MeanLoss(parity.Outputs(trained.ToDictionary(p => p.Key, p => (Tensor)p.Value), inputs), targets);
                mean.backward();
                optimizer.step();
                losses[step] = Number(mean);
            }

            return new(rate, losses, trained.ToDictionary(p => p.Key, p => TensorRecord.Of(Numbers(p.Value))));
        }
    }

    private static double Number(Tensor scalar) => scalar.detach().to(ScalarType.Float64).item<double>();

    private static double[] Numbers(Tensor values) => values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
}
