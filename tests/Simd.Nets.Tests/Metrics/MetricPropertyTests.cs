using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static Simd.Nets.Tests.Metrics.Measuring;

namespace Simd.Nets.Tests.Metrics;

/// <summary>What holds of metrics whatever the samples.</summary>
public class MetricPropertyTests
{
    [Fact]
    public void Rows_of_a_confusion_matrix_sum_to_the_samples_and_micro_F1_is_the_accuracy() => Prop.ForAll(
        Cases.ToArbitrary(),
        drawn =>
        {
            ConfusionMatrix confusion = Measured(new ConfusionMatrix(4), drawn.Outputs, drawn.Labels);
            ClassScores scores = Measured(new ClassScores(4), drawn.Outputs, drawn.Labels);
            double accuracy = Measured(new Accuracy(), drawn.Outputs, drawn.Labels).Value;
            return Enumerable.Range(0, 4).All(label =>
                    confusion.Samples(label) == drawn.Labels.Count(drawnLabel => drawnLabel == label)
                    && scores[label].Support == confusion.Samples(label))
                && Near(scores.Micro.F1, accuracy) && Near(scores.Weighted.Recall, accuracy) && Near(confusion.Value, accuracy);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_whole_weight_counts_as_so_many_copies_and_batches_may_be_cut_anywhere() => Prop.ForAll(
        Cases.ToArbitrary(),
        drawn =>
        {
            int batch = drawn.Labels.Length;
            int[] weights = [.. drawn.Labels.Select((label, sample) => (label + sample) % 3)];
            int[] copies = [.. Enumerable.Range(0, batch).SelectMany(sample => Enumerable.Repeat(sample, weights[sample]))];
            double[] RowsOf(double[] values) => [.. copies.SelectMany(sample => values[(4 * sample)..((4 * sample) + 4)])];
            double[] targets = [.. drawn.Outputs.Select((output, i) => (i % 7) - output)];
            double[] ofSamples = [.. weights.Select(weight => (double)weight)];
            int[] labels = [.. copies.Select(sample => drawn.Labels[sample])];
            Metric[] ofClasses = [new Accuracy(), new TopK(2), new ConfusionMatrix(4), new ClassScores(4)];
            Metric[] ofValues = [new Mae(), new Rmse(), new R2(4), new SubsetAccuracy(), new LabelScores(4)];
            return batch < 2 || copies.Length < 2
                || (ofClasses.All(metric => Near(
                        Cut(metric, drawn.Outputs, new() { Labels = drawn.Labels, Weights = ofSamples }),
                        Measured(metric, RowsOf(drawn.Outputs), labels).Value))
                    && ofValues.All(metric => Near(
                        Cut(metric, drawn.Outputs, new() { Values = targets, Weights = ofSamples }),
                        Measured(metric, RowsOf(drawn.Outputs), RowsOf(targets), copies.Length).Value)));
        }).QuickCheckThrowOnFailure();

    // Samples of four classes, whose outputs are small whole numbers, so that some are equal.
    private static Gen<(double[] Outputs, int[] Labels)> Cases =>
        from labels in Gen.Choose(0, 3).NonEmptyListOf()
        from outputs in Gen.Choose(-3, 3).Select(value => (double)value).ArrayOf(4 * labels.Count)
        select (outputs, labels.ToArray());

    // The first sample alone, then the others.
    private static double Cut(Metric metric, double[] outputs, Targets<double> targets)
    {
        int batch = targets.Weights.Length;
        metric.Reset();
        foreach ((int from, int to) in new[] { (0, 1), (1, batch) })
        {
            if (to > from)
            {
                metric.Add(outputs[(4 * from)..(4 * to)], to - from, new Targets<double>
                {
                    Labels = targets.Labels.IsEmpty ? default : targets.Labels[from..to],
                    Values = targets.Values.IsEmpty ? default : targets.Values[(4 * from)..(4 * to)],
                    Weights = targets.Weights[from..to],
                });
            }
        }

        return metric.Value;
    }

    private static bool Near(double left, double right) =>
        left.Equals(right) || Math.Abs(left - right) <= 1e-12 * Math.Max(1, Math.Abs(right));
}
