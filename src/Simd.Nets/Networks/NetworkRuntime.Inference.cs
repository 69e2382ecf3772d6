namespace Simd.Nets;

public sealed partial class NetworkRuntime<TNetwork, T>
{
    [ThreadStatic]
    private static AlignedBuffer<T>? threadWorkspace;

    [ThreadStatic]
    private static InferenceJob<TNetwork, T>? threadInference;

    [ThreadStatic]
    private static StagedInferenceJob<TNetwork, T>? threadStages;

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
        AlignedBuffer<T> workspace = ThreadWorkspace(schema.ClassificationWorkspace(chunk));
        Span<T> outputs = workspace.Span[schema.InferenceWorkspace(chunk)..];
        for (int start = 0; start < batch; start += chunk)
        {
            int rows = Math.Min(chunk, batch - start);
            NetworkMemory<T> memory = Inference(workspace);
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

    private void Infer(ReadOnlySpan<T> inputs, Span<T> outputs, string parameter)
    {
        int batch = Shapes.Batch(inputs.Length, Schema.InputSize);
        Shapes.RequireRows(outputs.Length, batch, Schema.OutputSize, parameter);
        Shapes.RequireApart(inputs, nameof(inputs), outputs, parameter);
        int workers = WorkersFor(batch * Schema.ForwardFlops);
        if (StageMembers(batch, workers) is > 1 and var members)
        {
            AlignedBuffer<T> workspace = ThreadWorkspace(Schema.SharedInferenceWorkspace(batch, members));
            (threadStages ??= new()).Infer(this, workspace, inputs, batch, outputs, members);
        }
        else if (workers > 1 && batch > 1)
        {
            (threadInference ??= new()).Infer(this, inputs, batch, outputs, workers);
        }
        else
        {
            InferHere(inputs, batch, outputs);
        }
    }

    /// <summary>How many share the stages of each panel, instead of a piece of the batch each: where pieces would leave half of the threads
    /// without work.</summary>
    internal int StageMembers(int batch, int workers)
    {
        bool hasTooFewPieces = 2 * (((batch - 1) / InferenceJob<TNetwork, T>.Granule) + 1) <= workers;
        return hasTooFewPieces && Schema.InferenceStages > 0 && batch > Schema.FewSamples
            ? ShardPlan.MembersOf(
                batch * Schema.SharedForwardFlops, (long)Schema.Panels(batch) * Schema.InferenceStages, workers, LeastStageFlops)
            : 1;
    }

    /// <summary>Inference on the caller's thread, arguments checked.</summary>
    internal void InferHere(ReadOnlySpan<T> inputs, int batch, Span<T> outputs) =>
        TNetwork.Infer(Inference(batch), inputs, batch, outputs);

    /// <summary>What inference works on.</summary>
    internal NetworkMemory<T> Inference(AlignedBuffer<T> workspace) => new()
    {
        Parameters = Parameters,
        State = State,
        Workspace = workspace.Span,
    };

    private NetworkMemory<T> Inference(int batch) => Inference(ThreadWorkspace(Schema.InferenceWorkspace(batch)));

    private static AlignedBuffer<T> ThreadWorkspace(int length)
    {
        if (threadWorkspace is null || threadWorkspace.Length < length)
        {
            threadWorkspace = new AlignedBuffer<T>(length);
        }

        return threadWorkspace;
    }
}
