namespace Simd.Nets;

public partial class Trainer<TNetwork, T>
{
    private MonitorSession<TNetwork, T>? monitoring;
    private GradientClip? clip;
    private NonFinitePolicy nonFinitePolicy = NonFinitePolicy.Throw;
    private int accumulationSteps = 1;
    private int accumulated;
    private long accumulatedAt;

    /// <summary>How each tensor is treated: learning-rate factor, frozen or not, weight decay, penalties.</summary>
    public TensorSettings Settings { get; }

    /// <summary>
    /// How many threads share a step, and the predictions of the network: 0, as at the start, leaves it to the machine, which takes one for
    /// small work, and for steps that trials now and then show to be faster so. It changes no bit of any result.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 0 or more than 1,024.</exception>
    public int Threads
    {
        get => runtime.Threads;
        set => runtime.Threads = value;
    }

    /// <summary>
    /// Into how many shards a batch falls, whose gradients are summed apart and then added up in a fixed tree: a power of two, or 0, as at the
    /// start, by the shapes of network and batch. Other shards round otherwise; who trains on from a checkpoint keeps them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to what is neither 0 nor a power of two up to 1,024.</exception>
    public int Shards
    {
        get => runtime.Shards;
        set => runtime.Shards = value;
    }

    /// <summary>Keeps gradients from exploding; null, as at the start, for none. Setting it forgets what a clip remembered.</summary>
    public GradientClip? Clip
    {
        get => clip;
        set
        {
            clip = value;
            counts = counts with { Clip = default };
            norms.Multiply(1);
            lastGood?.Forget();
        }
    }

    /// <summary>Confines the weights behind every step; null, as at the start, for none.</summary>
    public WeightClip? WeightClip { get; set; }

    /// <summary>The learning rate of every step; null, as at the start, for the optimizer's own. Its step 0 is the trainer's.</summary>
    public LearningRateSchedule? Schedule { get; set; }

    /// <summary>The learning rate of the next step: the schedule's, times what was lost in going back.</summary>
    public double LearningRate => (Schedule?.RateAt(Steps, Optimizer.LearningRate) ?? Optimizer.LearningRate) * rateScale;

    /// <summary>What happens when loss or gradients are not finite: an exception, unless set.</summary>
    public NonFinitePolicy NonFinitePolicy
    {
        get => nonFinitePolicy;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            nonFinitePolicy = value;
            lastGood = value is RollBackPolicy ? new LastGood<T>() : null;
            (skippedInARow, RollBacks) = (0, 0);
        }
    }

    /// <summary>What the trainer threw when it last met a loss or a gradient that is not finite; null where it never did.</summary>
    public NonFiniteException? Failure { get; private set; }

    /// <summary>How often the trainer went back to its last good state, since <see cref="NonFinitePolicy"/> was set.</summary>
    public int RollBacks { get; private set; }

    /// <summary>
    /// Batches that make a step, 1 unless set: their gradients are added up, and their mean moves the parameters when the last of them has
    /// come (or <see cref="Update"/> is called). Memory is needed for one of them only.
    /// </summary>
    /// <remarks>It is the mean of the batches' means, as in PyTorch's usual loop: every batch counts alike, whatever its samples or their
    /// weights, so a sample of a short last batch counts more than others. Batches of equal size and weight give the step of one batch that
    /// holds them all (but for what looks at a whole batch, as batch normalisation does).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 1.</exception>
    public int AccumulationSteps
    {
        get => accumulationSteps;
        set => accumulationSteps = OptionRange.AtLeast(1, value, nameof(AccumulationSteps));
    }

    /// <summary>Batches whose gradients wait for the step; 0 once the network took over other parameters (<c>CopyFrom</c>, <c>Lerp</c>, the
    /// best epoch's), or an epoch of <see cref="Fit"/> was left before its end.</summary>
    public int Accumulated
    {
        get => accumulatedAt == runtime.Replacements ? accumulated : 0;
        private set => (accumulated, accumulatedAt) = (value, runtime.Replacements);
    }

    /// <summary>Watches gradients, weights and activations layer by layer; null, as at the start, for nothing. Setting it begins anew, with
    /// the next step.</summary>
    public TrainingMonitor? Monitor
    {
        get => monitoring?.Monitor;
        set => monitoring = value is null ? null : new(value, runtime, norms, Steps);
    }

    /// <summary>What the last batch did.</summary>
    public StepReport LastStep { get; private set; }

    /// <summary>Tells the schedule how training goes, for <see cref="LearningRateSchedule.Plateau"/>.</summary>
    public void ReportMetric(double metric) => Schedule?.Report(metric, Steps);
}
