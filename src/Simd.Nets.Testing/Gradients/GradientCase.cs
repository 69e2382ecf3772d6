using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>What became of a drawn case.</summary>
internal enum CaseOutcome
{
    /// <summary>Everything agreed, and a corrupted gradient did not.</summary>
    Passed,

    /// <summary>Something disagreed.</summary>
    Failed,

    /// <summary>A difference reached over a kink, or no batch was clear of kinks and constant features: the case proves nothing.</summary>
    Unclear,

    /// <summary>Every gradient is about zero, so that a wrong sign would not be noticed.</summary>
    Vacuous,
}

/// <summary>Runs every pass of a network on one drawn case and compares what comes with the reference.</summary>
internal sealed class GradientCase<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Half = T.One / (T.One + T.One);

    private readonly GradientDraw<TNetwork, T> draw;
    private readonly Lazy<GradientExpectation<TNetwork, T>> gradients;
    private readonly ForwardExpectation<TNetwork, T> inference;
    private readonly ForwardExpectation<TNetwork, T> training;
    private readonly List<TensorComparison> comparisons = [];

    public GradientCase(int seed, int batch)
    {
        draw = new(seed, batch);
        gradients = new(() => new(draw, seed));
        inference = new(draw, ReferenceMode.Inference);
        training = new(draw, draw.Mode, passes: 2);
    }

    public GradientDraw<TNetwork, T> Draw => draw;

    public GradientReport Report => GradientReport.Merge(TNetwork.Schema.Name, [new("", comparisons, draw.Batch, draw.Redraws)]);

    public CaseOutcome Run()
    {
        if (!draw.IsClear)
        {
            return CaseOutcome.Unclear;
        }

        GradientExpectation<TNetwork, T> expected = gradients.Value;
        if (draw.Differences.CrossedKink)
        {
            return CaseOutcome.Unclear;
        }

        Infer();
        T[] inputGradients = RunHalves(accumulate: false);
        bool noticed = !expected.CompareCorrupted(inputGradients).Passed;
        comparisons.AddRange(expected.Compare(inputGradients));
        RunTwice(() => RunHalves(accumulate: true));
        if (draw.Reference.Targets != TargetKind.None)
        {
            Evaluate();
            Differentiate(accumulate: false);
            comparisons.AddRange(expected.Compare(inputGradients: null));
            RunTwice(() => Differentiate(accumulate: true));
        }

        return comparisons.Any(comparison => !comparison.Passed) ? CaseOutcome.Failed : noticed ? CaseOutcome.Passed : CaseOutcome.Vacuous;
    }

    private void Infer()
    {
        var outputs = new T[draw.Batch * draw.Reference.OutputSize];
        draw.Runtime.Predict(draw.Inputs, outputs);
        comparisons.Add(inference.Outputs(outputs));
    }

    private void Evaluate()
    {
        var outputs = new T[draw.Batch * draw.Reference.OutputSize];
        LossSum loss = draw.Runtime.Evaluate(draw.Inputs, draw.Targets, outputs);
        comparisons.Add(inference.Loss(loss.Mean));
        comparisons.Add(new("loss weight", "", draw.Objective.Weight, loss.Weight, 1e-6 * draw.Objective.Weight, 1));
        comparisons.Add(inference.Outputs(outputs));
    }

    private T[] RunHalves(bool accumulate)
    {
        Prepare(accumulate);
        var outputs = new T[draw.Batch * draw.Reference.OutputSize];
        draw.Runtime.Forward(draw.Inputs, outputs);
        comparisons.Add(training.Outputs(outputs));
        var inputGradients = new T[draw.Inputs.Length];
        draw.Runtime.Backward(draw.Inputs, draw.OutputGradients, inputGradients, accumulate);
        return inputGradients;
    }

    private T[]? Differentiate(bool accumulate)
    {
        Prepare(accumulate);
        comparisons.Add(training.Loss(draw.Runtime.Differentiate(draw.Inputs, draw.Targets, accumulate)));
        return null;
    }

    // The second pass adds its gradients to the first one's equal ones, and goes on from the statistics that the first one left; inference
    // knows nothing of either until the step is accepted.
    private void RunTwice(Func<T[]?> pass)
    {
        T[]? inputGradients = pass();
        foreach (ref T gradient in draw.Runtime.Gradients)
        {
            gradient *= Half;
        }

        comparisons.AddRange(gradients.Value.Compare(inputGradients));
        Infer();
        T[] state = draw.Runtime.State.ToArray();
        draw.Runtime.CommitState();
        comparisons.AddRange(training.State());
        state.CopyTo(draw.Runtime.State);
    }

    // A pass overwrites the gradients unless it adds to them; whatever it left out would stay NaN.
    private void Prepare(bool accumulate)
    {
        draw.Runtime.Passes = draw.Mode.Pass;
        if (accumulate)
        {
            return;
        }

        draw.Runtime.DiscardState();
        foreach (TensorEntry tensor in TNetwork.Schema.Tensors)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                draw.Runtime.Gradients.Slice(tensor.Offset + (row * tensor.Pitch), tensor.Columns).Fill(T.NaN);
            }
        }
    }
}
