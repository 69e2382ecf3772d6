namespace Simd.Nets;

public partial class Trainer<TNetwork, T>
{
    private const double Divergence = 4;
    private const double RunningSmoothing = .9;
    private const int FewestSteps = 10;

    /// <summary>
    /// The learning-rate range test (Smith 2017): trains some steps while the rate grows from step to step by a constant factor, and returns
    /// the losses with a suggested rate: <c>Console.WriteLine(trainer.FindLearningRate(train));</c> It ends early when the loss diverges.
    /// </summary>
    /// <remarks>Everything is as before behind it, to the byte: parameters, gradients, moments, running statistics, random masks, counts, and
    /// the optimizer's rate. The test begins with the moments that are there.</remarks>
    /// <param name="data">Samples to train on; met again from the start if they are too few.</param>
    /// <param name="from">The first rate, above 0.</param>
    /// <param name="to">The last rate, above the first.</param>
    /// <param name="steps">Rates tried, 10 or more.</param>
    /// <param name="batch">Samples a step, as training will have them: the best rate depends on it.</param>
    /// <param name="seed">Of the samples' order.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network, or a batch of one would meet batch normalisation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate or a number is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="NonFiniteException">The very first loss is not finite.</exception>
    public LearningRateCurve FindLearningRate(
        SampleSource data, double from = 1e-7, double to = 10, int steps = 100, int batch = 32, ulong seed = 0)
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

        int held = (int)Math.Min(Math.Max(1, batch), data.KnownCount ?? batch);
        BatchChecks.Require(runtime.Schema, data, batch > held ? held : batch, LastBatch.Drop);
        var before = new RangeTestMemory(this);
        try
        {
            return RangeTest(data.Feed<T>(held, LastBatch.Drop), i => from * Math.Pow(to / from, i / (steps - 1.0)), steps, seed);
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
            foreach (Minibatch<T> minibatch in feed.Epoch(new PhiloxStream(seed, epoch)))
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

    // All that the steps of a test change.
    private sealed class RangeTestMemory(Trainer<TNetwork, T> trainer)
    {
        private readonly T[] parameters = trainer.runtime.Parameters.ToArray();
        private readonly T[] gradients = trainer.runtime.Gradients.ToArray();
        private readonly T[] state = trainer.runtime.State.ToArray();
        private readonly T[] moments = trainer.moments.Span.ToArray();
        private readonly ulong passes = trainer.runtime.Passes;
        private readonly long steps = trainer.Steps;
        private readonly double learningRate = trainer.Optimizer.LearningRate;

        public void Restore()
        {
            parameters.CopyTo(trainer.runtime.Parameters);
            gradients.CopyTo(trainer.runtime.Gradients);
            state.CopyTo(trainer.runtime.State);
            trainer.runtime.DiscardState();
            moments.CopyTo(trainer.moments.Span);
            trainer.runtime.Passes = passes;
            trainer.Steps = steps;
            trainer.Optimizer.LearningRate = learningRate;
        }
    }
}
