namespace Simd.Nets;

/// <summary>By how far the global norm stands out from those before it.</summary>
internal sealed class ZScoreClip(double alpha, double threshold, int warmupSteps) : GradientClip
{
    // Where all norms were equal.
    private const double Epsilon = 1e-6;

    internal override bool NeedsNorms => true;

    internal override double Apply<T>(in ClippedGradients<T> gradients, ref ClipState state)
    {
        double norm = gradients.GlobalNorm;
        if (state.Steps < warmupSteps)
        {
            state = Gather(state, norm);
            gradients.Norms.Multiply(1);
            return 1;
        }

        double deviation = Math.Sqrt(state.Variance);
        double z = (norm - state.Mean) / (deviation + Epsilon);
        double clipped = z > threshold ? Math.Min(norm, state.Mean + (threshold * threshold * deviation / z)) : norm;
        double mean = (alpha * state.Mean) + ((1 - alpha) * clipped);
        double variance = (alpha * state.Variance) + ((1 - alpha) * (clipped - mean) * (clipped - mean));
        state = new(state.Steps + 1, mean, variance);
        double factor = clipped < norm ? clipped / norm : 1;
        gradients.Norms.Multiply(factor);
        return factor;
    }

    // The mean and the population's variance of the norms so far (Welford 1962).
    private static ClipState Gather(ClipState state, double norm)
    {
        long steps = state.Steps + 1;
        double mean = state.Mean + ((norm - state.Mean) / steps);
        double sum = (state.Variance * state.Steps) + ((norm - state.Mean) * (norm - mean));
        return new(steps, mean, sum / steps);
    }
}
