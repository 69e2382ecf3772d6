namespace Simd.Nets;

public partial class Trainer<TNetwork, T>
{
    private const double Divergence = 4;
    private const double RunningSmoothing = .9;
    private const int FewestSteps = 10;

    /// <summary>
    /// The learning-rate range test (Smith 2017): trains some steps while the rate grows from step to step by a constant factor, and
    /// returns the losses with a suggested rate: <c>Console.WriteLine(trainer.FindLearningRate(train));</c> It ends early when the loss
    /// diverges.
    /// </summary>
    /// <remarks>Everything is as before behind it, to the byte: parameters, gradients, moments, averages, running statistics, random masks,
    /// what clips remember, counts, and the optimizer's rate. The test begins with the moments that are there, clips as the trainer does,
    /// and takes no notice of the schedule, of accumulation and of the policy for losses that are not finite.</remarks>
    /// <param name="data">Samples to train on; met again from the start if they are too few.</param>
    /// <param name="from">The first rate, above 0.</param>
    /// <param name="to">The last rate, above the first.</param>
    /// <param name="steps">Rates tried, 10 or more.</param>
    /// <param name="batch">Samples a step, as training will have them: the best rate depends on it.</param>
    /// <param name="seed">Of the samples' order.</param>
    /// <param name="augmentation">As training will have it.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network, a batch of one would meet batch
    /// normalisation, or the network takes no images to augment.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate or a number is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss, has its averaged weights, or gradients wait for their
    /// step.</exception>
    /// <exception cref="NonFiniteException">The very first loss is not finite.</exception>
    public LearningRateCurve FindLearningRate(
        SampleSource data,
        double from = 1e-7,
        double to = 10,
        int steps = 100,
        int batch = 32,
        ulong seed = 0,
        Augmentation? augmentation = null)
    {
        DataSetChecks.RequireFor(runtime.Schema, data, nameof(data));
        if (!(from > 0) || !(to > from) || !float.IsFinite((float)to))
        {
            throw new ArgumentOutOfRangeException(
                !(from > 0) ? nameof(from) : nameof(to),
                FormattableString.Invariant($"rates go from a number above 0 to a larger one that a float can hold; {from} to {to} came."));
        }

        if (steps < FewestSteps)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), $"steps must be {FewestSteps} or more; {steps} came.");
        }

        RequireTrainedWeights();
        if (Accumulated > 0)
        {
            throw new InvalidOperationException(
                $"the gradients of {Accumulated} batches wait for their step: call Update first, or the test would lose them.");
        }

        int held = BatchChecks.Require(
            runtime.Schema, data, data.KnownCount is long count && count < batch ? (int)count : batch, LastBatch.Drop);
        IBatchFeed<T> feed = data.Feed<T>(held, LastBatch.Drop, ImageAugmentation.Of<TNetwork, T>(augmentation));
        var before = new RangeTestMemory(this);
        try
        {
            return RangeTest(feed, i => from * Math.Pow(to / from, i / (steps - 1.0)), steps, seed);
        }
        finally
        {
            before.Restore();
        }
    }

    private LearningRateCurve RangeTest(IBatchFeed<T> feed, Func<int, double> rateOf, int steps, ulong seed)
    {
        var rates = new List<double>(steps);
        var losses = new List<double>(steps);
        (double average, double weight, double least) = (0, 0, double.PositiveInfinity);
        for (ulong epoch = 1; ; epoch++)
        {
            foreach (Minibatch<T> minibatch in feed.Epoch(new(seed, epoch)))
            {
                double rate = rateOf(rates.Count);
                Optimizer.LearningRate = rate;
                try
                {
                    losses.Add(Train(minibatch.Inputs, minibatch.Targets));
                }
                catch (NonFiniteException) when (rates.Count > 0)
                {
                    return new([.. rates], [.. losses], diverged: true);
                }

                rates.Add(rate);
                average = (RunningSmoothing * average) + ((1 - RunningSmoothing) * losses[^1]);
                weight = (RunningSmoothing * weight) + 1 - RunningSmoothing;
                least = Math.Min(least, average / weight);
                if (average / weight > Divergence * least || rates.Count == steps)
                {
                    return new([.. rates], [.. losses], diverged: rates.Count < steps);
                }
            }
        }
    }

    // What the steps of a test change, and the options that would disturb it, which are off until it is restored.
    private sealed class RangeTestMemory
    {
        private readonly Trainer<TNetwork, T> trainer;
        private readonly LastGood<T> kept = new();
        private readonly T[] gradients;
        private readonly bool hasAllGradients;
        private readonly ulong passes;
        private readonly (double, LearningRateSchedule?, double, NonFinitePolicy) rates;
        private readonly (int, int, StepReport) counters;

        public RangeTestMemory(Trainer<TNetwork, T> trainer)
        {
            this.trainer = trainer;
            kept.Keep(trainer.Memory, trainer.counts);
            gradients = trainer.runtime.GradientMemory.ToArray();
            hasAllGradients = trainer.runtime.HasAllGradients;
            passes = trainer.runtime.Passes;
            rates = (trainer.Optimizer.LearningRate, trainer.Schedule, trainer.rateScale, trainer.nonFinitePolicy);
            counters = (trainer.accumulationSteps, trainer.skippedInARow, trainer.LastStep);
            (trainer.Schedule, trainer.rateScale, trainer.nonFinitePolicy) = (null, 1, NonFinitePolicy.Throw);
            trainer.accumulationSteps = 1;
        }

        public void Restore()
        {
            kept.Restore(trainer.Memory);
            trainer.counts = kept.Counts;
            trainer.plan.Forget();
            trainer.runtime.DiscardState();
            gradients.CopyTo(trainer.runtime.GradientMemory);
            trainer.runtime.HasAllGradients = hasAllGradients;
            trainer.runtime.Passes = passes;
            (trainer.Optimizer.LearningRate, trainer.Schedule, trainer.rateScale, trainer.nonFinitePolicy) = rates;
            (trainer.accumulationSteps, trainer.skippedInARow, trainer.LastStep) = counters;
        }
    }
}
