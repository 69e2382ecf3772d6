namespace Simd.Nets.Testing;

/// <summary>The loss of each sample of a batch whose targets are known.</summary>
internal interface IReferenceLoss
{
    /// <summary>Divides the sum of the losses, beside the sample's own weight: the weight of its class.</summary>
    double Weight(int sample) => 1;

    /// <summary>The loss of a sample, its class's weight included.</summary>
    /// <param name="y">The sample's outputs.</param>
    /// <param name="sample">Its position in the batch.</param>
    double Value(ReadOnlySpan<double> y, int sample);

    /// <summary>The loss's derivative in each output.</summary>
    double[] Gradient(ReadOnlySpan<double> y, int sample);

    /// <summary>Tells of outputs at which that derivative jumps.</summary>
    void MeetKinks(ReadOnlySpan<double> y, int sample, KinkTrace kinks) { }
}

/// <summary><c>Σ wᵢ lᵢ / Σ wᵢ</c>, where w is a sample's weight times that of its class.</summary>
internal sealed class MeanLoss : Objective
{
    private readonly IReferenceLoss loss;
    private readonly int batch;
    private readonly double[] weights;

    public MeanLoss(IReferenceLoss loss, int batch, double[] weights)
    {
        if (weights.Length != 0 && weights.Length != batch)
        {
            throw new ArgumentException($"{weights.Length} weights for {batch} samples.", nameof(weights));
        }

        this.loss = loss;
        this.batch = batch;
        this.weights = weights.Length == 0 ? [.. Enumerable.Repeat(1.0, batch)] : weights;
    }

    public override double Weight => weights.Select((weight, sample) => weight * loss.Weight(sample)).Sum();

    public override double Value(ReadOnlySpan<double> outputs)
    {
        int columns = Columns(outputs);
        double sum = 0;
        for (int sample = 0; sample < batch; sample++)
        {
            sum += weights[sample] * loss.Value(outputs.Slice(sample * columns, columns), sample);
        }

        return sum / Weight;
    }

    public override double[] Gradient(ReadOnlySpan<double> outputs)
    {
        int columns = Columns(outputs);
        double divisor = Weight;
        var gradient = new double[outputs.Length];
        for (int sample = 0; sample < batch; sample++)
        {
            double[] row = loss.Gradient(outputs.Slice(sample * columns, columns), sample);
            for (int column = 0; column < columns; column++)
            {
                gradient[(sample * columns) + column] = weights[sample] * row[column] / divisor;
            }
        }

        return gradient;
    }

    internal override void MeetKinks(ReadOnlySpan<double> outputs, KinkTrace kinks)
    {
        int columns = Columns(outputs);
        for (int sample = 0; sample < batch; sample++)
        {
            loss.MeetKinks(outputs.Slice(sample * columns, columns), sample, kinks);
        }
    }

    private int Columns(ReadOnlySpan<double> outputs) => outputs.Length > 0 && outputs.Length % batch == 0
        ? outputs.Length / batch
        : throw new ArgumentException(
            $"the objective was made of the targets of {batch} samples; {outputs.Length} outputs are not those of as many.",
            nameof(outputs));
}

/// <summary>
/// <c>(1 − s) c[label] (log Σe^z − z[label]) + s/K · Σ c[k] (log Σe^z − z[k])</c> with smoothing s and class weights c: PyTorch's
/// <c>CrossEntropyLoss</c>.
/// </summary>
internal sealed class CrossEntropy(SoftmaxCrossEntropyLayer layer, int[] labels) : IReferenceLoss
{
    public double Weight(int sample) => ClassWeight(labels[sample]);

    public double Value(ReadOnlySpan<double> y, int sample)
    {
        double total = LogSumExp(y);
        double value = 0;
        for (int k = 0; k < y.Length; k++)
        {
            value += Share(k, sample, y.Length) * (total - y[k]);
        }

        return value;
    }

    public double[] Gradient(ReadOnlySpan<double> y, int sample)
    {
        double total = LogSumExp(y);
        int classes = y.Length;
        double[] shares = [.. Enumerable.Range(0, classes).Select(k => Share(k, sample, classes))];
        double sum = shares.Sum();
        var gradient = new double[classes];
        for (int k = 0; k < classes; k++)
        {
            gradient[k] = (sum * Math.Exp(y[k] - total)) - shares[k];
        }

        return gradient;
    }

    // What the negative log-probability of class k is multiplied with.
    private double Share(int k, int sample, int classes) =>
        ClassWeight(k) * ((layer.LabelSmoothing / classes) + (k == labels[sample] ? 1 - layer.LabelSmoothing : 0));

    private double ClassWeight(int k) => layer.ClassWeights?[k] ?? 1;

    private static double LogSumExp(ReadOnlySpan<double> z)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in z)
        {
            largest = Math.Max(largest, value);
        }

        double sum = 0;
        foreach (double value in z)
        {
            sum += Math.Exp(value - largest);
        }

        return largest + Math.Log(sum);
    }
}

/// <summary>The mean over outputs of a function of output and target.</summary>
internal sealed class MeanOverOutputs(
    double[] targets, int columns, Func<double, double, double> value, Func<double, double, double> slope, bool kinkAtZero = false)
    : IReferenceLoss
{
    public double Value(ReadOnlySpan<double> y, int sample)
    {
        double sum = 0;
        for (int column = 0; column < columns; column++)
        {
            sum += value(y[column], targets[(sample * columns) + column]);
        }

        return sum / columns;
    }

    public double[] Gradient(ReadOnlySpan<double> y, int sample)
    {
        var gradient = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            gradient[column] = slope(y[column], targets[(sample * columns) + column]) / columns;
        }

        return gradient;
    }

    public void MeetKinks(ReadOnlySpan<double> y, int sample, KinkTrace kinks)
    {
        for (int column = 0; kinkAtZero && column < columns; column++)
        {
            kinks.Meet(sample, y[column] - targets[(sample * columns) + column]);
        }
    }
}

/// <summary>The losses of values: each with its derivative in the output.</summary>
internal sealed class ValueLosses(double[] targets, int columns) : ILossVisitor<IReferenceLoss>
{
    public IReferenceLoss Visit(SoftmaxCrossEntropyLayer layer) =>
        throw new ArgumentException("SoftmaxCrossEntropy compares with labels, not with values.", nameof(layer));

    // −log σ(z) = log(1 + e^−z), and −log(1 − σ(z)) = log(1 + e^z).
    public IReferenceLoss Visit(BinaryCrossEntropyLayer layer) => new MeanOverOutputs(
        targets,
        columns,
        (z, t) => (layer.PositiveWeight * t * Softplus(-z)) + ((1 - t) * Softplus(z)),
        (z, t) => ((1 - t) / (1 + Math.Exp(-z))) - (layer.PositiveWeight * t / (1 + Math.Exp(z))));

    public IReferenceLoss Visit(MeanSquaredErrorLayer layer) =>
        new MeanOverOutputs(targets, columns, (y, t) => (y - t) * (y - t), (y, t) => 2 * (y - t));

    public IReferenceLoss Visit(MeanAbsoluteErrorLayer layer) =>
        new MeanOverOutputs(targets, columns, (y, t) => Math.Abs(y - t), (y, t) => Math.Sign(y - t), kinkAtZero: true);

    public IReferenceLoss Visit(HuberLayer layer) => new MeanOverOutputs(
        targets,
        columns,
        (y, t) => Math.Abs(y - t) <= layer.Delta ? (y - t) * (y - t) / 2 : layer.Delta * (Math.Abs(y - t) - (layer.Delta / 2)),
        (y, t) => Math.Clamp(y - t, -layer.Delta, layer.Delta));

    private static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
}
