using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// The part of a network that is the same for all: its buffers, and its operations with their arguments checked. The generated members of a
/// network call it; code written for any network reaches it through <see cref="INetwork{TSelf, T}.Runtime"/>.
/// </summary>
/// <remarks>Inference (<see cref="Predict"/>, <see cref="Classify"/>, <see cref="PredictProbabilities"/>, <see cref="Evaluate"/>) may run on
/// many threads at once: it reads the weights, and its scratch belongs to the thread. Training is for one thread at a time.</remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class NetworkRuntime<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [ThreadStatic]
    private static AlignedBuffer<T>? threadWorkspace;

    private readonly AlignedBuffer<T> parameters;
    private readonly AlignedBuffer<T> gradients;
    private readonly AlignedBuffer<T> state;
    private readonly AlignedBuffer<T> pendingState;
    private AlignedBuffer<T>? trainingWorkspace;
    private int pendingBatch;
    private bool hasPendingState;

    /// <summary>Buffers of their own, the weights drawn from <paramref name="seed"/>: equal seeds give equal weights on the same platform
    /// (normal weights go through its logarithm and cosine, which may round differently elsewhere).</summary>
    public NetworkRuntime(ulong seed)
        : this()
    {
        RandomSeed = seed;
        ParameterInitializer.Fill(Schema.Tensors, Parameters, seed);
        ParameterInitializer.Fill(Schema.StateTensors, State, seed);
    }

    /// <summary>Buffers of their own, the parameters and the state those of <paramref name="source"/>.</summary>
    public NetworkRuntime(NetworkRuntime<TNetwork, T> source)
        : this() => CopyFrom(source);

    private NetworkRuntime()
    {
        NetworkSchema schema = TNetwork.Schema;
        parameters = new AlignedBuffer<T>(schema.ParameterLength);
        gradients = new AlignedBuffer<T>(schema.ParameterLength);
        state = new AlignedBuffer<T>(schema.StateLength);
        pendingState = new AlignedBuffer<T>(schema.StateLength);
        Tensors = new NetworkTensors<T>(schema.Tensors, () => parameters.Span, () => gradients.Span);
        StateTensors = new NetworkTensors<T>(schema.StateTensors, () => state.Span, () => state.Span);
    }

    /// <summary>Sizes and tensors.</summary>
    public NetworkSchema Schema => TNetwork.Schema;

    /// <summary>All parameters as they lie in memory, padding included (it is zero and must stay so).</summary>
    public Span<T> Parameters => parameters.Span;

    /// <summary>The gradients of the last backward pass, laid out as <see cref="Parameters"/>.</summary>
    public Span<T> Gradients => gradients.Span;

    /// <summary>What is learned outside of gradients.</summary>
    public Span<T> State => state.Span;

    /// <summary>The parameters by name, in their logical shapes.</summary>
    public NetworkTensors<T> Tensors { get; }

    /// <summary>The running statistics by name: <c>"1.running_mean"</c>. They have no gradients.</summary>
    public NetworkTensors<T> StateTensors { get; }

    /// <summary>The key of dropout's masks; at first the seed that the weights were drawn with.</summary>
    public ulong RandomSeed { get; set; }

    /// <summary>Training passes done: every one has masks of its own, which this number and <see cref="RandomSeed"/> decide.</summary>
    public ulong Passes { get; set; }

    /// <summary>
    /// Writes the outputs (logits, where the loss takes logits) of a batch of one or more samples. A sample with a NaN among its inputs has
    /// NaN among its outputs: nothing is refused or replaced.
    /// </summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="outputs">batch × outputs, dense rows, apart from the inputs.</param>
    /// <exception cref="ArgumentException">A length does not fit the network, or the spans overlap.</exception>
    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs) => Infer(inputs, outputs, nameof(outputs));

    /// <summary>Writes the softmax of the outputs.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="probabilities">batch × outputs, dense rows, apart from the inputs; each row sums to one.</param>
    /// <exception cref="ArgumentException">A length does not fit the network, the spans overlap, or a sample has no softmax, since NaN or an
    /// infinity is its largest output: probabilities are then written up to that sample only.</exception>
    /// <exception cref="InvalidOperationException">The network's loss does not take logits of classes.</exception>
    public void PredictProbabilities(ReadOnlySpan<T> inputs, Span<T> probabilities)
    {
        if (Schema.Targets != TargetKind.Labels)
        {
            throw new InvalidOperationException(
                $"{Schema.Name} does not end in SoftmaxCrossEntropy, so its outputs are no logits of classes. Call Predict for its outputs.");
        }

        Infer(inputs, probabilities, nameof(probabilities));
        for (int at = 0; at < probabilities.Length; at += Schema.OutputSize)
        {
            if (!Rows.TrySoftmax(probabilities.Slice(at, Schema.OutputSize)))
            {
                throw Shapes.NoLargest(Schema, inputs, at / Schema.OutputSize);
            }
        }
    }

    /// <summary>Writes the index of each sample's largest output.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="classes">One a sample.</param>
    /// <exception cref="ArgumentException">A length does not fit the network, or a sample has NaN among its outputs: classes are then written
    /// up to that sample only.</exception>
    public void Classify(ReadOnlySpan<T> inputs, Span<int> classes)
    {
        NetworkSchema schema = Schema;
        int batch = Shapes.Batch(inputs.Length, schema.InputSize);
        Shapes.RequireRows(classes.Length, batch, 1, nameof(classes));
        int chunk = Math.Min(batch, schema.PanelRows);
        Span<T> workspace = ThreadWorkspace(schema.ClassificationWorkspace(chunk));
        Span<T> outputs = workspace[schema.InferenceWorkspace(chunk)..];
        for (int start = 0; start < batch; start += chunk)
        {
            int rows = Math.Min(chunk, batch - start);
            var memory = new NetworkMemory<T> { Parameters = Parameters, State = State, Workspace = workspace };
            TNetwork.Infer(memory, inputs.Slice(start * schema.InputSize, rows * schema.InputSize), rows, outputs);
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<T> z = outputs.Slice(row * schema.OutputSize, schema.OutputSize);
                int largest = Rows.ArgMax(z);
                classes[start + row] = T.IsNaN(z[largest]) ? throw Shapes.NoLargest(schema, inputs, start + row) : largest;
            }
        }
    }

    /// <summary>Writes the outputs of a batch and returns its samples' losses, summed.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="targets">A label a sample, or batch × outputs values.</param>
    /// <param name="outputs">batch × outputs, dense rows, apart from inputs and targets.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or the outputs overlap what is read.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public LossSum Evaluate(ReadOnlySpan<T> inputs, Targets<T> targets, Span<T> outputs)
    {
        int batch = Shapes.Batch(inputs.Length, Schema.InputSize);
        Shapes.RequireTargets(Schema, batch, targets);
        Shapes.RequireRows(outputs.Length, batch, Schema.OutputSize, nameof(outputs));
        Shapes.RequireApart(inputs, nameof(inputs), outputs, nameof(outputs));
        Shapes.RequireApart(targets.Values, nameof(targets), outputs, nameof(outputs));
        return TNetwork.Evaluate(Inference(batch), inputs, batch, targets, outputs);
    }

    /// <summary>
    /// Overwrites <see cref="Gradients"/> with those of the batch's mean loss, and returns that loss. Running statistics wait for
    /// <see cref="CommitState"/>.
    /// </summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="targets">A label a sample, or batch × outputs values; with weights, if samples count differently.</param>
    /// <param name="accumulate">Whether to add to the gradients that are there.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or a batch of one meets batch
    /// normalisation.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public double Differentiate(ReadOnlySpan<T> inputs, Targets<T> targets, bool accumulate = false)
    {
        int batch = Shapes.Batch(inputs.Length, Schema.InputSize);
        Shapes.RequireTargets(Schema, batch, targets);
        Shapes.RequireBatchStatistics(Schema, batch, nameof(inputs));
        pendingBatch = 0;
        NetworkMemory<T> memory = Training(Schema.DifferentiationWorkspace(batch), accumulate);
        double loss = TNetwork.Differentiate(memory, inputs, batch, targets);
        Passes++;
        return loss;
    }

    /// <summary>Makes the running statistics that training passes left the network's own: their step was accepted.</summary>
    public void CommitState()
    {
        if (hasPendingState)
        {
            pendingState.Span.CopyTo(State);
            hasPendingState = false;
        }
    }

    /// <summary>Forgets the running statistics that training passes left since the last <see cref="CommitState"/>: their step was
    /// refused.</summary>
    public void DiscardState() => hasPendingState = false;

    /// <summary>
    /// The forward half of a step whose loss is the caller's: writes the outputs and keeps what <see cref="Backward"/> needs. NaN passes
    /// through, as in <see cref="Predict"/>.
    /// </summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="outputs">batch × outputs, dense rows, apart from the inputs.</param>
    /// <exception cref="ArgumentException">A length does not fit the network, the spans overlap, the batch is too large to be held, or is
    /// of one sample and meets batch normalisation.</exception>
    public void Forward(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int batch = Shapes.Batch(inputs.Length, Schema.InputSize);
        Shapes.RequireRows(outputs.Length, batch, Schema.OutputSize, nameof(outputs));
        Shapes.RequireApart(inputs, nameof(inputs), outputs, nameof(outputs));
        Shapes.RequireBatchStatistics(Schema, batch, nameof(inputs));
        pendingBatch = 0;
        TNetwork.Forward(Training(Schema.TrainingWorkspace(batch), false), inputs, batch, outputs);
        pendingBatch = batch;
        Passes++;
    }

    /// <summary>
    /// The backward half: from the gradient of the outputs that the last <see cref="Forward"/> wrote, overwrites <see cref="Gradients"/> and,
    /// unless <paramref name="inputGradients"/> is empty, the gradient of the inputs.
    /// </summary>
    /// <param name="inputs">The same inputs as in <see cref="Forward"/>.</param>
    /// <param name="outputGradients">batch × outputs, dense rows: of the loss that is minimised (a mean over the batch is the caller's).</param>
    /// <param name="inputGradients">batch × inputs, dense rows, apart from the other two, or empty.</param>
    /// <param name="accumulate">Whether to add to the gradients of the parameters that are there.</param>
    /// <exception cref="ArgumentException">A length does not fit the last forward pass, or the input gradients overlap what is
    /// read.</exception>
    /// <exception cref="InvalidOperationException">No forward pass went before, or it was used already.</exception>
    public void Backward(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients = default, bool accumulate = false)
    {
        if (pendingBatch == 0)
        {
            throw new InvalidOperationException(
                $"{Schema.Name}.Backward needs a call of Forward before it, and each Forward serves one Backward.");
        }

        int batch = pendingBatch;
        Shapes.RequireRows(inputs.Length, batch, Schema.InputSize, nameof(inputs));
        Shapes.RequireRows(outputGradients.Length, batch, Schema.OutputSize, nameof(outputGradients));
        if (!inputGradients.IsEmpty)
        {
            Shapes.RequireRows(inputGradients.Length, batch, Schema.InputSize, nameof(inputGradients));
            Shapes.RequireApart(inputs, nameof(inputs), inputGradients, nameof(inputGradients));
            Shapes.RequireApart(outputGradients, nameof(outputGradients), inputGradients, nameof(inputGradients));
        }

        pendingBatch = 0;
        TNetwork.Backward(Training(Schema.TrainingWorkspace(batch), accumulate), inputs, batch, outputGradients, inputGradients);
    }

    /// <summary>Takes over the parameters and the state of another network of the same class. A <see cref="Forward"/> that waits for its
    /// <see cref="Backward"/> is forgotten: it went through other parameters.</summary>
    public void CopyFrom(NetworkRuntime<TNetwork, T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Parameters.CopyTo(Parameters);
        source.State.CopyTo(State);
        RandomSeed = source.RandomSeed;
        Passes = source.Passes;
        pendingBatch = 0;
        DiscardState();
    }

    private void Infer(ReadOnlySpan<T> inputs, Span<T> outputs, string parameter)
    {
        int batch = Shapes.Batch(inputs.Length, Schema.InputSize);
        Shapes.RequireRows(outputs.Length, batch, Schema.OutputSize, parameter);
        Shapes.RequireApart(inputs, nameof(inputs), outputs, parameter);
        TNetwork.Infer(Inference(batch), inputs, batch, outputs);
    }

    private NetworkMemory<T> Inference(int batch) => new()
    {
        Parameters = Parameters,
        State = State,
        Workspace = ThreadWorkspace(Schema.InferenceWorkspace(batch)),
    };

    private NetworkMemory<T> Training(int length, bool accumulate)
    {
        if (!hasPendingState)
        {
            State.CopyTo(pendingState.Span);
            hasPendingState = true;
        }

        if (trainingWorkspace is null || trainingWorkspace.Length < length)
        {
            trainingWorkspace = new AlignedBuffer<T>(length);
        }

        return new()
        {
            Parameters = Parameters,
            Gradients = Gradients,
            State = State,
            PendingState = pendingState.Span,
            Workspace = trainingWorkspace.Span,
            AccumulateGradients = accumulate,
            RandomSeed = RandomSeed,
            Pass = Passes,
        };
    }

    private static Span<T> ThreadWorkspace(int length)
    {
        if (threadWorkspace is null || threadWorkspace.Length < length)
        {
            threadWorkspace = new AlignedBuffer<T>(length);
        }

        return threadWorkspace.Span;
    }
}
