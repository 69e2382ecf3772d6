using System.Numerics;
using System.Numerics.Tensors;

namespace Simd.Nets.Tensors;

/// <summary>A network's passes on tensors.</summary>
/// <remarks>
/// Inputs are [batch, features]. Of a network on images they may be [batch, height, width, channels] as well, of one on sequences [batch,
/// length, channels], of one that declares a plain number of features whatever dimensions behind the batch multiply to it; outputs are
/// [batch, outputs]. Dimensions of length 1 behind the batch make no difference. A dense tensor is read and written where it lies. Of
/// another (a slice of columns, a transposed or a broadcast one) a copy is made in an array from <see
/// cref="System.Buffers.ArrayPool{T}.Shared"/>, so that repeated calls allocate nothing; such outputs are written when all of them are
/// known, so not at all where the pass fails.
/// </remarks>
public static class TensorPasses
{
    /// <summary>Writes the outputs (logits, where the loss takes logits) of a batch of one or more samples. Safe from many threads at
    /// once. NaN passes through.</summary>
    /// <param name="network">A declared network.</param>
    /// <param name="inputs">[batch, features], or the shape of the declared input behind the batch.</param>
    /// <param name="outputs">[batch, outputs], apart from the inputs.</param>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A shape does not fit the network, or the tensors overlap.</exception>
    public static void Predict<TNetwork, T>(
        this INetwork<TNetwork, T> network, in ReadOnlyTensorSpan<T> inputs, in TensorSpan<T> outputs)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        RequireShapes<TNetwork, T>(inputs, outputs, nameof(outputs));
        using var read = new DenseRows<T>(inputs);
        using var written = new WrittenRows<T>(outputs);
        network.Runtime.Predict(read.Span, written.Span);
        written.Deliver();
    }

    /// <summary>Writes the softmax of the outputs. Safe from many threads at once.</summary>
    /// <param name="network">A declared network whose loss takes logits of classes.</param>
    /// <param name="inputs">[batch, features], or the shape of the declared input behind the batch.</param>
    /// <param name="probabilities">[batch, outputs], apart from the inputs; each row sums to one.</param>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A shape does not fit the network, the tensors overlap, or a sample has no softmax, since NaN or
    /// an infinity is its largest output: dense probabilities are then written up to that sample only.</exception>
    /// <exception cref="InvalidOperationException">The network's loss does not take logits of classes.</exception>
    public static void PredictProbabilities<TNetwork, T>(
        this INetwork<TNetwork, T> network, in ReadOnlyTensorSpan<T> inputs, in TensorSpan<T> probabilities)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        RequireShapes<TNetwork, T>(inputs, probabilities, nameof(probabilities));
        using var read = new DenseRows<T>(inputs);
        using var written = new WrittenRows<T>(probabilities);
        network.Runtime.PredictProbabilities(read.Span, written.Span);
        written.Deliver();
    }

    /// <summary>Writes the index of each sample's largest output. Safe from many threads at once.</summary>
    /// <param name="network">A declared network.</param>
    /// <param name="inputs">[batch, features], or the shape of the declared input behind the batch.</param>
    /// <param name="classes">One a sample.</param>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A shape or length does not fit the network, or a sample has NaN among its outputs: classes are
    /// then written up to that sample only.</exception>
    public static void Classify<TNetwork, T>(this INetwork<TNetwork, T> network, in ReadOnlyTensorSpan<T> inputs, Span<int> classes)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        SampleShape.RequireInputs<TNetwork, T>(inputs.Lengths, nameof(inputs));
        using var read = new DenseRows<T>(inputs);
        network.Runtime.Classify(read.Span, classes);
    }

    /// <summary>The forward half of a training step whose loss is the caller's: writes the outputs and keeps what
    /// <see cref="Backward"/> needs.</summary>
    /// <param name="network">A declared network.</param>
    /// <param name="inputs">[batch, features], or the shape of the declared input behind the batch.</param>
    /// <param name="outputs">[batch, outputs], apart from the inputs.</param>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A shape does not fit the network, the tensors overlap, the batch is too large to be held, or is
    /// of one sample and meets batch normalisation.</exception>
    public static void Forward<TNetwork, T>(
        this INetwork<TNetwork, T> network, in ReadOnlyTensorSpan<T> inputs, in TensorSpan<T> outputs)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        RequireShapes<TNetwork, T>(inputs, outputs, nameof(outputs));
        using var read = new DenseRows<T>(inputs);
        using var written = new WrittenRows<T>(outputs);
        network.Runtime.Forward(read.Span, written.Span);
        written.Deliver();
    }

    /// <summary>The backward half: from the gradient of the outputs to the network's <c>Gradients</c>, which are overwritten or added to,
    /// and to the gradient of the inputs, unless that is left out.</summary>
    /// <param name="network">A declared network.</param>
    /// <param name="inputs">The inputs of the last <see cref="Forward"/>.</param>
    /// <param name="outputGradients">[batch, outputs]: of the loss that is minimised (a mean over the batch is the caller's).</param>
    /// <param name="inputGradients">Of the inputs' shape or any other that these may have, apart from the other two; or empty.</param>
    /// <param name="accumulate">Whether to add to the gradients of the parameters that are there.</param>
    /// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="ArgumentException">A shape does not fit the last forward pass, or the input gradients overlap what is
    /// read.</exception>
    /// <exception cref="InvalidOperationException">No forward pass went before, or it was used already.</exception>
    public static void Backward<TNetwork, T>(
        this INetwork<TNetwork, T> network,
        in ReadOnlyTensorSpan<T> inputs,
        in ReadOnlyTensorSpan<T> outputGradients,
        in TensorSpan<T> inputGradients = default,
        bool accumulate = false)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        int batch = SampleShape.RequireInputs<TNetwork, T>(inputs.Lengths, nameof(inputs));
        SampleShape.RequireRows(outputGradients.Lengths, batch, TNetwork.Schema.OutputSize, nameof(outputGradients));
        if (!inputGradients.IsEmpty)
        {
            SampleShape.RequireInputs<TNetwork, T>(inputGradients.Lengths, nameof(inputGradients));
        }

        using var read = new DenseRows<T>(inputs);
        using var gradients = new DenseRows<T>(outputGradients);
        using var written = new WrittenRows<T>(inputGradients);
        network.Runtime.Backward(read.Span, gradients.Span, written.Span, accumulate);
        written.Deliver();
    }

    private static void RequireShapes<TNetwork, T>(in ReadOnlyTensorSpan<T> inputs, in TensorSpan<T> outputs, string parameter)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int batch = SampleShape.RequireInputs<TNetwork, T>(inputs.Lengths, nameof(inputs));
        SampleShape.RequireRows(outputs.Lengths, batch, TNetwork.Schema.OutputSize, parameter);
    }
}
