using System.Globalization;
using System.Text.RegularExpressions;

namespace Simd.Nets.Performance;

/// <summary>Tables of other pages that quote rows of docs/performance.md, one thread, to the letter.</summary>
/// <remarks>
/// Above such a table stands what its columns behind the first are: <c>&lt;!-- of performance.md: **{train ours}** | {train ratio} --&gt;</c>.
/// Columns behind those are the page's own. The first column has the network, unless it is that of the row above, and the batch.
/// </remarks>
internal static partial class QuotedTables
{
    /// <summary>What is quoted, from the repository's root.</summary>
    public const string Source = "docs/performance.md";

    private const string OneThread = "one thread\n";

    /// <summary>The pages with such tables, from the repository's root.</summary>
    public static readonly string[] Pages = ["README.md", "docs/comparison.md"];

    private static readonly Dictionary<string, string> Workloads = new()
    {
        ["784-128-64-10"] = "mlp-784-128-64-10",
        ["4-32-16-4 (tanh, MSE)"] = "mlp-4-32-16-4",
        ["64 inputs, 16 residual blocks of 64"] = "resmlp-64x16",
        ["1024-1024-1024-1024-10"] = "wide-1024x3",
        ["LeNet-5"] = "lenet5",
        ["ResNet-20"] = "resnet20",
        ["DenseNet-22"] = "densenet22-k12",
    };

    /// <summary>A page whose tables say what the source says.</summary>
    /// <param name="page">Its text.</param>
    /// <param name="performance">The source's text.</param>
    /// <exception cref="InvalidOperationException">A row quotes what is not there.</exception>
    public static string Update(string page, string performance)
    {
        Dictionary<string, string> cells = Cells(performance);
        return Table().Replace(page, table =>
        {
            string[] columns = table.Groups["columns"].Value.Split('|', StringSplitOptions.TrimEntries);
            string network = "";
            return table.Groups["head"].Value + string.Concat(table.Groups["row"].Captures.Select(row => Row(row.Value, columns, cells, ref network)));
        });
    }

    private static string Row(string row, string[] columns, Dictionary<string, string> cells, ref string network)
    {
        string[] old = row.Trim('|', '\n').Split('|', StringSplitOptions.TrimEntries);
        Match label = Label().Match(old[0]);
        network = label.Groups["network"].Success ? label.Groups["network"].Value : network;
        string name = Workloads.GetValueOrDefault(network) ?? throw new InvalidOperationException($"'{old[0]}' names no network of the ladder.");
        string batch = int.Parse(label.Groups["batch"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        string[] quoted = [.. columns.Select(column => Place().Replace(column, place =>
        {
            string key = $"{name}/b{batch}/{place.Groups["phase"].Value} {place.Groups["column"].Value}";
            return cells.GetValueOrDefault(key) ?? throw new InvalidOperationException($"{Source} has no '{key}'.");
        }))];
        return $"| {string.Join(" | ", [old[0], .. quoted, .. old.Skip(1 + quoted.Length)])} |\n";
    }

    // By row and column: "lenet5/b32/train ours".
    private static Dictionary<string, string> Cells(string performance)
    {
        int start = performance.IndexOf(OneThread, StringComparison.Ordinal);
        string[][] lines =
        [
            .. performance[start..].Split('\n').SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
        ];
        return lines.Skip(2)
            .SelectMany(line => line.Skip(1).Zip(lines[0].Skip(1), (cell, head) => (Key: $"{line[0]} {head.Split(',')[0]}", Cell: cell)))
            .ToDictionary(pair => pair.Key, pair => pair.Cell);
    }

    [GeneratedRegex(@"(?<head><!-- of performance\.md: (?<columns>[^\n]+) -->\n\|[^\n]*\n\|[-|]*\n)(?<row>\|[^\n]*\n)+")]
    private static partial Regex Table();

    [GeneratedRegex(@"^(?:(?<network>.+), )?(?<batch>\d{1,3}(?:,\d{3})*)$")]
    private static partial Regex Label();

    [GeneratedRegex(@"\{(?<phase>\w+) (?<column>\w+)\}")]
    private static partial Regex Place();
}
