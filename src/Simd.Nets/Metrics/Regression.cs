namespace Simd.Nets;

/// <summary>The mean of |y − t| over samples and outputs.</summary>
public sealed class Mae() : Metric("MAE", TargetKind.Values)
{
    private WeightedMean errors;

    /// <inheritdoc/>
    public override double Value => errors.Value;

    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    /// <inheritdoc/>
    public override void Reset() => errors = default;

    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, double weight)
    {
        double sum = 0;
        for (int column = 0; column < outputs.Length; column++)
        {
            sum += Math.Abs(double.CreateTruncating(outputs[column]) - double.CreateTruncating(targets[column]));
        }

        errors.Add(sum / outputs.Length, weight);
    }
}

/// <summary>The root of the mean of (y − t)² over samples and outputs: of the loss that <c>MeanSquaredError</c> declares, the
/// root.</summary>
public sealed class Rmse() : Metric("RMSE", TargetKind.Values)
{
    private WeightedMean squares;

    /// <inheritdoc/>
    public override double Value => Math.Sqrt(squares.Value);

    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    /// <inheritdoc/>
    public override void Reset() => squares = default;

    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, double weight)
    {
        double sum = 0;
        for (int column = 0; column < outputs.Length; column++)
        {
            double error = double.CreateTruncating(outputs[column]) - double.CreateTruncating(targets[column]);
            sum += error * error;
        }

        squares.Add(sum / outputs.Length, weight);
    }
}

/// <summary>
/// The coefficient of determination, <c>R² = 1 − Σ(y − t)² / Σ(t − mean t)²</c>, of each output and then the mean over outputs. As in
/// scikit-learn's <c>r2_score</c>, an output whose targets are all the same counts 1 if it is met exactly, else 0; fewer than two samples
/// have no R², and it is NaN.
/// </summary>
/// <param name="outputs">Outputs a sample.</param>
public sealed class R2(int outputs = 1) : Metric("R²", TargetKind.Values, outputs)
{
    private readonly double[] residuals = new double[Math.Max(0, outputs)];
    private readonly double[] means = new double[Math.Max(0, outputs)];
    private readonly double[] deviations = new double[Math.Max(0, outputs)];
    private double weights;
    private long samples;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double sum = 0;
            for (int column = 0; column < residuals.Length; column++)
            {
                sum += deviations[column] > 0 ? 1 - (residuals[column] / deviations[column])
                    : residuals[column] > 0 ? 0
                    : double.IsNaN(residuals[column]) ? double.NaN
                    : 1;
            }

            return samples < 2 || weights == 0 ? double.NaN : sum / residuals.Length;
        }
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        (weights, samples) = (0, 0);
        Array.Clear(residuals);
        Array.Clear(means);
        Array.Clear(deviations);
    }

    /// <inheritdoc/>
    protected override void AddSample<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, double weight)
    {
        samples++;
        weights += weight;
        double share = weight == 0 ? 0 : weight / weights;
        for (int column = 0; column < residuals.Length; column++)
        {
            double target = double.CreateTruncating(targets[column]);
            double error = double.CreateTruncating(outputs[column]) - target;
            double before = target - means[column];
            means[column] += share * before;
            deviations[column] += weight * before * (target - means[column]); // Welford 1962, weighted by West 1979
            residuals[column] += weight * error * error;
        }
    }
}
