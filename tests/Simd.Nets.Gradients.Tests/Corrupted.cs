using System.Numerics;

namespace Simd.Nets.Gradients.Tests;

/// <summary>A mistake in a backward pass.</summary>
internal interface ICorruption
{
    static abstract void Apply<T>(TensorTable tensors, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>One element of the first weight has the wrong sign.</summary>
internal sealed class WrongSign : ICorruption
{
    public static void Apply<T>(TensorTable tensors, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => gradients[tensors[0].Offset] *= -T.One;
}

/// <summary>Two elements of the first weight stand where the transposed index would put them.</summary>
internal sealed class TransposedIndex : ICorruption
{
    public static void Apply<T>(TensorTable tensors, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T above = ref gradients[tensors[0].Offset + 1];
        ref T below = ref gradients[tensors[0].Offset + tensors[0].Pitch];
        (above, below) = (below, above);
    }
}

/// <summary>The gradient of the last bias is missing.</summary>
internal sealed class MissingBias : ICorruption
{
    public static void Apply<T>(TensorTable tensors, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorEntry bias = tensors.Last(tensor => tensor.Kind == TensorKind.Bias);
        gradients.Slice(bias.Offset, bias.Columns).Clear();
    }
}

/// <summary>A network whose backward passes make a mistake: what the gradient check is for.</summary>
internal sealed class Corrupted<TNetwork, T, TCorruption>(ulong seed) : INetwork<Corrupted<TNetwork, T, TCorruption>, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCorruption : ICorruption
{
    public static NetworkSchema Schema => TNetwork.Schema;

    public static LayerStack Declaration => TNetwork.Declaration;

    public NetworkRuntime<Corrupted<TNetwork, T, TCorruption>, T> Runtime { get; } = new(seed);

    public static Corrupted<TNetwork, T, TCorruption> Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        TNetwork.Infer(memory, inputs, batch, outputs);

    public static LossSum Evaluate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets, Span<T> outputs) =>
        TNetwork.Evaluate(memory, inputs, batch, targets, outputs);

    public static double Differentiate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets)
    {
        double loss = TNetwork.Differentiate(memory, inputs, batch, targets);
        TCorruption.Apply(Schema.Tensors, memory.Gradients);
        return loss;
    }

    public static void Forward(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        TNetwork.Forward(memory, inputs, batch, outputs);

    public static void Backward(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, ReadOnlySpan<T> outputGradients, Span<T> inputGradients)
    {
        TNetwork.Backward(memory, inputs, batch, outputGradients, inputGradients);
        TCorruption.Apply(Schema.Tensors, memory.Gradients);
    }
}

/// <summary>The gradient of the first gain has the wrong sign.</summary>
internal sealed class TurnedGain : ICorruption
{
    public static void Apply<T>(TensorTable tensors, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorEntry gain = tensors.First(tensor => tensor.Kind == TensorKind.Gain);
        foreach (ref T gradient in gradients.Slice(gain.Offset, gain.Columns))
        {
            gradient = -gradient;
        }
    }
}
