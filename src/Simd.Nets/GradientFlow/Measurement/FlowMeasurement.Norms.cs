namespace Simd.Nets;

/// <content>Normalisations, and softmax.</content>
internal sealed partial class FlowMeasurement
{
    public MeasuredValue Visit(BatchNormLayer layer) =>
        Normalised(x.Columns, x.X.Length / x.Columns, 1, x.Columns, layer.Eps, true, layer.Affine);

    public MeasuredValue Visit(LayerNormLayer layer) => Normalised(x.Batch, x.Features, x.Features, 1, layer.Eps, true, layer.Affine);

    public MeasuredValue Visit(RmsNormLayer layer) => Normalised(x.Batch, x.Features, x.Features, 1, layer.Eps, false, layer.Affine);

    public MeasuredValue Visit(SoftmaxLayer layer)
    {
        (MeasuredValue from, MeasuredValue to, int features) = (x, x.Like(), x.Features);
        for (int first = 0; first < to.X.Length; first += features)
        {
            Span<double> z = from.X.AsSpan(first, features), y = to.X.AsSpan(first, features);
            (double most, double sum) = (double.NegativeInfinity, 0);
            foreach (double value in z)
            {
                most = Math.Max(most, value);
            }

            for (int i = 0; i < features; i++)
            {
                sum += y[i] = Math.Exp(z[i] - most);
            }

            for (int i = 0; i < features; i++)
            {
                y[i] /= sum;
            }
        }

        return Then(to, () =>
        {
            for (int first = 0; first < to.X.Length; first += features)
            {
                double along = Dot(to.X.AsSpan(first, features), to.Dx.AsSpan(first, features));
                for (int i = first; i < first + features; i++)
                {
                    from.Dx[i] += to.X[i] * (to.Dx[i] - along);
                }
            }
        });
    }

    /// <summary><c>γ (x − mean) / √(variance + ε) + β</c>, or without the mean <c>γ x / √(mean square + ε)</c>, over groups of
    /// numbers.</summary>
    /// <param name="groups">How many groups.</param>
    /// <param name="count">Numbers of one.</param>
    /// <param name="groupStride">From the first number of one to that of the next.</param>
    /// <param name="stride">From number to number.</param>
    /// <param name="eps">ε.</param>
    /// <param name="isCentred">Whether means are taken off.</param>
    /// <param name="isAffine">Whether γ, and β where means are, are parameters.</param>
    private MeasuredValue Normalised(int groups, int count, int groupStride, int stride, double eps, bool isCentred, bool isAffine)
    {
        (MeasuredValue from, MeasuredValue to) = (x, x.Like());
        double[] gain = isAffine ? tensor(name + ".weight") : [1];
        double[] bias = isAffine && isCentred ? tensor(name + ".bias") : [0];
        var normal = new double[to.X.Length];
        var inverses = new double[groups];
        for (int group = 0; group < groups; group++)
        {
            double mean = isCentred ? Sum(group, at => from.X[at]) / count : 0;
            double square = Sum(group, at => (from.X[at] - mean) * (from.X[at] - mean)) / count;
            double inverse = inverses[group] = 1 / Math.Sqrt(square + eps);
            Sum(group, at =>
            {
                normal[at] = (from.X[at] - mean) * inverse;
                return to.X[at] = (gain[at % gain.Length] * normal[at]) + bias[at % bias.Length];
            });
        }

        return Then(to, () =>
        {
            for (int group = 0; group < groups; group++)
            {
                double mean = isCentred ? Sum(group, Scaled) / count : 0;
                double along = Sum(group, at => Scaled(at) * normal[at]) / count;
                Sum(group, at => from.Dx[at] += inverses[group] * (Scaled(at) - mean - (normal[at] * along)));
            }
        });

        double Scaled(int at) => gain[at % gain.Length] * to.Dx[at];

        double Sum(int group, Func<int, double> value)
        {
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += value((group * groupStride) + (i * stride));
            }

            return sum;
        }
    }
}
