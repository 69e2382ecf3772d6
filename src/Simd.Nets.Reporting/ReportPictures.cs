namespace Simd.Nets.Reporting;

/// <summary>The pictures of a report, each with the name that its figure has on the page. What there is nothing to show of is left
/// out.</summary>
internal static class ReportPictures
{
    private const int Columns = 60;

    private static readonly PlotAxis Step = new("step");

    public static IEnumerable<(string Name, Picture Picture)> All(TrainingReport report)
    {
        if (report.Readings.Count > 0)
        {
            yield return ("loss", Loss(report));
        }

        if (report.Epochs.Any(epoch => !double.IsNaN(epoch.ValidationAccuracy)))
        {
            yield return ("accuracy", Accuracy(report));
        }

        yield return ("flow", Flow(report));
        foreach ((string name, string title, PlotAxis colour, (double, double)? range, Func<LayerReading, double> number) in Maps)
        {
            if (Map(report, title, colour, range, number) is { } picture)
            {
                yield return (name, picture);
            }
        }

        if (report.Readings.Count > 0)
        {
            yield return ("clipping", Clipping(report));
        }
    }

    private static IEnumerable<(string, string, PlotAxis, (double, double)?, Func<LayerReading, double>)> Maps =>
    [
        ("gradients", "Gradient norm by layer", new("gradient norm", IsLogarithmic: true), null, row => row.GradientNorm),
        ("updates", "Update over weight by layer", new("update ratio", IsLogarithmic: true), null, row => row.UpdateRatio),
        ("dead", "Dead share by layer", new("share of values at zero"), (0, 1), row => row.DeadShare),
        ("saturated", "Saturated share by layer", new("share of values at a bound"), (0, 1), row => row.SaturatedShare),
    ];

    private static Picture Loss(TrainingReport report) => Plot.Lines(
        "Loss",
        Step,
        new("loss"),
        [
            new("of a batch", [.. report.Readings.Select(reading => ((double)reading.Report.Step, reading.Report.Loss))]),
            .. ByEpoch(report, "training, by epoch", epoch => epoch.Loss),
            .. ByEpoch(report, "validation", epoch => epoch.ValidationLoss),
        ]);

    private static Picture Accuracy(TrainingReport report) =>
        Plot.Lines("Accuracy on the validation set", Step, new("accuracy"), [.. ByEpoch(report, "", epoch => epoch.ValidationAccuracy)]);

    private static IEnumerable<PlotLine> ByEpoch(TrainingReport report, string name, Func<EpochReport, double> number)
    {
        (double X, double Y)[] points = [.. report.Epochs.Select((epoch, i) => ((double)report.EpochSteps[i], number(epoch)))];
        return points.Any(point => double.IsFinite(point.Y)) ? [new PlotLine(name, points)] : [];
    }

    private static Picture Flow(TrainingReport report)
    {
        (LayerFlow Layer, int At)[] layers =
        [
            .. report.Flow.Where(layer => layer.Layer is not (InputLayer or LossLayer)).Select((layer, i) => (layer, i)),
        ];
        (double, double)[] measured =
        [
            .. layers.Where(layer => layer.Layer.Measured is not null).Select(layer => ((double)layer.At, layer.Layer.Measured!.Value)),
        ];
        return Plot.Lines(
            "Gradient of each layer's output at the start, over that of the network's output",
            new("layer, in the order of evaluation"),
            new("ratio of norms", IsLogarithmic: true),
            [
                new("predicted", [.. layers.Select(layer => ((double)layer.At, layer.Layer.Ratio))]),
                .. measured.Length > 0 ? (PlotLine[])[new("measured", measured) { IsDots = true }] : [],
            ]);
    }

    private static Picture? Map(
        TrainingReport report, string title, PlotAxis colour, (double, double)? range, Func<LayerReading, double> number)
    {
        HashSet<string> known =
        [
            .. report.Readings.SelectMany(reading => reading.Layers.ToArray())
                .Where(row => double.IsFinite(number(row)))
                .Select(row => row.Layer),
        ];
        string[] ordered = known.Count == 0 ? [] : [.. report.Readings[0].Layers.ToArray().Select(row => row.Layer).Where(known.Contains)];
        if (ordered.Length == 0)
        {
            return null;
        }

        (double first, double last) = (report.Readings[0].Report.Step, report.Readings[^1].Report.Step);
        int columns = Math.Clamp(report.Readings.Count, 2, Columns);
        var values = new double[columns, ordered.Length];
        int reading = 0;
        for (int column = 0; column < columns; column++)
        {
            double step = first + ((last - first) * column / (columns - 1));
            while (reading + 1 < report.Readings.Count && report.Readings[reading + 1].Report.Step <= step + 0.5)
            {
                reading++;
            }

            Dictionary<string, double> rows = report.Readings[reading].Layers.ToArray().ToDictionary(row => row.Layer, number);
            for (int row = 0; row < ordered.Length; row++)
            {
                values[column, row] = rows[ordered[row]];
            }
        }

        return Plot.HeatMap(title, Step, first, last, ordered, values, colour, range);
    }

    private static Picture Clipping(TrainingReport report) => Plot.Lines(
        "Gradient norm, and where it was clipped",
        Step,
        new("norm of all gradients", IsLogarithmic: true),
        [
            new("gradient norm", [.. report.Readings.Select(Point)]),
            .. report.Readings.Any(IsClipped)
                ? (PlotLine[])[new("clipped", [.. report.Readings.Where(IsClipped).Select(Point)]) { IsDots = true }]
                : [],
        ]);

    private static (double X, double Y) Point(MonitorReading reading) => (reading.Report.Step, reading.Report.GradientNorm);

    private static bool IsClipped(MonitorReading reading) => reading.Report.ClipFactor < 1;
}
