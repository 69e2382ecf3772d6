using System.Globalization;
using Simd.Nets.Generators.Diagnostics.Checks;

namespace Simd.Nets.Reporting;

/// <summary>Reads a report, and says what is wrong.</summary>
internal sealed class ReportFindings
{
    // As means over the second half of the readings; of updates, over the first quarter.
    private const double MostDead = 0.9;
    private const double MostDeadUnits = 0.5;
    private const double MostSaturated = 0.5;
    private const double LargestUpdate = 0.1;

    private const double MostClipped = 0.5;
    private const double LeastProgress = 0.95;

    private readonly TrainingReport report;
    private readonly MonitorReading[] late;

    private ReportFindings(TrainingReport report)
    {
        this.report = report;
        late = [.. report.Readings.Skip(report.Readings.Count / 2)];
    }

    /// <summary>All findings, the worst first.</summary>
    public static IReadOnlyList<Finding> Of(TrainingReport report)
    {
        var reader = new ReportFindings(report);
        Finding[] wrong =
        [
            .. new[]
            {
                reader.BrokenOff(), reader.Flow(), reader.Growth(), reader.Dead(), reader.Saturated(), reader.LargeUpdates(), reader.Clipped(),
                reader.NotLearning(),
            }.OfType<Finding>(),
        ];
        return wrong.Length > 0 ? wrong : [reader.Healthy()];
    }

    private Finding? BrokenOff() => report.Failure is not { } failure ? null : new(
        FindingKind.BrokenOff,
        "The training broke off",
        failure.Message,
        $"Lower the learning rate ({Text(Rate)} when it was last read), clip gradients (trainer.Clip = GradientClip.GlobalNorm(1)), or have "
            + "such steps left out (trainer.NonFinitePolicy).");

    private Finding? Flow()
    {
        double ratio = report.Flow.MeasuredRatio ?? report.Flow.Ratio;
        if (Remedies.Limits.Verdict(ratio) == 0)
        {
            return null;
        }

        LayerFlow[] weighted =
        [
            .. report.Flow.Where(layer =>
                layer.Layer is DenseLayer or ConvolutionLayer or ResidualLayer or ConcatLayer or DenseBlockLayer),
        ];
        LayerFlow first = weighted[0];
        LayerFlow last = weighted[Math.Max(0, weighted.Length - 2)];
        string seen = report.Flow.MeasuredRatio is { } measured
            ? $"{Text(measured)} times that of {Spelled(last)}, as measured; {Text(report.Flow.Ratio)} was predicted"
            : $"{Text(ratio)} times that of {Spelled(last)}, as predicted";
        return Remedies.Limits.Verdict(ratio) < 0
            ? new(
                FindingKind.Vanishing,
                "Gradients vanish",
                $"At the start the gradient of {Spelled(first)} is {seen}: the first layers learn nothing.",
                Remedies.For(report.Source, report.Flow.Ratio))
            : new(
                FindingKind.Exploding,
                "Gradients explode",
                $"At the start the gradient of {Spelled(first)} is {seen}: steps that suit the last layers wreck the first.",
                Remedies.For(report.Source, report.Flow.Ratio));
    }

    private Finding? Growth()
    {
        double[] norms = [.. report.Readings.Select(reading => reading.Report.GradientNorm).Where(double.IsFinite)];
        if (norms.Length < 4)
        {
            return null;
        }

        double growth = norms.Max() / norms.Take(Math.Max(2, norms.Length / 8)).Max();
        return Remedies.Limits.Verdict(growth) > 0
            ? new(
                FindingKind.Exploding,
                "Gradients explode in time",
                $"The gradient's norm grew to {Text(norms.Max())}, {Text(growth)} times what it was at first.",
                $"Set trainer.Clip = GradientClip.GlobalNorm(1), and lower the learning rate ({Text(Rate)} now).")
            : null;
    }

    private Finding? Dead()
    {
        var dead = Layers(row => row.DeadShare)
            .Select(layer => (layer.Name, layer.Share, Units: Mean(layer.Name, row => row.DeadUnitShare, late)))
            .Where(layer => layer.Share > MostDead || layer.Units > MostDeadUnits)
            .OrderByDescending(layer => layer.Units)
            .ToArray();
        if (dead.Length == 0)
        {
            return null;
        }

        (string name, double share, double units) = dead[0];
        return new(
            FindingKind.DeadUnits,
            "Units are dead",
            $"In {Spelled(name)} {Percent(units)} of the units stay at zero for every sample, and {Percent(share)} of all values are zero"
                + $"{Others(dead.Length)}: no gradient passes there.",
            $"Write LeakyRelu for that {Declared(name)}; or lower the learning rate ({Text(Rate)} now); "
                + "see that the bias before it does not run away.");
    }

    private Finding? Saturated()
    {
        var flat = Worst(Layers(row => row.SaturatedShare), MostSaturated);
        return flat.Length == 0 ? null : new(
            FindingKind.Saturation,
            "Activations are saturated",
            $"In {Spelled(flat[0].Name)} {Percent(flat[0].Share)} of the values lie where the slope is nearly zero{Others(flat.Length)}.",
            $"Put LayerNorm before that {Declared(flat[0].Name)}; or begin with smaller weights (init: Init.LeCun) "
                + $"and a lower learning rate ({Text(Rate)} now).");
    }

    private Finding? LargeUpdates()
    {
        MonitorReading[] early = [.. report.Readings.Take(Math.Max(4, report.Readings.Count / 4))];
        var large = Worst(Layers(row => row.UpdateRatio, early), LargestUpdate);
        return large.Length == 0 ? null : new(
            FindingKind.LargeUpdates,
            "Steps are too large",
            $"A step changes the weights of {Spelled(large[0].Name)} by {Percent(large[0].Share)}{Others(large.Length)}; "
                + "a thousandth is usual.",
            $"Lower the learning rate ({Text(Rate)} now), or let it climb: trainer.Schedule = ….WithWarmup(steps).");
    }

    private Finding? Clipped()
    {
        if (report.Readings.Count == 0)
        {
            return null;
        }

        MonitorReading last = report.Readings[^1];
        double first = report.Readings[0].Report.Step - 1;
        double share = last.ClippedSteps / Math.Max(1, last.Report.Step - first);
        double least = report.Readings.Min(reading => reading.Report.ClipFactor);
        return share <= MostClipped ? null : new(
            FindingKind.Clipping,
            "The clip is at work all the time",
            $"{last.ClippedSteps:N0} of {last.Report.Step - first:N0} steps were clipped ({Percent(share)}), "
                + $"by a factor down to {Text(least)}: the clip, not the learning rate, decides how far a step goes.",
            $"Lower the learning rate ({Text(Rate)} now), or give trainer.Clip a limit above the usual norm ({Text(UsualNorm)}).");
    }

    private Finding? NotLearning()
    {
        // One loss alone says nothing of where it goes.
        if (!IsTrained)
        {
            return null;
        }

        double first = report.Readings.Select(reading => reading.Report.Loss).FirstOrDefault(double.IsFinite, double.NaN);
        double last = report.Epochs.Count > 0
            ? report.Epochs[^1].Loss
            : late.Select(reading => reading.Report.Loss).DefaultIfEmpty(double.NaN).Average();
        return last > LeastProgress * first
            ? new(
                FindingKind.NotLearning,
                "The network does not learn",
                $"The loss began at {Text(first)} and is {Text(last)} now.",
                $"Find a learning rate with trainer.FindLearningRate(train) ({Text(Rate)} now), if the findings above do not explain it.")
            : null;
    }

    private bool IsTrained => report.Readings.Count > 1 && report.Readings[^1].Report.Step > report.Readings[0].Report.Step;

    private Finding Healthy() => !IsTrained
        ? new(
            FindingKind.Untrained,
            "Nothing can be said of the training yet",
            $"From first to last hidden layer the gradient changes by a factor of {Text(report.Flow.MeasuredRatio ?? report.Flow.Ratio)} "
                + $"at the start; the monitor has read {(report.Readings.Count == 0 ? "no step" : "one step")}.",
            "")
        : new(
        FindingKind.Healthy,
        "Nothing is wrong",
        $"From first to last hidden layer the gradient changes by a factor of {Text(report.Flow.MeasuredRatio ?? report.Flow.Ratio)}, "
            + "no layer is dead or saturated, and the loss falls.",
        "");

    private double Rate => report.Readings.Count == 0 ? double.NaN : report.Readings[^1].Report.LearningRate;

    private double UsualNorm
    {
        get
        {
            double[] norms = [.. late.Select(reading => reading.Report.GradientNorm).Where(double.IsFinite).Order()];
            return norms.Length == 0 ? double.NaN : norms[norms.Length / 2];
        }
    }

    // Layers for which something was read, and its mean: over the second half of the readings, if not others are given.
    private IEnumerable<(string Name, double Share)> Layers(
        Func<LayerReading, double> number, IReadOnlyList<MonitorReading>? read = null) => late.Length == 0
            ? []
            : late[0].Layers.ToArray()
                .Select(row => (row.Layer, Mean(row.Layer, number, read ?? late)))
                .Where(layer => !double.IsNaN(layer.Item2));

    private static (string Name, double Share)[] Worst(IEnumerable<(string Name, double Share)> layers, double most) =>
        [.. layers.Where(layer => layer.Share > most).OrderByDescending(layer => layer.Share)];

    private static double Mean(string layer, Func<LayerReading, double> number, IReadOnlyList<MonitorReading> read) => read
        .Select(reading => number(reading.Layers.ToArray().First(row => row.Layer == layer)))
        .Where(double.IsFinite)
        .DefaultIfEmpty(double.NaN)
        .Average();

    private string Spelled(string name) => Spelled(report.Flow.First(layer => layer.Name == name));

    private static string Spelled(LayerFlow layer) => $"layer {layer.Name} ({LayerSpelling.Of(layer.Layer)})";

    // What to change, and where in the declaration it stands.
    private string Declared(string name)
    {
        LayerFlow declared = report.Flow.First(layer => layer.Name == name);
        return $"{LayerSpelling.Of(declared.Layer)}, which is {report.Source.Place(declared.Path)}";
    }

    private static string Others(int layers) => layers switch
    {
        1 => "",
        2 => ", and it is much the same in another layer",
        _ => $", and it is much the same in {layers - 1} other layers",
    };

    private static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
