using System.Diagnostics;

namespace Simd.Nets;

public sealed partial class NetworkRuntime<TNetwork, T>
{
    // Running statistics wait twice: those of a Forward for its Backward, without which they never count, and those of whole passes for
    // their step.
    private AlignedBuffer<T> forwardState;
    private AlignedBuffer<T> pendingState;
    private bool hasForwardState;
    private bool hasPendingState;
    private AlignedBuffer<T>? trainingWorkspace;
    private DifferentiationJob<TNetwork, T>? job;
    private int pendingBatch;
    private T[] observedOutputs = [];

    /// <summary>
    /// Overwrites <see cref="Gradients"/> with those of the batch's mean loss, and returns that loss. Running statistics wait for
    /// <see cref="CommitState"/>; what earlier passes left waiting is discarded with their gradients, unless these are added to.
    /// </summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="targets">A label a sample, or batch × outputs values; with weights, if samples count differently.</param>
    /// <param name="accumulate">Whether to add to the gradients that are there.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or a batch of one meets batch
    /// normalisation.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss, or what is to be added to was used up by a trainer's
    /// step.</exception>
    public double Differentiate(ReadOnlySpan<T> inputs, Targets<T> targets, bool accumulate = false) =>
        Differentiate(inputs, targets, accumulate, null);

    /// <summary>The same; gradients of large weights go to a consumer, if there is one and it accepts them.</summary>
    internal double Differentiate(ReadOnlySpan<T> inputs, Targets<T> targets, bool accumulate, ISlabConsumer<T>? consumer)
    {
        int batch = Shapes.Batch(inputs.Length, Schema.InputSize);
        Shapes.RequireTargets(Schema, batch, targets);
        Shapes.RequireBatchStatistics(Schema, batch, nameof(inputs));
        RequireAllGradients(accumulate);
        pendingBatch = 0;
        if (!accumulate)
        {
            DiscardState();
        }

        if (!hasPendingState)
        {
            State.CopyTo(pendingState.Span);
        }

        (hasForwardState, hasPendingState) = (false, true);
        HasAllGradients = consumer is null || consumer.KeepsGradients; // of a pass that fails as well
        NetworkSchema schema = Schema;
        ShardPlan plan = ShardPlan.Of(schema, batch, Shards);
        long work = batch * schema.TrainingFlops;
        int workers = WorkersFor(work);
        bool isTried = workers > 1 && Threads == 0;
        workers = isTried && !sharing.Shares(work) ? 1 : workers;
        long start = isTried ? Stopwatch.GetTimestamp() : 0;
        bool hasSlabs = !schema.SlabTensors.IsEmpty;
        plan = plan.For(schema, batch, workers, LeastStageFlops);
        double loss = plan.Shards > 1 || plan.Members > 1 || (hasSlabs && (workers > 1 || consumer is not null))
            ? DifferentiateParts(inputs, targets, accumulate, plan, hasSlabs ? consumer : null, workers)
            : DifferentiateAtOnce(inputs, targets, accumulate, batch);
        if (isTried)
        {
            sharing.Took(work, Stopwatch.GetTimestamp() - start);
        }

        Passes++;
        return loss;
    }

    private double DifferentiateAtOnce(ReadOnlySpan<T> inputs, Targets<T> targets, bool accumulate, int batch)
    {
        NetworkMemory<T> memory = Training(Schema.DifferentiationWorkspace(batch), pendingState, accumulate);
        double loss = TNetwork.Differentiate(memory, inputs, batch, targets);
        HasAllGradients = true;
        return loss;
    }

    private double DifferentiateParts(
        ReadOnlySpan<T> inputs, Targets<T> targets, bool accumulate, ShardPlan plan, ISlabConsumer<T>? consumer, int workers)
    {
        AlignedBuffer<T> workspace = TrainingWorkspace(Schema.SharedWorkspace(plan, inputs.Length / Schema.InputSize));
        job ??= new(Schema);
        var memory = new DifferentiationMemory<T>
        {
            Parameters = parameters,
            Gradients = gradients,
            State = state,
            PendingState = pendingState,
            Workspace = workspace,
            AccumulateGradients = accumulate,
            RandomSeed = RandomSeed,
            Pass = Passes,
        };
        double loss = job.Differentiate(memory, plan, inputs, targets, consumer, workers);
        HasAllGradients = job.KeepsSlabs;
        return loss;
    }

    /// <summary>Makes the running statistics that training passes left the network's own: their step was accepted. A <see cref="Forward"/>
    /// without its <see cref="Backward"/> leaves none.</summary>
    public void CommitState()
    {
        if (hasPendingState)
        {
            pendingState.Span.CopyTo(State);
            hasPendingState = false;
        }
    }

    /// <summary>The running statistics that wait for their step.</summary>
    internal Span<T> PendingState => pendingState.Span;

    /// <summary>What is in <see cref="PendingState"/> waits for its step.</summary>
    internal void AwaitCommit() => hasPendingState = true;

    /// <summary>Forgets the running statistics that training passes left since the last <see cref="CommitState"/>: their step was
    /// refused.</summary>
    public void DiscardState() => (hasForwardState, hasPendingState) = (false, false);

    /// <summary>
    /// The forward half of a step whose loss is the caller's: writes the outputs and keeps what <see cref="Backward"/> needs. NaN passes
    /// through, as in <see cref="Predict"/>. A pass whose loss is not wanted needs no <see cref="Backward"/>: the next one forgets it, its
    /// running statistics too. Who does not take the step behind a <see cref="Backward"/> calls <see cref="DiscardState"/>.
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
        ReadOnlySpan<T> before = hasPendingState ? pendingState.Span : State;
        before.CopyTo(forwardState.Span);
        TNetwork.Forward(Training(Schema.TrainingWorkspace(batch), forwardState, false), inputs, batch, outputs);
        (pendingBatch, hasForwardState) = (batch, true);
        Passes++;
    }

    /// <summary>
    /// The backward half: from the gradient of the outputs that the last <see cref="Forward"/> wrote, overwrites <see cref="Gradients"/> or
    /// adds to them and, unless <paramref name="inputGradients"/> is empty, the gradient of the inputs.
    /// </summary>
    /// <param name="inputs">The same inputs as in <see cref="Forward"/>.</param>
    /// <param name="outputGradients">batch × outputs, dense rows: of the loss that is minimised (a mean over the batch is the caller's).</param>
    /// <param name="inputGradients">batch × inputs, dense rows, apart from the other two, or empty.</param>
    /// <param name="accumulate">Whether to add to the gradients of the parameters that are there.</param>
    /// <exception cref="ArgumentException">A length does not fit the last forward pass, or the input gradients overlap what is
    /// read.</exception>
    /// <exception cref="InvalidOperationException">No forward pass went before, or it was used already; or what is to be added to was used
    /// up by a trainer's step.</exception>
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

        RequireAllGradients(accumulate);
        pendingBatch = 0;
        if (hasForwardState)
        {
            (pendingState, forwardState) = (forwardState, pendingState);
            (hasForwardState, hasPendingState) = (false, true);
        }

        NetworkMemory<T> memory = Training(Schema.TrainingWorkspace(batch), pendingState, accumulate);
        TNetwork.Backward(memory, inputs, batch, outputGradients, inputGradients);
        HasAllGradients = true;
    }

    /// <summary>
    /// The forward half of the training pass before this one again, on some of its samples, for what it leaves in the workspace, which it
    /// returns. Nothing else is changed: not the gradients, nor what waits for its step.
    /// </summary>
    internal ReadOnlySpan<T> Observe(ReadOnlySpan<T> inputs)
    {
        int batch = Shapes.Batch(inputs.Length, Schema.InputSize);
        State.CopyTo(forwardState.Span);
        int outputs = batch * Schema.OutputSize;
        if (observedOutputs.Length < outputs)
        {
            observedOutputs = new T[outputs];
        }

        NetworkMemory<T> memory = Training(Schema.TrainingWorkspace(batch), forwardState, false, Passes - 1);
        TNetwork.Forward(memory, inputs, batch, observedOutputs.AsSpan(0, outputs));
        return memory.Workspace;
    }

    private NetworkMemory<T> Training(int length, AlignedBuffer<T> statistics, bool accumulate) =>
        Training(length, statistics, accumulate, Passes);

    private NetworkMemory<T> Training(int length, AlignedBuffer<T> statistics, bool accumulate, ulong pass) => new()
    {
        Parameters = Parameters,
        Gradients = gradients.Span,
        State = State,
        PendingState = statistics.Span,
        Workspace = TrainingWorkspace(length).Span,
        AccumulateGradients = accumulate,
        RandomSeed = RandomSeed,
        Pass = pass,
    };

    private AlignedBuffer<T> TrainingWorkspace(int length)
    {
        if (trainingWorkspace is null || trainingWorkspace.Length < length)
        {
            trainingWorkspace = new AlignedBuffer<T>(length);
        }

        return trainingWorkspace;
    }
}
