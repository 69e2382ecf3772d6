using Samples;
using Simd.Nets;

namespace GradientLab;

/// <summary>Trains the networks of the grid, prints a row for each, and draws.</summary>
internal sealed class Laboratory(Options options, TextWriter output)
{
    /// <summary>Rows and what became of them, in order.</summary>
    public IReadOnlyList<(Trial Trial, Outcome Outcome)> Run()
    {
        var (train, test) = Digits.Load();
        var lesson = new Lesson(train, test, options.Epochs, options.Seed);
        output.WriteLine(
            $"""
            {train.Count:N0} images of digits to train on for {lesson.Epochs} epochs, {test.Count:N0} to test with. All networks are trained
            alike: batches of 32, Adam at 1e-3, warm-up and cosine, gradients clipped at a global norm of 1. Ratios: the gradient of the
            first dense layer's output over that of the last hidden one's, predicted from the declaration and measured before the first step.

            | activation | depth | initialiser | remedy              | predicted ratio | measured ratio | test accuracy |
            |------------|------:|-------------|---------------------|----------------:|---------------:|--------------:|
            """);
        (Trial, Outcome)[] results = [.. Chosen().Select(trial => (trial, Row(trial, lesson)))];
        output.WriteLine();
        foreach (string path in Figures.Write(results, options.Folder))
        {
            output.WriteLine(path);
        }

        return results;
    }

    private IEnumerable<Trial> Chosen() => Grid.All
        .Where(trial => options.Depth is null || trial.Depth == options.Depth)
        .Where(trial => options.Activation is null || trial.Activation.Equals(options.Activation, StringComparison.OrdinalIgnoreCase));

    private Outcome Row(Trial trial, Lesson lesson)
    {
        Outcome outcome = trial.Run(lesson);
        output.WriteLine(FormattableString.Invariant(
            $"| {trial.Activation,-10} | {trial.Depth,5} | {trial.Initialiser,-11} | {trial.Remedy,-19} ")
            + FormattableString.Invariant($"| {outcome.Predicted,15:0.0E+0} | {outcome.Measured,14:0.0E+0} ")
            + FormattableString.Invariant($"| {outcome.Accuracy,13:0.000} |"));
        return outcome;
    }
}
