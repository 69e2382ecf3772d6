using System.Globalization;
using System.Net;
using System.Text;
using Simd.Nets.Generators.Diagnostics.Checks;

namespace Simd.Nets.Reporting;

/// <summary>The page: one file, no scripts, nothing fetched.</summary>
internal static class ReportPage
{
    private const string Style =
        """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
        figure { margin: 1rem 0; } svg { max-width: 100%; height: auto; }
        #findings { list-style: none; padding: 0; }
        #findings li { border-left: .4rem solid #c62828; background: #fdf1f1; padding: .6rem 1rem; margin: .6rem 0; }
        #findings li.Healthy { border-color: #2e7d32; background: #f0f8f0; }
        #findings li.Clipping, #findings li.LargeUpdates { border-color: #ef6c00; background: #fef6ec; }
        table { border-collapse: collapse; font-size: .85rem; }
        th, td { padding: .15rem .6rem; text-align: right; border-bottom: 1px solid #ddd; }
        th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left; }
        """;

    public static string Write(TrainingReport report)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <link rel="icon" href="data:,">
            <title>{Encoded(report.Title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>{Encoded(report.Title)}</h1>
            <p id="summary">{Encoded(Summary(report))}</p>
            <h2>What is wrong, and what to change</h2>
            <ul id="findings">

            """);
        foreach (Finding finding in report.Findings)
        {
            string change = finding.Change.Length == 0 ? "" : $"<br><em>{Encoded(finding.Change)}</em>";
            string text = $"<strong>{Encoded(finding.Title)}.</strong> {Encoded(finding.Text)}{change}";
            page.Append(CultureInfo.InvariantCulture, $"<li class=\"{finding.Kind}\">{text}</li>\n");
        }

        page.Append("</ul>\n<h2>What happened</h2>\n");
        foreach ((string name, Picture picture) in ReportPictures.All(report))
        {
            page.Append(CultureInfo.InvariantCulture, $"<figure id=\"{name}\">\n{picture.ToSvg(name)}</figure>\n");
        }

        page.Append("<h2>Layer by layer</h2>\n");
        page.Append(Table(report));
        page.Append("<p>Layers are named as their tensors are; layer 0 stands behind the input.</p>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static string Summary(TrainingReport report)
    {
        var facts = new List<string> { report.Network };
        if (report.Readings.Count > 0)
        {
            MonitorReading last = report.Readings[^1];
            facts.Add(FormattableString.Invariant($"{last.Report.Step:N0} steps"));
            facts.Add(FormattableString.Invariant($"{last.ClippedSteps:N0} clipped"));
        }

        if (report.Epochs.Count > 0)
        {
            EpochReport last = report.Epochs[^1];
            facts.Add(FormattableString.Invariant($"loss {last.Loss:G4}"));
            if (!double.IsNaN(last.ValidationAccuracy))
            {
                facts.Add(FormattableString.Invariant($"validation accuracy {last.ValidationAccuracy:0.0000}"));
            }
        }

        return string.Join(" · ", facts);
    }

    private static string Table(TrainingReport report)
    {
        Dictionary<string, LayerReading> rows = report.Readings.Count == 0
            ? []
            : report.Readings[^1].Layers.ToArray().ToDictionary(row => row.Layer);
        var table = new StringBuilder(
            "<table id=\"layers\">\n<tr><th>layer</th><th>declared as</th><th>predicted</th><th>measured</th><th>gradient norm</th>"
            + "<th>weight norm</th><th>update ratio</th><th>dead</th><th>saturated</th></tr>\n");
        foreach (LayerFlow layer in report.Flow.Where(layer => layer.Layer is not (InputLayer or LossLayer)))
        {
            LayerReading row = rows.GetValueOrDefault(layer.Name, new(layer.Name));
            string[] cells =
            [
                Encoded(layer.Name), Encoded(LayerSpelling.Of(layer.Layer)), Number(layer.Ratio), Number(layer.Measured ?? double.NaN),
                Number(row.GradientNorm), Number(row.WeightNorm), Number(row.UpdateRatio), Number(row.DeadShare),
                Number(row.SaturatedShare),
            ];
            table.Append(CultureInfo.InvariantCulture, $"<tr><td>{string.Join("</td><td>", cells)}</td></tr>\n");
        }

        return table.Append("</table>\n").ToString();
    }

    private static string Number(double number) => double.IsNaN(number) ? "" : number.ToString("G3", CultureInfo.InvariantCulture);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
