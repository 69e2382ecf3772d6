using System.Collections;

namespace Simd.Nets;

/// <summary>One step of a learning-rate range test.</summary>
/// <param name="LearningRate">The rate that the step was taken with.</param>
/// <param name="Loss">The loss of its batch before the step.</param>
/// <param name="SmoothedLoss">The loss without the noise of single batches; see <see cref="LearningRateCurve"/>.</param>
public readonly record struct LearningRatePoint(double LearningRate, double Loss, double SmoothedLoss);

/// <summary>
/// What a learning-rate range test found (Smith 2017, "Cyclical learning rates for training neural networks"): the loss while the rate
/// grows by a constant factor a step. It prints as a plot.
/// </summary>
/// <remarks>The losses are smoothed by an exponential moving average with factor .9, corrected for its start, and once more backwards from
/// its minimum, so that the descent lies where the losses fall instead of behind them.</remarks>
public sealed class LearningRateCurve : IReadOnlyList<LearningRatePoint>
{
    private const double Smoothing = .9;

    private readonly LearningRatePoint[] points;

    internal LearningRateCurve(double[] rates, double[] losses, bool diverged)
    {
        double[] smoothed = Smoothed(losses, out int lowest);
        points = [.. rates.Zip(losses, smoothed).Select(at => new LearningRatePoint(at.First, at.Second, at.Third))];
        HasDiverged = diverged;
        MinimumOverTen = rates[lowest] / 10;
        SteepestDescent = Steepest(smoothed, lowest) is int at ? rates[at] : null;
    }

    /// <summary>Steps taken.</summary>
    public int Count => points.Length;

    /// <summary>The steps, from the smallest rate on.</summary>
    public LearningRatePoint this[int index] => points[index];

    /// <summary>Whether the test ended before its last rate: the running loss had grown to four times its least, or was no longer
    /// finite.</summary>
    public bool HasDiverged { get; }

    /// <summary>
    /// The rate at which the smoothed loss falls fastest per decade, by a line fitted to the steps around each; null if it falls nowhere.
    /// </summary>
    public double? SteepestDescent { get; }

    /// <summary>A tenth of the rate with the least smoothed loss: at the minimum itself training is about to diverge.</summary>
    public double MinimumOverTen { get; }

    /// <summary>
    /// A rate to start with: the smaller of <see cref="SteepestDescent"/> and <see cref="MinimumOverTen"/>. Smith reads the rate off by
    /// eye, between where the loss begins to fall and where it turns ragged; both rules lie there as a rule. Where noise puts one too high,
    /// the other holds it down, and a rate somewhat too small costs less than one too large. Null if the loss falls nowhere.
    /// </summary>
    public double? Suggested => SteepestDescent is double steepest ? Math.Min(steepest, MinimumOverTen) : null;

    /// <inheritdoc/>
    public IEnumerator<LearningRatePoint> GetEnumerator() => points.AsEnumerable().GetEnumerator();

    /// <summary>The smoothed loss over the rate as text, and the suggestion.</summary>
    public override string ToString() => LearningRatePlot.Draw(this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Backwards from the minimum only: what comes behind it, a divergence as a rule, would drown what lies before.
    private static double[] Smoothed(double[] losses, out int lowest)
    {
        double[] forwards = Averaged(losses);
        lowest = Array.IndexOf(forwards, forwards.Min());
        double[] descent = forwards[..(lowest + 1)];
        Array.Reverse(descent);
        double[] backwards = Averaged(descent);
        Array.Reverse(backwards);
        return [.. backwards, .. forwards[(lowest + 1)..]];
    }

    private static double[] Averaged(double[] values)
    {
        (double average, double weight) = (0, 0);
        return Array.ConvertAll(values, value =>
        {
            average = (Smoothing * average) + ((1 - Smoothing) * value);
            weight = (Smoothing * weight) + 1 - Smoothing;
            return average / weight;
        });
    }

    // The middle of the window with the least slope, of those that end no later than the minimum: behind it the loss only grows.
    private static int? Steepest(double[] smoothed, int lowest)
    {
        int reach = Math.Max(1, smoothed.Length / 20);
        int? best = null;
        double least = 0;
        for (int middle = reach; middle + reach <= lowest; middle++)
        {
            double slope = 0;
            for (int step = -reach; step <= reach; step++)
            {
                slope += step * smoothed[middle + step]; // least squares over equal distances, up to a factor
            }

            (best, least) = slope < least ? (middle, slope) : (best, least);
        }

        return best;
    }
}
