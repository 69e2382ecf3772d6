using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>What became of a drawn case.</summary>
internal enum CaseOutcome
{
    /// <summary>Everything agreed, and a corrupted gradient did not.</summary>
    Passed,

    /// <summary>Something disagreed.</summary>
    Failed,

    /// <summary>A difference reached over a kink: the case proves nothing.</summary>
    CrossedKink,

    /// <summary>Every gradient is about zero, so that a wrong sign would not be noticed.</summary>
    Vacuous,
}

/// <summary>Runs every pass of a network on one drawn case and compares what comes with the reference.</summary>
internal sealed class GradientCase<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientDraw<TNetwork, T> draw;
    private readonly GradientExpectation<TNetwork, T> gradients;
    private readonly ForwardExpectation<TNetwork, T> forward;
    private readonly List<TensorComparison> comparisons = [];

    public GradientCase(int seed, int batch)
    {
        draw = new(seed, batch);
        gradients = new(draw, seed);
        forward = new(draw);
    }

    public GradientDraw<TNetwork, T> Draw => draw;

    public GradientReport Report => GradientReport.Merge(TNetwork.Schema.Name, [new("", comparisons, draw.Batch, draw.Redraws)]);

    public CaseOutcome Run()
    {
        if (draw.Differences.CrossedKink)
        {
            return CaseOutcome.CrossedKink;
        }

        T[] inputGradients = RunBackward();
        bool noticed = !gradients.CompareCorrupted(inputGradients).Passed;
        comparisons.AddRange(gradients.Compare(inputGradients));
        if (draw.Reference.Targets != TargetKind.None)
        {
            RunDeclaredLoss();
        }

        return comparisons.Any(comparison => !comparison.Passed) ? CaseOutcome.Failed : noticed ? CaseOutcome.Passed : CaseOutcome.Vacuous;
    }

    private T[] RunBackward()
    {
        var outputs = new T[draw.Batch * draw.Reference.OutputSize];
        draw.Runtime.Predict(draw.Inputs, outputs);
        comparisons.Add(forward.Outputs(outputs));
        Array.Clear(outputs);
        draw.Runtime.Forward(draw.Inputs, outputs);
        comparisons.Add(forward.Outputs(outputs));
        ForgetGradients();
        var inputGradients = new T[draw.Inputs.Length];
        draw.Runtime.Backward(draw.Inputs, draw.OutputGradients, inputGradients);
        return inputGradients;
    }

    private void RunDeclaredLoss()
    {
        var outputs = new T[draw.Batch * draw.Reference.OutputSize];
        comparisons.Add(forward.Loss(draw.Runtime.Evaluate(draw.Inputs, draw.Targets, outputs).Mean));
        comparisons.Add(forward.Outputs(outputs));
        ForgetGradients();
        comparisons.Add(forward.Loss(draw.Runtime.Differentiate(draw.Inputs, draw.Targets)));
        comparisons.AddRange(gradients.Compare(inputGradients: null));
    }

    // A pass overwrites the gradients; whatever it left out would stay NaN.
    private void ForgetGradients()
    {
        foreach (TensorEntry tensor in TNetwork.Schema.Tensors)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                draw.Runtime.Gradients.Slice(tensor.Offset + (row * tensor.Pitch), tensor.Columns).Fill(T.NaN);
            }
        }
    }
}
