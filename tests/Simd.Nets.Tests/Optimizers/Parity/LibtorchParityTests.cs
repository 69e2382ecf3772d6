using System.Text.Json;
using Simd.Nets.Peers;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Hundred steps of every optimizer, and hundred rates of every schedule, that libtorch has too: benchmarks/peers made the
/// file.</summary>
public class LibtorchParityTests
{
    private const int Padding = 8; // from 24 weights to a multiple of 16
    private const double InitialRate = 0.5;

    private static readonly OptimizerParity Expected = Read();

    private static readonly Dictionary<string, Optimizer> Optimizers = new()
    {
        ["sgd"] = new Sgd(0.05),
        ["sgd, weight decay"] = new Sgd(0.05, weightDecay: 0.1),
        ["sgd, momentum"] = new Sgd(0.05, 0.9),
        ["sgd, dampening"] = new Sgd(0.05, 0.9, dampening: 0.3, weightDecay: 0.1),
        ["sgd, nesterov"] = new Sgd(0.05, 0.9, nesterov: true, weightDecay: 0.1),
        ["adam"] = new Adam(0.01),
        ["adam, weight decay"] = new Adam(0.01, 0.8, 0.95, 1e-6, weightDecay: 0.1),
        ["adam, amsgrad"] = new Adam(0.01, beta2: 0.9, amsgrad: true),
        ["adamw"] = new AdamW(0.01, weightDecay: 0.1),
        ["rmsprop"] = new RmsProp(0.01),
        ["rmsprop, momentum"] = new RmsProp(0.002, 0.9, 1e-6, weightDecay: 0.1, momentum: 0.9),
        ["rmsprop, centered"] = new RmsProp(0.003, 0.95, momentum: 0.8, centered: true),
        ["adagrad"] = new Adagrad(0.1),
        ["adagrad, all options"] = new Adagrad(0.1, learningRateDecay: 0.01, weightDecay: 0.1, initialAccumulatorValue: 0.5, epsilon: 1e-6),
        ["adadelta"] = new Adadelta(),
        ["adadelta, all options"] = new Adadelta(0.5, 0.95, 1e-4, weightDecay: 0.1),
        ["nadam"] = new NAdam(0.01),
        ["nadam, weight decay"] = new NAdam(0.01, 0.8, 0.99, weightDecay: 0.1, momentumDecay: 0.02),
        ["radam"] = new RAdam(1),
        ["radam, weight decay"] = new RAdam(1, 0.8, 0.9, weightDecay: 0.1),
        ["clip by value"] = new Sgd(0.05, 0.9),
        ["clip by global norm"] = new Sgd(0.05, 0.9),
    };

    private static readonly Dictionary<string, Func<LearningRateSchedule>> Schedules = new()
    {
        ["step"] = () => LearningRateSchedule.Step(30, 0.3),
        ["multi-step"] = () => LearningRateSchedule.MultiStep([10, 45, 46], 0.2),
        ["exponential"] = () => LearningRateSchedule.Exponential(0.97),
        ["cosine"] = () => LearningRateSchedule.Cosine(100, 0.01),
        ["constant"] = () => LearningRateSchedule.Constant(0.25, 40),
        ["linear"] = () => LearningRateSchedule.Linear(60, 0.2, 0.9),
        ["polynomial"] = () => LearningRateSchedule.Polynomial(100, 2),
        ["one-cycle"] = () => LearningRateSchedule.OneCycle(2, 100),
        ["cyclic"] = () => LearningRateSchedule.Cyclic(0.1, 1.2, 12, 7),
        ["sequential"] = () => LearningRateSchedule.Sequential(
            [LearningRateSchedule.Constant(0.1, 20), LearningRateSchedule.Exponential(0.9)], [20]),
        ["lambda"] = () => LearningRateSchedule.Lambda(step => 1 / (1.0 + step)),
        ["plateau"] = () => LearningRateSchedule.Plateau(0.3, patience: 4, cooldown: 2, minimum: 1e-4),
    };

    public static TheoryData<string> OptimizerNames => [.. Expected.Weights.Keys];

    public static TheoryData<string> ScheduleNames => [.. Expected.Rates.Keys];

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void Weights_after_hundred_steps_are_those_of_libtorch(string name)
    {
        OptimizedWeights expected = Expected.Weights[name];
        double largest = expected.Float64.Max(Math.Abs);
        double[] doubles = Optimize<double>(name, expected.Float64.Length);
        double[] floats = Optimize<float>(name, expected.Float32.Length);
        for (int i = 0; i < doubles.Length; i++)
        {
            Assert.Equal(expected.Float64[i], doubles[i], 1e-12 * largest);
            Assert.Equal(expected.Float32[i], floats[i], 1e-5 * largest);
        }
    }

    [Theory]
    [MemberData(nameof(ScheduleNames))]
    public void Rates_of_hundred_steps_are_those_of_libtorch(string name)
    {
        LearningRateSchedule schedule = Schedules[name]();
        double[] expected = Expected.Rates[name];
        var source = new UniformSource(Expected.Seed);
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], schedule.RateAt(step, InitialRate), 1e-13 + (1e-12 * expected[step]));
            schedule.Report(Math.Max(0.5, 1 - (0.02 * step)) + source.Next(0.0625), step);
        }
    }

    // The clips as the trainer applies them: by a limit, or by a factor from the norm.
    private static double[] Optimize<T>(string name, int count)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Optimizer optimizer = Optimizers[name];
        var source = new UniformSource(Expected.Seed);
        T[] weights = Drawn();
        var moments = new T[optimizer.MomentCount * weights.Length];
        for (long step = 1; step <= Expected.Steps; step++)
        {
            T[] gradients = Drawn();
            double norm = Norms.Of<T>(gradients);
            optimizer.Update(new ParameterUpdate<T>(weights, gradients, moments, weights.Length, step, optimizer.LearningRate)
            {
                WeightDecay = optimizer.WeightDecay,
                GradientLimit = name == "clip by value" ? GradientClip.Value(0.3).Limit : double.PositiveInfinity,
                GradientScale = name == "clip by global norm" ? GlobalNormClip.Factor(norm, 1.5) : 1,
            });
        }

        return [.. weights.Take(count).Select(double.CreateTruncating)];

        T[] Drawn() => [.. source.Draw(count, 1).Select(T.CreateTruncating), .. new T[Padding]];
    }

    private static OptimizerParity Read()
    {
        using Stream file = typeof(LibtorchParityTests).Assembly.GetManifestResourceStream("optimizers.json")
            ?? throw new FileNotFoundException("optimizers.json is not embedded in the tests");
        return JsonSerializer.Deserialize<OptimizerParity>(
            file, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase })!;
    }
}
