using System.Numerics;

namespace Simd.Nets.Probe;

/// <summary>
/// Runs every pass of every network for batches of 1 to 67 samples, and one beyond a panel, on buffers that lie between inaccessible pages:
/// once all at the upper page, once all at the lower one. The workspace starts as NaN, and results must be, bit for bit, those of ordinary
/// buffers. A single sample trains only where nothing normalises over the batch.
/// </summary>
internal sealed class GuardPages : NetworkCommand
{
    protected override bool RunOne<TNetwork, T>()
    {
        Console.WriteLine($"guard {TNetwork.Schema.Name}");
        bool held = true;
        using var passes = new GuardedPasses<TNetwork, T>(Math.Max(67, TNetwork.Schema.PanelRows + 1));
        foreach (int batch in Enumerable.Range(1, 67).Append(TNetwork.Schema.PanelRows + 1))
        {
            foreach (bool atUpperPage in new[] { true, false })
            {
                if (passes.Run(batch, atUpperPage) is { } broken)
                {
                    Console.WriteLine($"FAILED {TNetwork.Schema.Name} batch {batch} path {SimdPath.Active}: {broken}");
                    held = false;
                }
            }
        }

        return held;
    }
}

/// <summary>A network's passes on guarded buffers.</summary>
internal sealed class GuardedPasses<TNetwork, T> : IDisposable
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const ulong Pass = 5;

    private readonly NetworkSchema schema = TNetwork.Schema;
    // In one shard, on one thread: as the passes themselves do it.
    private readonly NetworkRuntime<TNetwork, T> runtime = InOneGo(TNetwork.Create(1).Runtime);
    private readonly GuardedMemory<T> parameters;
    private readonly GuardedMemory<T> gradients;
    private readonly GuardedMemory<T> state;
    private readonly GuardedMemory<T> pendingState;
    private readonly GuardedMemory<T> workspace;
    private readonly GuardedMemory<T> inputs;
    private readonly GuardedMemory<T> outputs;
    private readonly GuardedMemory<T> inputGradients;
    private readonly GuardedMemory<T> values;
    private readonly GuardedMemory<T> weights;
    private readonly GuardedMemory<int> labels;
    private bool atUpperPage;

    public GuardedPasses(int mostSamples)
    {
        parameters = new(schema.ParameterLength);
        gradients = new(schema.ParameterLength);
        state = new(schema.StateLength);
        pendingState = new(schema.StateLength);
        workspace = new(schema.TrainingWorkspace(mostSamples));
        inputs = new(mostSamples * schema.InputSize);
        inputGradients = new(mostSamples * schema.InputSize);
        outputs = new(mostSamples * schema.OutputSize);
        values = new(mostSamples * schema.OutputSize);
        weights = new(mostSamples);
        labels = new(mostSamples);
    }

    /// <summary>Runs all passes.</summary>
    /// <returns>What differed from the passes on ordinary buffers; null if nothing did.</returns>
    public string? Run(int batch, bool upperPage)
    {
        atUpperPage = upperPage;
        var random = new Random(batch);
        Span<T> x = Rows(inputs, batch * schema.InputSize);
        Span<T> y = Rows(outputs, batch * schema.OutputSize);
        Span<T> t = Rows(values, batch * schema.OutputSize);
        Span<int> classes = Rows(labels, batch);
        Span<T> w = Rows(weights, batch);
        Draw(x, random, -2, 2);
        Draw(t, random, 0, 1);
        Draw(w, random, 0, 2);
        foreach (ref int label in classes)
        {
            label = random.Next(schema.OutputSize);
        }

        Targets<T> targets = new() { Labels = classes, Values = t, Weights = batch % 2 == 0 ? w : [] };
        bool trains = batch > 1 || schema.BatchNormalisation is null;
        return Inference(batch, x, y)
            ?? Evaluation(batch, x, y, Declared(targets))
            ?? (trains ? Differentiation(batch, x, Declared(targets)) ?? Halves(batch, x, y, t) : null)
            ?? Gaps(batch);
    }

    public void Dispose()
    {
        IDisposable[] all =
            [parameters, gradients, state, pendingState, workspace, inputs, outputs, inputGradients, values, weights, labels];
        foreach (IDisposable memory in all)
        {
            memory.Dispose();
        }
    }

    private static NetworkRuntime<TNetwork, T> InOneGo(NetworkRuntime<TNetwork, T> runtime)
    {
        (runtime.Shards, runtime.Threads) = (1, 1);
        return runtime;
    }

    private string? Inference(int batch, ReadOnlySpan<T> x, Span<T> y)
    {
        var expected = new T[y.Length];
        runtime.Predict(x, expected);
        TNetwork.Infer(Memory(schema.InferenceWorkspace(batch)), x, batch, y);
        return Invariants.SameBits<T>(expected, y) ? null : "Infer writes other outputs than Predict";
    }

    private string? Evaluation(int batch, ReadOnlySpan<T> x, Span<T> y, Targets<T> targets)
    {
        if (schema.Targets == TargetKind.None)
        {
            return null;
        }

        LossSum loss = runtime.Evaluate(x, targets, y);
        return loss == TNetwork.Evaluate(Memory(schema.InferenceWorkspace(batch)), x, batch, targets, y)
            ? null
            : "Evaluate returns another loss than on ordinary buffers";
    }

    private string? Differentiation(int batch, ReadOnlySpan<T> x, Targets<T> targets)
    {
        if (schema.Targets == TargetKind.None)
        {
            return null;
        }

        bool same = true;
        foreach (bool accumulate in new[] { false, true })
        {
            Begin(accumulate);
            double mean = runtime.Differentiate(x, targets, accumulate);
            NetworkMemory<T> memory = Memory(schema.DifferentiationWorkspace(batch), accumulate);
            same &= mean == TNetwork.Differentiate(memory, x, batch, targets)
                && Invariants.SameBits<T>(runtime.Gradients, memory.Gradients);
        }

        return same & SameStatistics() ? null : "Differentiate yields another loss, gradients or statistics than on ordinary buffers";
    }

    private string? Halves(int batch, ReadOnlySpan<T> x, Span<T> y, ReadOnlySpan<T> outputGradients)
    {
        bool same = true;
        foreach (bool accumulate in new[] { false, true })
        {
            // The second pass leaves the gradient of the inputs out.
            var ordinaryOutputs = new T[y.Length];
            T[] ordinary = accumulate ? [] : new T[x.Length];
            Begin(accumulate);
            runtime.Forward(x, ordinaryOutputs);
            runtime.Backward(x, outputGradients, ordinary, accumulate);
            NetworkMemory<T> memory = Memory(schema.TrainingWorkspace(batch), accumulate);
            Span<T> dx = Rows(inputGradients, ordinary.Length);
            TNetwork.Forward(memory, x, batch, y);
            TNetwork.Backward(memory, x, batch, outputGradients, dx);
            same &= Invariants.SameBits<T>(ordinaryOutputs, y) && Invariants.SameBits<T>(ordinary, dx)
                && Invariants.SameBits<T>(runtime.Gradients, memory.Gradients);
        }

        return same & SameStatistics() ? null : "Forward and Backward write other numbers than on ordinary buffers";
    }

    private string? Gaps(int batch) =>
        !atUpperPage || (parameters.GapIsIntact(schema.ParameterLength) && gradients.GapIsIntact(schema.ParameterLength)
            && state.GapIsIntact(schema.StateLength) && pendingState.GapIsIntact(schema.StateLength)
            && workspace.GapIsIntact(schema.TrainingWorkspace(batch)))
            ? null
            : "a pass writes behind its parameters, gradients, state or workspace";

    private void Begin(bool accumulate)
    {
        runtime.Passes = Pass;
        if (!accumulate)
        {
            runtime.DiscardState();
        }
    }

    private NetworkMemory<T> Memory(int workspaceLength, bool accumulate = false)
    {
        Span<T> w = Aligned(parameters, schema.ParameterLength);
        Span<T> dw = Aligned(gradients, schema.ParameterLength);
        Span<T> statistics = Aligned(state, schema.StateLength);
        Span<T> pending = Aligned(pendingState, schema.StateLength);
        Span<T> scratch = Aligned(workspace, workspaceLength);
        runtime.Parameters.CopyTo(w);
        runtime.State.CopyTo(statistics);
        scratch.Fill(T.NaN);
        if (!accumulate)
        {
            dw.Clear();
            runtime.State.CopyTo(pending);
        }

        return new()
        {
            Parameters = w,
            Gradients = dw,
            State = statistics,
            PendingState = pending,
            Workspace = scratch,
            AccumulateGradients = accumulate,
            RandomSeed = runtime.RandomSeed,
            Pass = Pass,
        };
    }

    private bool SameStatistics()
    {
        T[] before = runtime.State.ToArray();
        runtime.CommitState();
        bool same = Invariants.SameBits<T>(runtime.State, Aligned(pendingState, schema.StateLength));
        before.CopyTo(runtime.State);
        return same;
    }

    private Targets<T> Declared(Targets<T> targets) => schema.Targets == TargetKind.Labels
        ? new() { Labels = targets.Labels, Weights = targets.Weights }
        : new() { Values = targets.Values, Weights = targets.Weights };

    private Span<TElement> Rows<TElement>(GuardedMemory<TElement> memory, int length)
        where TElement : unmanaged => atUpperPage ? memory.Last(length) : memory.First(length);

    private Span<T> Aligned(GuardedMemory<T> memory, int length) => atUpperPage ? memory.LastAligned(length) : memory.First(length);

    private static void Draw(Span<T> span, Random random, double low, double high)
    {
        foreach (ref T value in span)
        {
            value = T.CreateTruncating(low + (random.NextDouble() * (high - low)));
        }
    }
}
