namespace Simd.Nets;

/// <summary>How the cycles of <see cref="LearningRateSchedule.Cyclic"/> shrink.</summary>
public enum CycleAmplitude
{
    /// <summary>Not at all (PyTorch's triangular).</summary>
    Constant,

    /// <summary>Each cycle is half as high as the last (triangular2).</summary>
    Halving,

    /// <summary>By γ with every step (exp_range).</summary>
    Exponential,
}

/// <summary>Triangles between two rates.</summary>
internal sealed class CyclicSchedule(
    double minimum, double maximum, long stepsUp, long stepsDown, CycleAmplitude amplitude, double gamma) : LearningRateSchedule
{
    public override double RateAt(long step, double initialRate)
    {
        long length = stepsUp + stepsDown;
        long cycle = step / length;
        long within = step % length;
        double height = within <= stepsUp ? (double)within / stepsUp : (double)(length - within) / stepsDown;
        double scale = amplitude switch
        {
            CycleAmplitude.Halving => Math.ScaleB(1, (int)-Math.Min(cycle, 2000)),
            CycleAmplitude.Exponential => Math.Pow(gamma, step),
            _ => 1,
        };
        return minimum + ((maximum - minimum) * height * scale);
    }
}
