// Measures everything that docs/performance.md says, and writes it, and the tables that quote it:
// dotnet run -c Release --project benchmarks/Simd.Nets.Performance -- [--rounds R] [--seconds S] [--to FOLDER] [--print first]
using System.Globalization;
using Simd.Nets.Benchmarks;
using Simd.Nets.Performance;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string to = "docs";
bool isFirstOnly = false;
(int rounds, string seconds) = (5, "0.6");
for (int i = 0; i < args.Length; i += 2)
{
    string? value = i + 1 < args.Length ? args[i + 1] : null;
    switch (args[i])
    {
        case "--to" when value is not null:
            to = value;
            break;
        case "--rounds" when int.TryParse(value, out rounds) && rounds > 0:
            break;
        case "--seconds" when double.TryParse(value, out double given) && given > 0:
            seconds = value!;
            break;
        case "--print" when value == "first":
            isFirstOnly = true;
            break;
        default:
            Console.Error.WriteLine($"'{args[i]}' with '{value}' makes no sense; known are --rounds R, --seconds S, --to FOLDER and --print first");
            return 2;
    }
}

string root = Programs.Root();
if (!Path.IsPathRooted(to))
{
    to = Path.Combine(root, to);
}

var programs = new Programs(root, seconds);
string[] rows = [.. Workload.All.SelectMany(workload => workload.Batches.Select(workload.RowOf))];
if (isFirstOnly)
{
    Console.WriteLine(FirstSteps.Measure(programs, rows, rounds));
    return 0;
}

Comparison one = Comparison.Measure(programs, rounds, threads: 1);
Comparison two = Comparison.Measure(programs, Math.Max(1, rounds / 2), threads: 2);
Sweep[] sweeps = [Sweep.Measure(programs, "mlp-784-128-64-10", [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048])];
IReadOnlyDictionary<string, double> narrow = Comparison.Narrow(programs, rounds);
string first = FirstSteps.Measure(programs, rows, rounds);
var page = new Page(one, two, narrow, first, programs.Text("account"), programs.Text("fixed"), programs.Text("generate"), sweeps, rounds);
Directory.CreateDirectory(Path.Combine(to, "performance"));
foreach (Sweep sweep in sweeps)
{
    sweep.Draw().Save(Path.Combine(to, "performance", sweep.File));
}

string written = Path.Combine(to, "performance.md");
await File.WriteAllTextAsync(written, page.ToString());
Console.WriteLine(written);
if (written == Path.Combine(root, QuotedTables.Source))
{
    foreach (string path in QuotedTables.Pages.Select(path => Path.Combine(root, path)))
    {
        await File.WriteAllTextAsync(path, QuotedTables.Update(await File.ReadAllTextAsync(path), page.ToString()));
        Console.WriteLine(path);
    }
}

return 0;
