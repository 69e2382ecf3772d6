using GradientLab.Networks;
using Simd.Nets;
using Simd.Nets.Reporting;
using static Simd.Nets.Layers;

namespace GradientLab;

/// <summary>The pictures around the table.</summary>
internal static class Figures
{
    private const int Deepest = 50;
    private const int Columns = 30;

    private static readonly PlotAxis Predicted = new("predicted ratio", IsLogarithmic: true);

    /// <summary>Draws what the rows show; returns the files.</summary>
    public static IEnumerable<string> Write(IReadOnlyList<(Trial Trial, Outcome Outcome)> rows, string folder)
    {
        Directory.CreateDirectory(folder);
        yield return Save(Depth(rows), "depth");
        yield return Save(Prediction(rows), "prediction");
        yield return Save(Accuracy(rows), "accuracy");
        (Trial trial, Outcome sickest) = rows.MinBy(row => row.Outcome.Predicted);
        yield return Save(Map(trial, sickest), "sick");
        foreach ((Trial other, Outcome mended) in rows.Where(row => row.Trial.Remedy == "residual"
            && row.Trial with { Remedy = trial.Remedy, Run = trial.Run } == trial))
        {
            yield return Save(Map(other, mended), "mended");
        }

        string page = Path.Combine(folder, "sick.html");
        sickest.Report.Write(page);
        yield return page;

        string Save(Picture picture, string name)
        {
            string path = Path.Combine(folder, name + ".svg");
            picture.Save(path);
            return path;
        }
    }

    // Predicted for every depth: that takes a declaration, no network.
    private static Picture Depth(IReadOnlyList<(Trial Trial, Outcome Outcome)> rows) => Plot.Lines(
        "Gradient of the first hidden layer over that of the last, by depth",
        new("hidden layers"),
        new("ratio", IsLogarithmic: true),
        [
            Line("sigmoid, PyTorch", Sigmoid, Init.PyTorch),
            Line("sigmoid, Xavier", Sigmoid, null),
            Line("tanh, PyTorch", Tanh, Init.PyTorch),
            Line("tanh, Xavier", Tanh, null),
            Line("ReLU, PyTorch", Relu, Init.PyTorch),
            Line("ReLU, He", Relu, null),
            new(
                "measured",
                [.. rows.Where(row => row.Trial.Remedy == "none").Select(row => ((double)row.Trial.Depth, row.Outcome.Measured))])
            {
                IsDots = true,
            },
        ]);

    private static PlotLine Line(string name, Layer activation, Init? init) => new(
        name,
        [
            .. Enumerable.Range(2, Deepest - 1)
                .Select(depth => ((double)depth, GradientFlow.Predict(Stacks.Plain(depth, activation, init)).Ratio)),
        ]);

    private static Picture Prediction(IReadOnlyList<(Trial Trial, Outcome Outcome)> rows) => Plot.Lines(
        "Measured against predicted: the line is where both agree",
        Predicted,
        new("measured ratio", IsLogarithmic: true),
        [
            .. ByRemedy(rows, outcome => outcome.Measured),
            new("", [.. rows.Select(row => row.Outcome.Predicted).Order().Select(ratio => (ratio, ratio))]),
        ]);

    private static Picture Accuracy(IReadOnlyList<(Trial Trial, Outcome Outcome)> rows) => Plot.Lines(
        "What is left of learning: guessing reaches 0.1",
        Predicted,
        new("test accuracy"),
        [.. ByRemedy(rows, outcome => outcome.Accuracy)]);

    private static IEnumerable<PlotLine> ByRemedy(IReadOnlyList<(Trial Trial, Outcome Outcome)> rows, Func<Outcome, double> number) => rows
        .GroupBy(row => row.Trial.Remedy)
        .Select(group => new PlotLine(group.Key, [.. group.Select(row => (row.Outcome.Predicted, number(row.Outcome)))]) { IsDots = true });

    private static Picture Map(Trial trial, Outcome outcome)
    {
        IReadOnlyList<MonitorReading> readings = outcome.Report.Readings;
        string[] layers = [.. outcome.Report.Flow.Where(layer => layer.Layer is DenseLayer).Select(layer => layer.Name)];
        MonitorReading[] columns =
        [
            .. Enumerable.Range(0, Columns).Select(column => readings[column * (readings.Count - 1) / (Columns - 1)]),
        ];
        var values = new double[columns.Length, layers.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            Dictionary<string, double> norms = columns[column].Layers.ToArray().ToDictionary(row => row.Layer, row => row.GradientNorm);
            for (int row = 0; row < layers.Length; row++)
            {
                values[column, row] = norms[layers[row]];
            }
        }

        return Plot.HeatMap(
            $"Gradient norm of dense layers: {trial.Depth} × {trial.Activation}, {trial.Initialiser}, remedy: {trial.Remedy}",
            new("step"),
            readings[0].Report.Step,
            readings[^1].Report.Step,
            layers,
            values,
            new("gradient norm", IsLogarithmic: true));
    }
}
