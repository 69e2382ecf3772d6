using System.Numerics;

namespace Simd.Nets.Probe;

/// <summary>
/// Runs every pass of every network for batches of 1 to 67 samples, and one beyond a panel, on buffers that lie between inaccessible pages:
/// once all at the upper page, once all at the lower one. The workspace starts as NaN, and results must be, bit for bit, those of ordinary
/// buffers.
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
    private readonly NetworkSchema schema = TNetwork.Schema;
    private readonly NetworkRuntime<TNetwork, T> runtime = TNetwork.Create(1).Runtime;
    private readonly GuardedMemory<T> parameters;
    private readonly GuardedMemory<T> gradients;
    private readonly GuardedMemory<T> state;
    private readonly GuardedMemory<T> workspace;
    private readonly GuardedMemory<T> inputs;
    private readonly GuardedMemory<T> outputs;
    private readonly GuardedMemory<T> inputGradients;
    private readonly GuardedMemory<T> values;
    private readonly GuardedMemory<int> labels;
    private bool atUpperPage;

    public GuardedPasses(int mostSamples)
    {
        parameters = new(schema.ParameterLength);
        gradients = new(schema.ParameterLength);
        state = new(schema.StateLength);
        workspace = new(schema.TrainingWorkspace(mostSamples));
        inputs = new(mostSamples * schema.InputSize);
        inputGradients = new(mostSamples * schema.InputSize);
        outputs = new(mostSamples * schema.OutputSize);
        values = new(mostSamples * schema.OutputSize);
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
        Draw(x, random);
        Draw(t, random);
        foreach (ref int label in classes)
        {
            label = random.Next(schema.OutputSize);
        }

        return Inference(batch, x, y) ?? Declared(batch, x, y, Target(classes, t)) ?? Halves(batch, x, y, t) ?? Gaps(batch);
    }

    public void Dispose()
    {
        IDisposable[] all = [parameters, gradients, state, workspace, inputs, outputs, inputGradients, values, labels];
        foreach (IDisposable memory in all)
        {
            memory.Dispose();
        }
    }

    private string? Inference(int batch, ReadOnlySpan<T> x, Span<T> y)
    {
        var expected = new T[y.Length];
        runtime.Predict(x, expected);
        TNetwork.Infer(Memory(schema.InferenceWorkspace(batch)), x, batch, y);
        return Invariants.SameBits<T>(expected, y) ? null : "Infer writes other outputs than Predict";
    }

    private string? Declared(int batch, ReadOnlySpan<T> x, Span<T> y, Targets<T> targets)
    {
        if (schema.Targets == TargetKind.None)
        {
            return null;
        }

        LossSum loss = runtime.Evaluate(x, targets, y);
        if (loss != TNetwork.Evaluate(Memory(schema.InferenceWorkspace(batch)), x, batch, targets, y))
        {
            return "Evaluate returns another loss than on ordinary buffers";
        }

        double mean = runtime.Differentiate(x, targets);
        NetworkMemory<T> memory = Memory(schema.DifferentiationWorkspace(batch));
        bool same = mean == TNetwork.Differentiate(memory, x, batch, targets) & Invariants.SameBits<T>(runtime.Gradients, memory.Gradients);
        return same ? null : "Differentiate yields another loss or other gradients than on ordinary buffers";
    }

    private string? Halves(int batch, ReadOnlySpan<T> x, Span<T> y, ReadOnlySpan<T> outputGradients)
    {
        var ordinaryOutputs = new T[y.Length];
        var ordinary = new T[x.Length];
        runtime.Forward(x, ordinaryOutputs);
        runtime.Backward(x, outputGradients, ordinary);
        NetworkMemory<T> memory = Memory(schema.TrainingWorkspace(batch));
        Span<T> dx = Rows(inputGradients, x.Length);
        TNetwork.Forward(memory, x, batch, y);
        TNetwork.Backward(memory, x, batch, outputGradients, dx);
        bool same = Invariants.SameBits<T>(ordinaryOutputs, y) && Invariants.SameBits<T>(ordinary, dx)
            && Invariants.SameBits<T>(runtime.Gradients, memory.Gradients);
        TNetwork.Forward(memory, x, batch, y);
        TNetwork.Backward(memory, x, batch, outputGradients, []);
        same &= Invariants.SameBits<T>(runtime.Gradients, memory.Gradients);
        return same ? null : "Forward and Backward write other numbers than on ordinary buffers, or without the gradient of the inputs";
    }

    private string? Gaps(int batch) =>
        !atUpperPage || (parameters.GapIsIntact(schema.ParameterLength) && gradients.GapIsIntact(schema.ParameterLength)
            && state.GapIsIntact(schema.StateLength) && workspace.GapIsIntact(schema.TrainingWorkspace(batch)))
            ? null
            : "a pass writes behind its parameters, gradients, state or workspace";

    private NetworkMemory<T> Memory(int workspaceLength)
    {
        Span<T> w = Aligned(parameters, schema.ParameterLength);
        runtime.Parameters.CopyTo(w);
        Span<T> dw = Aligned(gradients, schema.ParameterLength);
        dw.Clear();
        Span<T> scratch = Aligned(workspace, workspaceLength);
        scratch.Fill(T.NaN);
        return new() { Parameters = w, Gradients = dw, State = Aligned(state, schema.StateLength), Workspace = scratch };
    }

    private Targets<T> Target(ReadOnlySpan<int> classes, ReadOnlySpan<T> t) => schema.Targets == TargetKind.Labels ? classes : t;

    private Span<TElement> Rows<TElement>(GuardedMemory<TElement> memory, int length)
        where TElement : unmanaged => atUpperPage ? memory.Last(length) : memory.First(length);

    private Span<T> Aligned(GuardedMemory<T> memory, int length) => atUpperPage ? memory.LastAligned(length) : memory.First(length);

    private static void Draw(Span<T> span, Random random)
    {
        foreach (ref T value in span)
        {
            value = T.CreateTruncating((random.NextDouble() * 4) - 2);
        }
    }
}
