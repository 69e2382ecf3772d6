using GradientLab;

namespace Simd.Nets.Monitoring.Tests;

public sealed class LaboratoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_smallest_table_shows_that_prediction_and_measurement_agree_and_what_they_mean()
    {
        var output = new StringWriter();
        var rows = new Laboratory(new(5, "sigmoid", 5, 1, folder), output).Run();

        Assert.Equal(6, rows.Count);
        Assert.All(rows, row => Assert.InRange(row.Outcome.Measured / row.Outcome.Predicted, 0.5, 2));
        Assert.True(Accuracy("PyTorch", "none") < 0.3);
        Assert.True(Accuracy("PyTorch", "layer normalisation") > 0.8);
        Assert.Equal(6, output.ToString().Split('\n').Count(line => line.StartsWith("| sigmoid", StringComparison.Ordinal)));
        string[] files = [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(["accuracy.svg", "depth.svg", "mended.svg", "prediction.svg", "sick.html", "sick.svg"], files);

        double Accuracy(string initialiser, string remedy) =>
            rows.Single(row => row.Trial.Initialiser == initialiser && row.Trial.Remedy == remedy).Outcome.Accuracy;
    }
}
