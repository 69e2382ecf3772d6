namespace Simd.Nets;

/// <summary>Precision, recall and their harmonic mean. A quotient of 0 by 0 is 0, as by default in scikit-learn.</summary>
/// <param name="Precision">Of the samples taken for the class, the share that are of it.</param>
/// <param name="Recall">Of the samples of the class, the share that were taken for it.</param>
/// <param name="F1"><c>2 · true positives / (samples taken for it + samples of it)</c>.</param>
/// <param name="Support">Samples of the class (with weights: their sum).</param>
public readonly record struct Scores(double Precision, double Recall, double F1, double Support)
{
    internal static Scores Of(double truePositives, double predicted, double actual) => new(
        Quotient(truePositives, predicted), Quotient(truePositives, actual), Quotient(2 * truePositives, predicted + actual), actual);

    /// <summary>The mean of scores with weights of their own; 0 where those sum to 0.</summary>
    internal static Scores Mean(IReadOnlyList<Scores> scores, Func<Scores, double> weight)
    {
        double total = scores.Sum(weight);
        return new(
            Quotient(scores.Sum(score => weight(score) * score.Precision), total),
            Quotient(scores.Sum(score => weight(score) * score.Recall), total),
            Quotient(scores.Sum(score => weight(score) * score.F1), total),
            scores.Sum(score => score.Support));
    }

    private static double Quotient(double dividend, double divisor) => divisor == 0 ? 0 : dividend / divisor;
}
