using System.Numerics;

namespace Simd.Nets.Probe;

/// <summary>A network, a trainer and a batch that are the same in every process.</summary>
internal sealed class FixedBatch<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] inputs;
    private readonly T[] values;
    private readonly int[] labels;
    private readonly T[] inputGradients;
    private readonly int[] classes;
    private readonly Trainer<TNetwork, T> trainer;

    public FixedBatch(int batch)
    {
        var random = new Random(1);
        NetworkSchema schema = TNetwork.Schema;
        trainer = new(TNetwork.Create(1), new Adam());
        inputs = Draw(batch * schema.InputSize);
        inputGradients = new T[inputs.Length];
        values = Array.ConvertAll(Draw(batch * schema.OutputSize), value => schema.TargetsAreProbabilities ? T.Abs(value) : value);
        Outputs = new T[values.Length];
        classes = new int[batch];
        labels = [.. Enumerable.Range(0, batch).Select(_ => random.Next(schema.OutputSize))];

        T[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((random.NextDouble() * 2) - 1))];
    }

    public NetworkRuntime<TNetwork, T> Runtime => trainer.Network.Runtime;

    public T[] Outputs { get; }

    /// <summary>One step with the declared loss, or by the halves where there is none.</summary>
    public void Step()
    {
        switch (Runtime.Schema.Targets)
        {
            case TargetKind.Labels:
                trainer.Step(inputs, labels);
                break;
            case TargetKind.Values:
                trainer.Step(inputs, values);
                break;
            default:
                StepByHalves();
                break;
        }
    }

    /// <summary>One step whose gradient of the outputs comes from outside.</summary>
    public void StepByHalves()
    {
        Runtime.Forward(inputs, Outputs);
        Runtime.Backward(inputs, values, inputGradients);
        trainer.Update();
    }

    /// <summary>Gradients of a pass, and those of another added to them.</summary>
    public void Accumulate()
    {
        Runtime.Forward(inputs, Outputs);
        Runtime.Backward(inputs, values, inputGradients);
        Runtime.Forward(inputs, Outputs);
        Runtime.Backward(inputs, values, default, accumulate: true);
        Runtime.DiscardState();
    }

    public void Predict() => Runtime.Predict(inputs, Outputs);

    public void Classify() => Runtime.Classify(inputs, classes);

    public void Evaluate()
    {
        if (Runtime.Schema.Targets == TargetKind.Labels)
        {
            Runtime.Evaluate(inputs, (ReadOnlySpan<int>)labels, Outputs);
        }
        else if (Runtime.Schema.Targets == TargetKind.Values)
        {
            Runtime.Evaluate(inputs, (ReadOnlySpan<T>)values, Outputs);
        }
    }
}
