namespace Simd.Nets;

/// <summary>A learning-rate range test as text: the smoothed loss over the logarithm of the rate. A loss that has grown well above the
/// first is drawn in the top row.</summary>
internal static class LearningRatePlot
{
    private const int Height = 12;
    private const int Width = 60;
    private const int Margin = 10;
    private const double Headroom = .25;

    public static string Draw(LearningRateCurve curve)
    {
        double least = curve.Min(point => point.SmoothedLoss);
        double rise = curve[0].SmoothedLoss + (Headroom * (curve[0].SmoothedLoss - least));
        double most = Math.Min(curve.Max(point => point.SmoothedLoss), rise > least ? rise : double.PositiveInfinity);
        char[][] rows = [.. Enumerable.Range(0, Height).Select(_ => Enumerable.Repeat(' ', Width).ToArray())];
        foreach (LearningRatePoint point in curve)
        {
            double share = most > least ? Math.Max(0, most - point.SmoothedLoss) / (most - least) : .5;
            rows[(int)Math.Round(share * (Height - 1))][Column(curve, point.LearningRate)] = '*';
        }

        char[] axis = [.. Enumerable.Repeat('-', Width)];
        if (curve.Suggested is double rate)
        {
            axis[Column(curve, rate)] = '^';
        }

        string ends = Number(curve[0].LearningRate);
        IEnumerable<string> lines =
        [
            .. rows.Select((row, index) => Label(index, most, least).PadLeft(Margin - 2) + " |" + new string(row).TrimEnd()),
            new string(' ', Margin - 2) + " +" + new string(axis),
            new string(' ', Margin) + ends + Number(curve[^1].LearningRate).PadLeft(Width - ends.Length),
            curve.Suggested is double suggested
                ? $"suggested learning rate {Number(suggested)} (steepest descent {Number(curve.SteepestDescent!.Value)}, "
                    + $"a tenth of the minimum {Number(curve.MinimumOverTen)})"
                : "no learning rate to suggest: the loss falls nowhere",
        ];
        return string.Join('\n', lines);
    }

    private static int Column(LearningRateCurve curve, double rate)
    {
        double decades = Math.Log(curve[^1].LearningRate / curve[0].LearningRate);
        return decades > 0 ? (int)Math.Round(Math.Log(rate / curve[0].LearningRate) / decades * (Width - 1)) : 0;
    }

    private static string Label(int row, double most, double least) =>
        row == 0 ? Number(most) : row == Height - 1 ? Number(least) : "";

    private static string Number(double value) => FormattableString.Invariant($"{value:G3}");
}
