namespace Simd.Nets;

/// <summary>What a trainer does when loss or gradients are not finite: <c>trainer.NonFinitePolicy = NonFinitePolicy.SkipStep</c>. Whatever
/// it does, parameters, moments, step count and running statistics never take anything of that step.</summary>
public abstract class NonFinitePolicy
{
    private protected NonFinitePolicy()
    {
    }

    /// <summary>Throws <see cref="NonFiniteException"/>, which names the layer and the tensor that went bad first.</summary>
    public static NonFinitePolicy Throw { get; } = new ThrowPolicy();

    /// <summary>Leaves the step out; after 5 left out in a row the next one throws <see cref="NonFiniteException"/>.</summary>
    public static NonFinitePolicy SkipStep { get; } = new SkipStepPolicy(5);

    /// <summary>
    /// Goes back to the last state from which loss and gradients were finite, and on from there with a smaller learning rate. Throws
    /// <see cref="NonFiniteException"/> if it has been there as often as allowed, or if the very first step is not finite.
    /// </summary>
    /// <param name="every">Steps from one state that is kept to the next: 1 or more. Each costs a copy of parameters and moments.</param>
    /// <param name="learningRateFactor">What the learning rate is multiplied by: above 0 and at most 1.</param>
    /// <param name="times">How often, in all: 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static NonFinitePolicy RollBack(int every = 100, double learningRateFactor = 0.5, int times = 3) => new RollBackPolicy(
        OptionRange.AtLeast(1, every, nameof(every)),
        OptionRange.Share(OptionRange.Positive(learningRateFactor, nameof(learningRateFactor)), nameof(learningRateFactor)),
        OptionRange.AtLeast(1, times, nameof(times)));
}

/// <summary>Throw.</summary>
internal sealed class ThrowPolicy : NonFinitePolicy;

/// <summary>Leave out.</summary>
internal sealed class SkipStepPolicy(int inARow) : NonFinitePolicy
{
    public int InARow => inARow;
}

/// <summary>Go back.</summary>
internal sealed class RollBackPolicy(int every, double learningRateFactor, int times) : NonFinitePolicy
{
    public int Every => every;

    public double LearningRateFactor => learningRateFactor;

    public int Times => times;
}
