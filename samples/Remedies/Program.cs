// Networks too deep to learn, and what mends them: dotnet run -c Release --project samples/Remedies
using System.Globalization;
using Remedies;
using Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException fault)
{
    Console.Error.WriteLine(fault.Message);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var (train, test) = Digits.Load();
var progress = new ProgressLine();
var lesson = new Lesson(train, test, options.Epochs, options.Seed, progress);
Console.WriteLine(
    $"""
    {train.Count:N0} images of digits to train on for {lesson.Epochs} epochs, {test.Count:N0} to test with. All networks are trained alike, unless the
    row says otherwise: batches of {Recipe.Batch}, Adam at 1e-3, warm-up and cosine, gradients clipped at a global norm of 1.
    Gradient ratio: first over last hidden layer, root mean squares of the weights' gradients at the first batch, before
    any step.

    | depth | activation | remedy                          | gradient ratio | test accuracy | seconds | verdict    |
    |------:|------------|---------------------------------|---------------:|--------------:|--------:|------------|
    """);

Verdict[] verdicts =
[
    .. Group.All
        .Where(group => options.Only is null || group.Activation.Equals(options.Only, StringComparison.OrdinalIgnoreCase))
        .Select(group => new Verdict(
            group,
            [.. group.Sick.Select(trial => Row(group, trial, "sick"))],
            [.. group.Remedies.Select(trial => Row(group, trial, "not enough"))])),
];

Console.WriteLine();
foreach (Verdict verdict in verdicts)
{
    Console.WriteLine(verdict);
}

return verdicts.All(verdict => verdict.Holds) ? 0 : 1;

Outcome Row(Group group, Trial trial, string otherwise)
{
    Outcome outcome = trial.Run(lesson);
    progress.Clear();
    string state = Verdict.IsMended(outcome) ? "mended" : outcome.Overflowed ? "overflowed" : otherwise;
    Console.WriteLine(
        $"| {group.Depth,5} | {group.Activation,-10} | {trial.Remedy,-31} | {outcome.GradientRatio,14:0.0E+0} "
        + $"| {outcome.Accuracy,13:0.000} | {outcome.Seconds,7:0.0} | {state,-10} |");
    return outcome;
}
