namespace Simd.Nets.Testing;

/// <summary>γ and β of a normalisation, one a feature, or neither.</summary>
internal sealed class ReferenceAffine
{
    private readonly ReferenceTensor? gain;
    private readonly ReferenceTensor? bias;

    public ReferenceAffine(string name, int columns, bool hasGain, bool hasBias)
    {
        gain = hasGain ? new(name + ".weight", columns) : null;
        bias = hasBias ? new(name + ".bias", columns) : null;
        Tensors = new[] { gain, bias }.OfType<ReferenceTensor>().ToArray();
    }

    public IReadOnlyList<ReferenceTensor> Tensors { get; }

    /// <summary><c>γ x + β</c> at a feature.</summary>
    public double Apply(double x, int column) => ((gain?.Values[column] ?? 1) * x) + (bias?.Values[column] ?? 0);
}

/// <summary>
/// Normalisation over the batch, feature by feature, or over the pixels of a batch, channel by channel: both are the columns of rows. At
/// inference by the running statistics.
/// </summary>
internal sealed class ReferenceBatchNorm(string name, int columns, BatchNormLayer layer) : IReferenceLayer
{
    private readonly ReferenceAffine affine = new(name, columns, layer.Affine, layer.Affine);
    private readonly ReferenceTensor runningMean = new(name + ".running_mean", columns);
    private readonly ReferenceTensor runningVariance = new(name + ".running_var", columns);

    public IReadOnlyList<ReferenceTensor> Tensors => affine.Tensors;

    public IReadOnlyList<ReferenceTensor> StateTensors => [runningMean, runningVariance];

    public double[] Forward(double[] x, ReferenceRun run)
    {
        if (!run.Mode.IsTraining)
        {
            return Normalize(x, runningMean.Values, runningVariance.Values);
        }

        int rows = x.Length / columns;
        if (rows == 1)
        {
            throw new ArgumentException(
                $"'{name}' normalises over the batch, which in training needs two samples or more, or two pixels; there is 1.");
        }

        BatchStatistics statistics = run.Given(this) ?? Measure(x, run);
        run.Statistics[this] = statistics;
        double unbiased = rows / (rows - 1.0);
        run.StateTerms[runningMean] =
            [.. Enumerable.Range(0, columns).Select(column => TermsOfMean(x, rows, column).ToArray())];
        run.State[runningMean] = Mix(runningMean.Values, statistics.Mean, 1);
        run.State[runningVariance] = Mix(runningVariance.Values, statistics.Variance, unbiased);
        return Normalize(x, statistics.Mean, statistics.Variance);
    }

    private BatchStatistics Measure(double[] x, ReferenceRun run)
    {
        int rows = x.Length / columns;
        var mean = new double[columns];
        var variance = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                mean[column] += x[(row * columns) + column] / rows;
            }

            for (int row = 0; row < rows; row++)
            {
                double centred = x[(row * columns) + column] - mean[column];
                variance[column] += centred * centred / rows;
            }

            run.Variances.MeetBatch(variance[column], exact: variance[column] == 0 && mean[column] == 0);
        }

        return new(mean, variance);
    }

    private IEnumerable<double> TermsOfMean(double[] x, int rows, int column) =>
        Enumerable.Range(0, rows).Select(row => layer.Momentum * x[(row * columns) + column] / rows)
            .Append((1 - layer.Momentum) * runningMean.Values[column]);

    private double[] Mix(double[] running, double[] batch, double factor) =>
        [.. running.Zip(batch, (old, fresh) => ((1 - layer.Momentum) * old) + (layer.Momentum * factor * fresh))];

    private double[] Normalize(double[] x, double[] mean, double[] variance)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int column = i % columns;
            y[i] = affine.Apply((x[i] - mean[column]) / Math.Sqrt(variance[column] + layer.Eps), column);
        }

        return y;
    }
}

/// <summary>Normalisation over the features of each sample.</summary>
internal sealed class ReferenceLayerNorm(string name, int columns, LayerNormLayer layer) : IReferenceLayer
{
    private readonly ReferenceAffine affine = new(name, columns, layer.Affine, layer.Affine);

    public IReadOnlyList<ReferenceTensor> Tensors => affine.Tensors;

    public double[] Forward(double[] x, ReferenceRun run)
    {
        var y = new double[x.Length];
        for (int sample = 0; sample < run.Batch; sample++)
        {
            double[] row = x[(sample * columns)..((sample + 1) * columns)];
            double mean = row.Sum() / columns;
            double variance = row.Sum(value => (value - mean) * (value - mean)) / columns;
            run.Variances.MeetSample(sample, variance, exact: variance == 0 && (mean == 0 || columns == 1));
            for (int column = 0; column < columns; column++)
            {
                y[(sample * columns) + column] = affine.Apply((row[column] - mean) / Math.Sqrt(variance + layer.Eps), column);
            }
        }

        return y;
    }
}

/// <summary>Division by the root mean square of a sample's features.</summary>
internal sealed class ReferenceRmsNorm(string name, int columns, RmsNormLayer layer) : IReferenceLayer
{
    private readonly ReferenceAffine affine = new(name, columns, layer.Affine, hasBias: false);

    public IReadOnlyList<ReferenceTensor> Tensors => affine.Tensors;

    public double[] Forward(double[] x, ReferenceRun run)
    {
        var y = new double[x.Length];
        for (int sample = 0; sample < run.Batch; sample++)
        {
            double[] row = x[(sample * columns)..((sample + 1) * columns)];
            double square = row.Sum(value => value * value) / columns;
            run.Variances.MeetSample(sample, square, exact: square == 0);
            for (int column = 0; column < columns; column++)
            {
                y[(sample * columns) + column] = affine.Apply(row[column] / Math.Sqrt(square + layer.Eps), column);
            }
        }

        return y;
    }
}

/// <summary><c>(x − mean) / deviation</c> with statistics that only their owner sets.</summary>
internal sealed class ReferenceStandardize(string name, int columns) : IReferenceLayer
{
    private readonly ReferenceTensor mean = new(name + ".mean", columns);
    private readonly ReferenceTensor deviation = new(name + ".deviation", columns);

    public IReadOnlyList<ReferenceTensor> StateTensors => [mean, deviation];

    public double[] Forward(double[] x, ReferenceRun run)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = (x[i] - mean.Values[i % columns]) / deviation.Values[i % columns];
        }

        return y;
    }
}
