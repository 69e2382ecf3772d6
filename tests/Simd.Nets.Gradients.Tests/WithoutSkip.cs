using System.Numerics;

namespace Simd.Nets.Gradients.Tests;

/// <summary>
/// A network of which the backward pass forgets what flows around a residual block: of the gradients in front of it, those of a network
/// without the block are missing. Behind the block everything is linear, so that both see the same adjoint there.
/// </summary>
/// <typeparam name="TNetwork">The network, without a loss.</typeparam>
/// <typeparam name="TAround">The network without the block; its tensors are called as in the other, those in front of the block
/// "0.".</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WithoutSkip<TNetwork, TAround, T>(ulong seed) : INetwork<WithoutSkip<TNetwork, TAround, T>, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where TAround : class, INetwork<TAround, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static NetworkSchema Schema => TNetwork.Schema;

    public static LayerStack Declaration => TNetwork.Declaration;

    public NetworkRuntime<WithoutSkip<TNetwork, TAround, T>, T> Runtime { get; } = new(seed);

    public static WithoutSkip<TNetwork, TAround, T> Create(ulong seed) => new(seed);

    public static void Infer(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        TNetwork.Infer(memory, inputs, batch, outputs);

    public static LossSum Evaluate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets, Span<T> outputs) =>
        TNetwork.Evaluate(memory, inputs, batch, targets, outputs);

    public static double Differentiate(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Targets<T> targets) =>
        TNetwork.Differentiate(memory, inputs, batch, targets);

    public static void Forward(in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        TNetwork.Forward(memory, inputs, batch, outputs);

    public static void Backward(
        in NetworkMemory<T> memory, ReadOnlySpan<T> inputs, int batch, ReadOnlySpan<T> outputGradients, Span<T> inputGradients)
    {
        TNetwork.Backward(memory, inputs, batch, outputGradients, inputGradients);
        NetworkRuntime<TAround, T> around = TAround.Create(1).Runtime;
        foreach (TensorEntry tensor in around.Schema.Tensors)
        {
            Of(tensor.Name, memory.Parameters).CopyTo(around.Parameters.Slice(tensor.Offset, tensor.Length));
        }

        var dx = new T[inputs.Length];
        around.Forward(inputs, new T[outputGradients.Length]);
        around.Backward(inputs, outputGradients, dx);
        foreach (TensorEntry tensor in around.Schema.Tensors.Where(tensor => tensor.Name.StartsWith("0.", StringComparison.Ordinal)))
        {
            Subtract(Of(tensor.Name, memory.Gradients), around.Gradients.Slice(tensor.Offset, tensor.Length));
        }

        Subtract(inputGradients, dx.AsSpan(0, inputGradients.Length));
    }

    private static Span<T> Of(string name, Span<T> memory)
    {
        TensorEntry tensor = Schema.Tensors.Single(tensor => tensor.Name == name);
        return memory.Slice(tensor.Offset, tensor.Length);
    }

    private static void Subtract(Span<T> from, ReadOnlySpan<T> what)
    {
        for (int i = 0; i < from.Length; i++)
        {
            from[i] -= what[i];
        }
    }
}
