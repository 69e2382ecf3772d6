// Forward passes on one thread, ours and ONNX Runtime's, by turns:
// dotnet run -c Release --project benchmarks/Simd.Nets.OnnxRuntime -- [--only SUBSTRING] [--seconds S]
using System.Globalization;
using Simd.Nets.Benchmarks;

const int Rounds = 5;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
LadderOptions options;
try
{
    options = LadderOptions.Parse(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

Console.WriteLine($"{"row",-26} {"Simd.Nets us",12} {"ONNX Runtime us",15} {"ratio",6} {"spread",11}");
foreach ((Workload workload, int batch) in Workload.Rows(options))
{
    using var pair = new ForwardPair(batch);
    workload.Show(pair);
    var rounds = new (double Ours, double Theirs)[Rounds];
    for (int round = 0; round < Rounds; round++)
    {
        rounds[round] = (
            Timing.Of(pair.Ours, options.Seconds).MedianNanoseconds / 1e3, Timing.Of(pair.Theirs, options.Seconds).MedianNanoseconds / 1e3);
    }

    double[] ratios = [.. rounds.Select(round => round.Ours / round.Theirs).Order()];
    Console.WriteLine(
        $"{workload.RowOf(batch),-26} {Median.Of(rounds.Select(round => round.Ours)),12:0.0} {Median.Of(rounds.Select(round => round.Theirs)),15:0.0} "
        + $"{Median.Of(ratios),6:0.00} {$"{ratios[0]:0.00}-{ratios[^1]:0.00}",11}");
}

return 0;
