using System.Globalization;
using System.Text;
using Simd.Nets.Benchmarks;

namespace Simd.Nets.Performance;

/// <summary>How soon a fresh process has trained a step, and whether it is at its full speed half a second later.</summary>
internal static class FirstSteps
{
    /// <summary>A table, the medians of rounds by turns.</summary>
    public static string Measure(Programs programs, IEnumerable<string> rows, int rounds)
    {
        var table = new StringBuilder("| row | ours, ms | libtorch, ms | ratio | half a second later |\n|---|---|---|---|---|\n");
        foreach (string row in rows)
        {
            Console.Error.WriteLine($"first step of {row}");
            (List<double> ours, List<double> theirs, List<double> settled) = ([], [], []);
            for (int round = 0; round < rounds; round++)
            {
                (double milliseconds, string[] lines) = programs.OurFirst(row);
                ours.Add(milliseconds);
                settled.Add(Value(lines, "half ") / Value(lines, "steady "));
                theirs.Add(programs.TheirFirst(row));
            }

            double ratio = Median.Of(theirs.Zip(ours, (their, our) => their / our));
            table.Append(FormattableString.Invariant(
                $"| {row} | {Median.Of(ours):N0} | {Median.Of(theirs):N0} | **{ratio:F1}** | {Median.Of(settled):F2} |\n"));
        }

        return table.ToString().TrimEnd();
    }

    private static double Value(string[] lines, string name) =>
        double.Parse(lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..], CultureInfo.InvariantCulture);
}
