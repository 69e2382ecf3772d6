using System.Numerics;

namespace Simd.Nets.Tests.Training;

/// <summary>z = x·W + b, 4 inputs and 3 outputs, in plain loops; what a loss makes of z is the network's.</summary>
internal static class Linear
{
    public const int Inputs = 4;
    public const int Outputs = 3;
    private const int Pitch = 16;
    private const int BiasOffset = Inputs * Pitch;

    /// <summary>Samples whose targets are their first input and 0, 1, 2 more.</summary>
    public static DataSet Samples(int samples, ulong seed)
    {
        var random = new PhiloxStream(seed, 1);
        var inputs = new float[Inputs * samples];
        var targets = new float[Outputs * samples];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = random.NextSingle();
        }

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = inputs[i / Outputs * Inputs] + (i % Outputs);
        }

        return DataSet.FromArrays(inputs, Inputs, targets, Outputs);
    }

    public static NetworkSchema Schema(
        string name,
        TargetKind targets,
        int stateLength = 0,
        string? batchNormalisation = null,
        TensorTable? state = null,
        bool probabilities = false) => new()
        {
            Name = name,
            InputSize = Inputs,
            OutputSize = Outputs,
            Targets = targets,
            TargetsAreProbabilities = probabilities,
            Tensors = new TensorTable(
            new TensorEntry("0.weight", TensorKind.Weight, 0, Inputs, Outputs, Pitch)
            {
                Shape = new[] { Outputs, Inputs },
                Strides = new[] { 1, Pitch },
                FanIn = Inputs,
                FanOut = Outputs,
                Decays = true,
                Init = Init.Xavier,
            },
            new TensorEntry("0.bias", TensorKind.Bias, BiasOffset, 1, Outputs, Pitch)
            {
                Shape = new[] { Outputs },
                Strides = new[] { 1 },
                FanIn = Inputs,
                FanOut = Outputs,
                Decays = false,
                Init = Init.Xavier,
            }),
            ParameterLength = BiasOffset + Pitch,
            StateLength = stateLength,
            BatchNormalisation = batchNormalisation,
            StateTensors = state ?? new(),
            PanelRows = 64,
            Inference = new() { PerSample = Outputs },
            Training = new() { PerSample = Outputs },
            ForwardFlops = 2 * Inputs * Outputs,
            TrainingFlops = 4 * Inputs * Outputs,
            Summary = name,
        };

    public static void Forward<T>(in NetworkMemory<T> memory, ReadOnlySpan<T> x, int batch, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int sample = 0; sample < batch; sample++)
        {
            for (int output = 0; output < Outputs; output++)
            {
                T sum = memory.Parameters[BiasOffset + output];
                for (int input = 0; input < Inputs; input++)
                {
                    sum += x[(sample * Inputs) + input] * memory.Parameters[(input * Pitch) + output];
                }

                z[(sample * Outputs) + output] = sum;
            }
        }
    }

    public static void Backward<T>(in NetworkMemory<T> memory, ReadOnlySpan<T> x, int batch, ReadOnlySpan<T> dz)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        memory.Gradients.Clear();
        for (int sample = 0; sample < batch; sample++)
        {
            for (int output = 0; output < Outputs; output++)
            {
                T adjoint = dz[(sample * Outputs) + output];
                memory.Gradients[BiasOffset + output] += adjoint;
                for (int input = 0; input < Inputs; input++)
                {
                    memory.Gradients[(input * Pitch) + output] += x[(sample * Inputs) + input] * adjoint;
                }
            }
        }
    }
}

/// <summary>Softmax regression: log Σe^z − z[label].</summary>
internal sealed class SoftmaxRegression<T> : INetwork<SoftmaxRegression<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private SoftmaxRegression(ulong seed) => Runtime = new(seed);

    public static NetworkSchema Schema { get; } = Linear.Schema("SoftmaxRegression", TargetKind.Labels);

    public static LayerStack Declaration =>
        [Layers.Input(Linear.Inputs), Layers.Dense(Linear.Outputs), Layers.SoftmaxCrossEntropy];

    public NetworkRuntime<SoftmaxRegression<T>, T> Runtime { get; }

    public static SoftmaxRegression<T> Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        Linear.Forward(memory, inputs, batch, outputs);

    public static LossSum Evaluate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets, Span<T> outputs)
    {
        Linear.Forward(memory, inputs, batch, outputs);
        LossSum loss = default;
        for (int sample = 0; sample < batch; sample++)
        {
            double sum = 0;
            foreach (T z in outputs.Slice(sample * Linear.Outputs, Linear.Outputs))
            {
                sum += Math.Exp(double.CreateTruncating(z));
            }

            double own = Math.Log(sum) - double.CreateTruncating(outputs[(sample * Linear.Outputs) + targets.Labels[sample]]);
            loss += new LossSum(Weight(targets, sample) * own, Weight(targets, sample));
        }

        return loss;
    }

    public static double Differentiate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets)
    {
        var dz = new T[batch * Linear.Outputs];
        LossSum loss = Evaluate(memory, inputs, batch, targets, dz);
        for (int sample = 0; sample < batch; sample++)
        {
            Span<T> row = dz.AsSpan(sample * Linear.Outputs, Linear.Outputs);
            Rows.TrySoftmax(row);
            row[targets.Labels[sample]] -= T.One;
            foreach (ref T adjoint in row)
            {
                adjoint *= T.CreateTruncating(Weight(targets, sample) / loss.Weight);
            }
        }

        Linear.Backward(memory, inputs, batch, dz);
        return loss.Mean;
    }

    public static void Forward(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        Linear.Forward(memory, inputs, batch, outputs);

    public static void Backward(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, ReadOnlySpan<T> outputGradients, Span<T> inputGradients) =>
        Linear.Backward(memory, inputs, batch, outputGradients);

    private static double Weight(Targets<T> targets, int sample) =>
        targets.Weights.IsEmpty ? 1 : double.CreateTruncating(targets.Weights[sample]);
}

/// <summary>Linear regression on images of 2 × 2: the mean over batch and outputs of (z − t)². Allocates nothing in a step.</summary>
internal sealed class LinearRegression<T> : INetwork<LinearRegression<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private LinearRegression(ulong seed) => Runtime = new(seed);

    public static NetworkSchema Schema { get; } = Linear.Schema("LinearRegression", TargetKind.Values);

    public static LayerStack Declaration =>
        [Layers.Input(2, 2, 1), Layers.Dense(Linear.Outputs), Layers.MeanSquaredError];

    public NetworkRuntime<LinearRegression<T>, T> Runtime { get; }

    public static LinearRegression<T> Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        Linear.Forward(memory, inputs, batch, outputs);

    public static LossSum Evaluate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets, Span<T> outputs)
    {
        Linear.Forward(memory, inputs, batch, outputs);
        double loss = 0;
        for (int i = 0; i < batch * Linear.Outputs; i++)
        {
            loss += Math.Pow(double.CreateTruncating(outputs[i] - targets.Values[i]), 2) / Linear.Outputs;
        }

        return new(loss, batch);
    }

    public static double Differentiate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets)
    {
        Span<T> dz = stackalloc T[batch * Linear.Outputs];
        double loss = Evaluate(memory, inputs, batch, targets, dz).Mean;
        for (int i = 0; i < dz.Length; i++)
        {
            dz[i] = (dz[i] - targets.Values[i]) * T.CreateTruncating(2.0 / dz.Length);
        }

        Linear.Backward(memory, inputs, batch, dz);
        return loss;
    }

    public static void Forward(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        Linear.Forward(memory, inputs, batch, outputs);

    public static void Backward(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, ReadOnlySpan<T> outputGradients, Span<T> inputGradients) =>
        Linear.Backward(memory, inputs, batch, outputGradients);
}

/// <summary>Gradient descent with a moment that counts its steps, so that a test can see whether moments were touched.</summary>
internal sealed class Descent : Optimizer
{
    public Descent(double learningRate) => LearningRate = learningRate;

    public override int MomentCount => 1;

    public long LastStep { get; private set; }

    public double MomentSum { get; private set; }

    public override void Update<T>(in ParameterUpdate<T> update)
    {
        LastStep = update.Step;
        MomentSum = 0;
        Span<T> moments = update.Moment(0);
        for (int i = 0; i < moments.Length; i++)
        {
            moments[i] += T.One;
            MomentSum += double.CreateTruncating(moments[i]);
            update.Parameters[i] -= T.CreateTruncating(update.LearningRate) * update.Gradient(i);
        }
    }
}
