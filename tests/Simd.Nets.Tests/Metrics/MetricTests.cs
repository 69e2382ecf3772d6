using System.Globalization;
using Xunit;
using static Simd.Nets.Tests.Metrics.Measuring;

namespace Simd.Nets.Tests.Metrics;

public class MetricTests
{
    // Six samples of three classes. Predicted: 0 0 1 2 2 0; actual: 0 0 1 1 2 2.
    private static readonly float[] Logits = [3, 1, 0, 2, 1, 0, 0, 1, 0, 0, 1, 2, -1, -2, 0, 1, -1, 0];
    private static readonly int[] Classes = [0, 0, 1, 1, 2, 2];

    [Fact]
    public void Accuracy_and_top_k_count_hits()
    {
        Assert.Equal(4.0 / 6, Measured(new Accuracy(), Logits, Classes).Value, 1e-15);
        Assert.Equal(4.0 / 6, Measured(new TopK(1), Logits, Classes).Value, 1e-15);
        Assert.Equal(1, Measured(new TopK(2), Logits, Classes).Value);
        Assert.Equal(1, Measured(new TopK(3), Logits, Classes).Value);
    }

    [Fact]
    public void Of_equal_outputs_the_first_are_the_larger()
    {
        Assert.Equal([1, 0, 0], Enumerable.Range(0, 3).Select(label => Measured(new TopK(1), [5f, 5, 5], [label]).Value));
        Assert.Equal([1, 1, 0], Enumerable.Range(0, 3).Select(label => Measured(new TopK(2), [5f, 5, 5], [label]).Value));
        Assert.Equal(1, Measured(new Accuracy(), [5f, 5, 5], [0]).Value);
    }

    [Fact]
    public void A_confusion_matrix_counts_pairs_and_prints_a_table()
    {
        ConfusionMatrix confusion = Measured(new ConfusionMatrix(3, ["cat", "dog", "owl"]), Logits, Classes);
        Assert.Equal([2, 0, 0, 0, 1, 1, 1, 0, 1],
            from actual in Enumerable.Range(0, 3) from predicted in Enumerable.Range(0, 3) select confusion[actual, predicted]);
        Assert.Equal(4.0 / 6, confusion.Value, 1e-15);
        Assert.Equal(
            """
            actual \ predicted  cat  dog  owl
            cat                   2    0    0
            dog                   0    1    1
            owl                   1    0    1
            """,
            confusion.ToString());
    }

    [Fact]
    public void Scores_are_those_of_the_textbook()
    {
        // Class 0: 2 of 3 taken for it are, 2 of 2 found. Class 1: 1 of 1, 1 of 2. Class 2: 1 of 2, 1 of 2.
        ClassScores scores = Measured(new ClassScores(3), Logits, Classes);
        Equal(new(2.0 / 3, 1, .8, 2), scores[0]);
        Equal(new(1, .5, 2.0 / 3, 2), scores[1]);
        Equal(new(.5, .5, .5, 2), scores[2]);
        Equal(new((2.0 / 3 + 1 + .5) / 3, 2.0 / 3, (.8 + (2.0 / 3) + .5) / 3, 6), scores.Macro);
        Equal(new(4.0 / 6, 4.0 / 6, 4.0 / 6, 6), scores.Micro);
        Equal(scores.Macro, scores.Weighted);
        Assert.Equal(scores.Macro.F1, scores.Value);
        Assert.Equal(
            """
                      precision  recall      F1  support
            0            0.6667  1.0000  0.8000        2
            1            1.0000  0.5000  0.6667        2
            2            0.5000  0.5000  0.5000        2
            macro        0.7222  0.6667  0.6556        6
            micro        0.6667  0.6667  0.6667        6
            weighted     0.7222  0.6667  0.6556        6
            """,
            scores.ToString());
    }

    [Fact]
    public void A_quotient_of_zero_by_zero_is_zero_and_the_class_counts_in_the_macro_mean()
    {
        ClassScores scores = Measured(new ClassScores(3), [1f, 0, 0], [0]);
        Equal(new(1, 1, 1, 1), scores[0]);
        Equal(new(0, 0, 0, 0), scores[2]);
        Assert.Equal(1.0 / 3, scores.Macro.F1, 1e-15);
        Assert.Equal(1, scores.Weighted.F1);
        Equal(default, new ClassScores(2).Micro);
    }

    [Fact]
    public void Label_scores_take_every_output_for_a_decision_of_its_own()
    {
        float[] logits = [1, -1, 2, -3, -1, 4, 1, 1];
        float[] targets = [1, 0, 0, 0, 0, 1, 1, 1];
        LabelScores scores = Measured(new LabelScores(2), logits, targets, batch: 4);
        Equal(new(2.0 / 3, 1, .8, 2), scores[0]);
        Equal(new(1, 1, 1, 2), scores[1]);
        Equal(new(4.0 / 5, 1, 8.0 / 9, 4), scores.Micro);
        Assert.Equal(.75, Measured(new SubsetAccuracy(), logits, targets, batch: 4).Value);
        Assert.Equal(.5, Measured(new SubsetAccuracy(3), logits, targets, batch: 4).Value);
        Assert.Equal(1, Measured(new LabelScores(2, threshold: 1.5), logits, targets, batch: 4)[1].Precision);
    }

    [Fact]
    public void Errors_of_a_regression_are_those_computed_by_hand()
    {
        // Outputs of two columns: errors 1, −2 and 3, 0; the second column's targets are all 5.
        float[] outputs = [2, 3, 7, 5];
        float[] targets = [1, 5, 4, 5];
        Assert.Equal(6.0 / 4, Measured(new Mae(), outputs, targets, batch: 2).Value, 1e-15);
        Assert.Equal(Math.Sqrt(14.0 / 4), Measured(new Rmse(), outputs, targets, batch: 2).Value, 1e-15);
        Assert.Equal((1 - (10 / 4.5) + 0) / 2, Measured(new R2(2), outputs, targets, batch: 2).Value, 1e-12);
        Assert.Equal(1, Measured(new R2(2), targets, targets, batch: 2).Value);
        Assert.Equal(double.NaN, Measured(new R2(2), outputs[..2], targets[..2], batch: 1).Value);
    }

    [Fact]
    public void A_prediction_that_is_no_number_is_a_miss_for_everyone()
    {
        float[] bad = [float.NaN, 1, 0, 0, float.NaN, 9];
        ConfusionMatrix confusion = Measured(new ConfusionMatrix(3), bad, [0, 2]);
        Assert.Equal((1, 1, 1, 0), (confusion.Undecided(0), confusion.Undecided(2), confusion.Samples(0), confusion.Value));
        Assert.Contains("(none)", confusion.ToString());
        Assert.Equal(0, Measured(new Accuracy(), bad, [0, 2]).Value);
        Assert.Equal(0, Measured(new TopK(3), bad, [0, 2]).Value);
        Equal(new(0, 0, 0, 1), Measured(new ClassScores(3), bad, [0, 2])[2]);
        Assert.Equal(0, Measured(new SubsetAccuracy(), [float.NaN], [0f], batch: 1).Value);
        Assert.Equal(double.NaN, Measured(new R2(), [float.NaN, 1], [0f, 1], batch: 2).Value);
    }

    [Fact]
    public void Before_anything_is_added_and_after_a_reset_there_is_no_value()
    {
        foreach (Metric metric in new Metric[] { new Accuracy(), new TopK(2), new ConfusionMatrix(3) })
        {
            Assert.Equal(double.NaN, metric.Value);
            Measured(metric, Logits, Classes).Reset();
            Assert.Equal(double.NaN, metric.Value);
        }

        foreach (Metric metric in new Metric[] { new Mae(), new Rmse(), new R2(3), new SubsetAccuracy() })
        {
            Measured(metric, Logits, Logits, batch: 6).Reset();
            Assert.Equal(double.NaN, metric.Value);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_adds_nothing()
    {
        var confusion = new ConfusionMatrix(3);
        Refused(["ConfusionMatrix", "3 outputs", "2 came", "one for 2"], () => confusion.Add([1f, 2], 1, new Targets<float> { Labels = [0] }));
        Refused(["labels[1] is 3", "0 to 2"], () => confusion.Add(new float[6], 2, new Targets<float> { Labels = [0, 3] }));
        Refused(["2 × 1 = 2", "holds 3"], () => confusion.Add(new float[6], 2, new Targets<float> { Labels = [0, 1, 2] }));
        Refused(["labels", "target values came"], () => confusion.Add(new float[3], 1, new Targets<float> { Values = new float[3] }));
        Refused(["1 × 1", "holds 2"], () => confusion.Add(new float[3], 1, new Targets<float> { Labels = [0], Weights = [1, 1] }));
        Refused(["holds 5"], () => confusion.Add(new float[5], 2, new Targets<float> { Labels = [0, 1] }));
        Refused(["target values", "labels came"], () => new Mae().Add(new float[3], 1, new Targets<float> { Labels = [0] }));
        Refused(["TopK(4) needs 4 outputs", "3 came"], () => new TopK(4).Add(new float[3], 1, new Targets<float> { Labels = [0] }));
        Assert.Equal(double.NaN, confusion.Value);
        Assert.Throws<ArgumentOutOfRangeException>("k", () => new TopK(0));
        Assert.Throws<ArgumentOutOfRangeException>("outputs", () => new ConfusionMatrix(-1));
        Assert.Throws<ArgumentOutOfRangeException>("outputs", () => new ClassScores(0));
        Assert.Throws<ArgumentOutOfRangeException>("outputs", () => new R2(-3));
        Refused(["3 classes", "2 names"], () => new ClassScores(3, ["a", "b"]));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => confusion[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => confusion[0, 3]);
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        Metric[] ofClasses = [new Accuracy(), new TopK(2), new ConfusionMatrix(3), new ClassScores(3)];
        Metric[] ofValues = [new Mae(), new Rmse(), new R2(3), new SubsetAccuracy(), new LabelScores(3)];
        Assert.Equal(0, Allocation.Least(() =>
        {
            foreach (Metric metric in ofClasses)
            {
                metric.Add(Logits, 6, new Targets<float> { Labels = Classes });
            }

            foreach (Metric metric in ofValues)
            {
                metric.Add(Logits, 6, new Targets<float> { Values = Logits });
            }
        }));
    }

    [Fact]
    public void Metrics_read_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            Assert.Equal("accuracy 0.6667", Measured(new Accuracy(), Logits, Classes).ToString());
            Assert.Contains("0.6667", Measured(new ClassScores(3), Logits, Classes).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Equal(Scores expected, Scores actual)
    {
        Assert.Equal(expected.Precision, actual.Precision, 1e-15);
        Assert.Equal(expected.Recall, actual.Recall, 1e-15);
        Assert.Equal(expected.F1, actual.F1, 1e-15);
        Assert.Equal(expected.Support, actual.Support);
    }

    private static void Refused(string[] parts, Action act)
    {
        var error = Assert.ThrowsAny<ArgumentException>(act);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}
