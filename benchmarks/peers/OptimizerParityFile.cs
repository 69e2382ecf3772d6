using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Schedule = TorchSharp.torch.optim.lr_scheduler.LRScheduler;

namespace Simd.Nets.Peers;

/// <summary>Hundred steps of every optimizer on drawn gradients, hundred rates of every schedule, as one JSON file.</summary>
internal static class OptimizerParityFile
{
    private const int Steps = 100;
    private const int Weights = 24;
    private const ulong Seed = 7;
    private const double InitialRate = 0.5;

    private static readonly Dictionary<string, Func<Parameter, optim.Optimizer>> Optimizers = new()
    {
        ["sgd"] = w => optim.SGD([w], 0.05),
        ["sgd, weight decay"] = w => optim.SGD([w], 0.05, weight_decay: 0.1),
        ["sgd, momentum"] = w => optim.SGD([w], 0.05, momentum: 0.9),
        ["sgd, dampening"] = w => optim.SGD([w], 0.05, momentum: 0.9, dampening: 0.3, weight_decay: 0.1),
        ["sgd, nesterov"] = w => optim.SGD([w], 0.05, momentum: 0.9, nesterov: true, weight_decay: 0.1),
        ["adam"] = w => optim.Adam([w], lr: 0.01),
        ["adam, weight decay"] = w => optim.Adam([w], lr: 0.01, beta1: 0.8, beta2: 0.95, eps: 1e-6, weight_decay: 0.1),
        ["adam, amsgrad"] = w => optim.Adam([w], lr: 0.01, beta2: 0.9, amsgrad: true),
        ["adamw"] = w => optim.AdamW([w], lr: 0.01, weight_decay: 0.1),
        ["rmsprop"] = w => optim.RMSProp([w], lr: 0.01),
        ["rmsprop, momentum"] = w => optim.RMSProp([w], lr: 0.002, alpha: 0.9, eps: 1e-6, weight_decay: 0.1, momentum: 0.9),
        ["rmsprop, centered"] = w => optim.RMSProp([w], lr: 0.003, alpha: 0.95, momentum: 0.8, centered: true),
        ["adagrad"] = w => optim.Adagrad([w], lr: 0.1),
        ["adagrad, all options"] =
            w => optim.Adagrad([w], lr: 0.1, lr_decay: 0.01, weight_decay: 0.1, initial_accumulator_value: 0.5, eps: 1e-6),
        ["adadelta"] = w => optim.Adadelta([w]),
        ["adadelta, all options"] = w => optim.Adadelta([w], lr: 0.5, rho: 0.95, eps: 1e-4, weight_decay: 0.1),
        ["nadam"] = w => optim.NAdam([w], lr: 0.01),
        ["nadam, weight decay"] = w => optim.NAdam([w], lr: 0.01, beta1: 0.8, beta2: 0.99, weight_decay: 0.1, momentum_decay: 0.02),

        // TorchSharp 0.107 multiplies by the learning rate twice: by 1 it does no harm.
        ["radam"] = w => optim.RAdam([w], lr: 1),
        ["radam, weight decay"] = w => optim.RAdam([w], lr: 1, beta1: 0.8, beta2: 0.9, weight_decay: 0.1),
    };

    private static readonly Dictionary<string, Action<Parameter>> Clips = new()
    {
        ["value"] = w => nn.utils.clip_grad_value_([w], 0.3),
        ["global norm"] = w => nn.utils.clip_grad_norm_([w], 1.5),
    };

    private static readonly Dictionary<string, Func<optim.Optimizer, Schedule>> Schedules = new()
    {
        ["step"] = o => optim.lr_scheduler.StepLR(o, 30, 0.3),
        ["multi-step"] = o => optim.lr_scheduler.MultiStepLR(o, [10, 45, 46], 0.2),
        ["exponential"] = o => optim.lr_scheduler.ExponentialLR(o, 0.97),
        ["cosine"] = o => optim.lr_scheduler.CosineAnnealingLR(o, 100, 0.01),
        ["constant"] = o => optim.lr_scheduler.ConstantLR(o, 0.25, 40),
        ["linear"] = o => optim.lr_scheduler.LinearLR(o, 0.2, 0.9, 60),
        ["polynomial"] = o => optim.lr_scheduler.PolynomialLR(o, 100, 2),
        ["one-cycle"] = o => optim.lr_scheduler.OneCycleLR(o, 2, total_steps: 100, cycle_momentum: false),
        ["cyclic"] = o => optim.lr_scheduler.CyclicLR(o, 0.1, 1.2, step_size_up: 12, step_size_down: 7, cycle_momentum: false),
        ["sequential"] = o => optim.lr_scheduler.SequentialLR(
            o, [optim.lr_scheduler.ConstantLR(o, 0.1, 20), optim.lr_scheduler.ExponentialLR(o, 0.9)], [20]),
        ["lambda"] = o => optim.lr_scheduler.LambdaLR(o, step => 1 / (1.0 + step)),
    };

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var record = new OptimizerParity
        {
            Seed = Seed,
            Steps = Steps,
            Weights = Optimizers.ToDictionary(each => each.Key, each => Both(each.Value, null))
                .Concat(Clips.ToDictionary(each => $"clip by {each.Key}", each => Both(Optimizers["sgd, momentum"], each.Value)))
                .ToDictionary(),
            Rates = Schedules.ToDictionary(each => each.Key, each => Rates(each.Value))
                .Append(new("plateau", PlateauRates()))
                .ToDictionary(),
        };
        string path = Path.Combine(folder, "optimizers.json");
        var format = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        File.WriteAllText(path, JsonSerializer.Serialize(record, format) + "\n");
        Console.WriteLine($"{path}: {new FileInfo(path).Length} bytes");
    }

    private static OptimizedWeights Both(Func<Parameter, optim.Optimizer> create, Action<Parameter>? clip) =>
        new(Optimize(create, clip, ScalarType.Float32), Optimize(create, clip, ScalarType.Float64));

    // The gradient of Σ g·w is g.
    private static double[] Optimize(Func<Parameter, optim.Optimizer> create, Action<Parameter>? clip, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        var source = new UniformSource(Seed);
        var weights = new Parameter(tensor(source.Draw(Weights, 1), dtype: type));
        using optim.Optimizer optimizer = create(weights);
        for (int step = 0; step < Steps; step++)
        {
            Tensor gradient = tensor(source.Draw(Weights, 1), dtype: type);
            optimizer.zero_grad();
            (weights * gradient).sum().backward();
            clip?.Invoke(weights);
            optimizer.step();
        }

        return weights.detach().to(ScalarType.Float64).data<double>().ToArray();
    }

    private static double[] Rates(Func<optim.Optimizer, Schedule> create)
    {
        using optim.Optimizer optimizer = optim.SGD([new Parameter(zeros(1))], InitialRate);
        Schedule schedule = create(optimizer);
        var rates = new double[Steps];
        for (int step = 0; step < Steps; step++)
        {
            rates[step] = optimizer.ParamGroups.First().LearningRate;
            optimizer.step();
            if (step + 1 < Steps)
            {
                schedule.step();
            }
        }

        return rates;
    }

    // A metric that falls and then hovers.
    private static double[] PlateauRates()
    {
        var source = new UniformSource(Seed);
        using optim.Optimizer optimizer = optim.SGD([new Parameter(zeros(1))], InitialRate);
        Schedule schedule = optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.3, patience: 4, cooldown: 2, min_lr: [1e-4]);
        var rates = new double[Steps];
        for (int step = 0; step < Steps; step++)
        {
            rates[step] = optimizer.ParamGroups.First().LearningRate;
            schedule.step(Math.Max(0.5, 1 - (0.02 * step)) + source.Next(0.0625));
        }

        return rates;
    }
}
