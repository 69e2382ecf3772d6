using System.Numerics;

namespace Simd.Nets.Tests.Training;

/// <summary>
/// A network whose gradients and loss are what it is given: the inputs of a sample are the gradients of all parameters, tensor by tensor
/// and dense, its target value is the loss (NaN if it is below zero: targets must be finite). Its one running statistic counts training
/// passes.
/// </summary>
internal sealed class FedNetwork<T> : INetwork<FedNetwork<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private FedNetwork(ulong seed) => Runtime = new(seed);

    public static NetworkSchema Schema { get; } = CreateSchema();

    public static LayerStack Declaration => throw new NotSupportedException();

    public NetworkRuntime<FedNetwork<T>, T> Runtime { get; }

    public static FedNetwork<T> Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) => outputs.Clear();

    public static LossSum Evaluate(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets, Span<T> outputs) => new(0, batch);

    public static double Differentiate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets)
    {
        if (!memory.AccumulateGradients)
        {
            memory.Gradients.Clear();
        }

        memory.PendingState[0] += T.One;
        int at = 0;
        for (int i = 0; i < Schema.Tensors.Count; i++)
        {
            TensorEntry tensor = Schema.Tensors[i];
            int columns = tensor.Columns;
            for (int unit = 0; unit < columns; unit++)
            {
                for (int row = 0; row < tensor.Rows; row++)
                {
                    memory.Gradients[tensor.Offset + (row * tensor.Pitch) + unit] += inputs[at++];
                }
            }
        }

        double loss = double.CreateTruncating(targets.Values[0]);
        return loss < 0 ? double.NaN : loss;
    }

    public static void Forward(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) => outputs.Clear();

    public static void Backward(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, ReadOnlySpan<T> outputGradients, Span<T> inputGradients)
    {
    }

    private static NetworkSchema CreateSchema()
    {
        var entries = new List<TensorEntry>();
        int end = 0;
        Add("0.weight", TensorKind.Weight, 7, 5);
        Add("0.bias", TensorKind.Bias, 1, 5);
        Add("1.weight", TensorKind.Gain, 1, 5);
        Add("3.body.weight", TensorKind.Weight, 5, 20);
        Add("3.body.bias", TensorKind.Bias, 1, 20);
        Add("5.weight", TensorKind.Weight, 20, 2);
        Add("5.bias", TensorKind.Bias, 1, 2);
        return new()
        {
            Name = "FedNetwork",
            InputSize = entries.Sum(entry => entry.Count),
            OutputSize = 1,
            Targets = TargetKind.Values,
            Tensors = new TensorTable([.. entries]),
            ParameterLength = end,
            StateTensors = new TensorTable(),
            StateLength = 16,
            PanelRows = 1,
            Inference = new(),
            Training = new(),
            ForwardFlops = 0,
            TrainingFlops = 0,
            Summary = "",
        };

        // Weights have a row for every input, and the units along it.
        void Add(string name, TensorKind kind, int inputs, int units)
        {
            int pitch = (units + 15) / 16 * 16;
            bool isWeight = kind == TensorKind.Weight;
            entries.Add(new TensorEntry(name, kind, end, inputs, units, pitch)
            {
                Shape = isWeight ? new[] { units, inputs } : new[] { units },
                Strides = isWeight ? new[] { 1, pitch } : new[] { 1 },
                FanIn = inputs,
                FanOut = units,
                Decays = isWeight,
                Init = Init.Xavier,
            });
            end += inputs * pitch;
        }
    }
}
