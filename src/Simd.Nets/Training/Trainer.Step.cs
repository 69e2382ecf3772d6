namespace Simd.Nets;

public partial class Trainer<TNetwork, T>
{
    private LastGood<T>? lastGood;
    private double accumulatedLoss;
    private double rateScale = 1;
    private int skippedInARow;

    /// <summary>A step, or a part of one.</summary>
    /// <param name="inputs">The batch.</param>
    /// <param name="targets">Its targets, which are finite.</param>
    /// <param name="validates">Whether the inputs are not known to be finite, and have to be.</param>
    internal double Train(ReadOnlySpan<T> inputs, Targets<T> targets, bool validates = false)
    {
        RequireTrainedWeights();
        double rate = RequireRate();
        WatchStart();
        SlabUpdates? fused = IsWatched ? null : Fused(rate); // who watches wants the parameters as they were
        bool looksBehind = fused is not null && runtime.Schema.SlabsBoundInputs;
        if (validates && !looksBehind)
        {
            RequireFinite(inputs, runtime.Schema.InputSize, nameof(inputs));
        }

        double loss = runtime.Differentiate(inputs, targets, accumulate: Accumulated > 0, fused);
        if (validates && looksBehind && !fused!.Accepted)
        {
            RefuseInputs(inputs);
        }

        accumulatedLoss = Accumulated > 0 ? accumulatedLoss + loss : loss;
        Accumulated++;
        if (!double.IsFinite(loss))
        {
            Refuse(loss, double.NaN);
        }
        else if (fused is { Accepted: true })
        {
            Complete(fused, loss, rate);
        }
        else if (Accumulated < AccumulationSteps)
        {
            LastStep = new() { Outcome = StepOutcome.Accumulated, Step = Steps, Loss = loss, GradientNorm = double.NaN, ClipFactor = 1 };
        }
        else
        {
            Complete(rate, inputs);
        }

        return loss;
    }

    /// <summary>Forgets the batches whose gradients wait for their step.</summary>
    internal void DropAccumulated()
    {
        Accumulated = 0;
        runtime.DiscardState();
    }

    // The slabs were not accepted. Only their bound has looked at the inputs, and they may be why: then the pass never was.
    private void RefuseInputs(ReadOnlySpan<T> inputs)
    {
        int at = FiniteScan.FirstNonFinite(inputs);
        if (at >= 0)
        {
            runtime.DiscardState();
            runtime.Passes--;
            runtime.HasAllGradients = false;
            throw NotFinite(inputs, at, runtime.Schema.InputSize, nameof(inputs));
        }
    }

    private bool IsWatched => monitoring is not null && monitoring.IsDue(Steps);

    private void WatchStart()
    {
        if (monitoring is not null && Accumulated == 0)
        {
            monitoring.Start(Steps);
        }
    }

    private double RequireRate()
    {
        double rate = LearningRate;
        Optimizer.RequireRate(rate * Settings.LargestFactor);
        return rate;
    }

    // Everything that can fail comes before the first write.
    private void Complete(double rate, ReadOnlySpan<T> inputs = default)
    {
        bool watched = IsWatched;
        double? loss = Accumulated > 0 ? accumulatedLoss / Accumulated : null;
        double share = Accumulated > 0 ? 1.0 / Accumulated : 1;
        bool measures = ValidateGradients || clip is { NeedsNorms: true };
        double norm = measures || watched ? norms.Measure<T>(runtime.Gradients, Settings.Rows, share) : double.NaN;
        if (measures && !double.IsFinite(norm))
        {
            Refuse(loss, norm);
            return;
        }

        double penalty = BeforeFirstWrite();
        if (watched)
        {
            monitoring!.Look(inputs);
        }

        double factor = Move(norm, rate, share);
        Settle(loss ?? double.NaN, penalty, norm, factor, rate);
        if (watched)
        {
            monitoring!.Tell(LastStep);
        }
    }

    // What a step needs of the parameters as they were; returns the penalty on them.
    private double BeforeFirstWrite()
    {
        if (nonFinitePolicy is RollBackPolicy policy && (Steps % policy.Every == 0 || !lastGood!.IsKept))
        {
            lastGood!.Keep(Memory, counts);
        }

        return Settings.HasPenalties ? plan.Penalty<T>(runtime.Parameters) : 0;
    }

    private void Settle(double loss, double penalty, double norm, double factor, double rate)
    {
        ClipWeights();
        counts = counts with { Steps = Steps + 1 };
        UpdateAverage();
        runtime.CommitState();
        (Accumulated, skippedInARow) = (0, 0);
        LastStep = new()
        {
            Outcome = StepOutcome.Taken,
            Step = Steps,
            Loss = loss,
            Penalty = penalty,
            GradientNorm = norm,
            ClipFactor = factor,
            LearningRate = rate,
        };
        monitoring?.Count(factor);
    }

    // Clip and optimizer; returns the smallest factor of the clip.
    private double Move(double norm, double rate, double share)
    {
        double factor = 1;
        if (clip is not null)
        {
            var clipped = new ClippedGradients<T>
            {
                Tensors = runtime.Schema.Tensors,
                Settings = Settings.Rows,
                Parameters = runtime.Parameters,
                Gradients = runtime.Gradients,
                Norms = norms,
                GlobalNorm = norm,
                Share = share,
            };
            ClipState state = counts.Clip;
            factor = clip.Apply(clipped, ref state);
            counts = counts with { Clip = state };
        }

        plan.Apply<T>(
            runtime.Parameters, runtime.Gradients, moments.Span, rate, share, norms.Factors, clip?.Limit ?? double.PositiveInfinity);
        return factor;
    }

    private void ClipWeights()
    {
        if (WeightClip is null)
        {
            return;
        }

        TensorTable tensors = runtime.Schema.Tensors;
        for (int i = 0; i < tensors.Count; i++)
        {
            if (tensors[i].Kind == TensorKind.Weight && !Settings.Rows[i].Frozen)
            {
                WeightClip.Apply(tensors[i], runtime.Parameters.Slice(tensors[i].Offset, tensors[i].Length), norms);
            }
        }
    }

    // The step is not taken. What happens then is the policy's.
    private void Refuse(double? loss, double norm)
    {
        DropAccumulated();
        double rate = LearningRate;
        StepOutcome outcome;
        switch (nonFinitePolicy)
        {
            case SkipStepPolicy skip when skippedInARow < skip.InARow:
                skippedInARow++;
                outcome = StepOutcome.Skipped;
                break;
            case RollBackPolicy back when RollBacks < back.Times && lastGood!.IsKept:
                GoBack(back);
                outcome = StepOutcome.RolledBack;
                break;
            default:
                throw Failure = NonFiniteException.Diagnose(runtime, loss, Steps + 1, rate);
        }

        LastStep = new()
        {
            Outcome = outcome,
            Step = Steps,
            Loss = loss ?? double.NaN,
            GradientNorm = norm,
            ClipFactor = 1,
            LearningRate = rate,
        };
    }

    private void GoBack(RollBackPolicy policy)
    {
        lastGood!.Restore(Memory);
        counts = lastGood.Counts;
        plan.Forget();
        rateScale *= policy.LearningRateFactor;
        RollBacks++;
    }

    private TrainingMemory<T> Memory => new()
    {
        Parameters = runtime.Parameters,
        State = runtime.State,
        Moments = moments.Span,
        Average = average is null ? [] : average.Span,
        TensorSteps = plan.Steps,
    };
}
