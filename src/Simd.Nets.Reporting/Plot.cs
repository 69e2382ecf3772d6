using System.Globalization;
using System.Text.RegularExpressions;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Simd.Nets.Reporting;

/// <summary>A line through points, or the points alone.</summary>
/// <param name="Name">For the legend; empty for none.</param>
/// <param name="Points">NaN, and what a logarithm cannot take, leave gaps.</param>
public sealed record PlotLine(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether the points are drawn, not the line.</summary>
    public bool IsDots { get; init; }
}

/// <summary>What is written along an axis.</summary>
/// <param name="Title">What and in which unit.</param>
/// <param name="IsLogarithmic">Whether equal lengths are equal ratios.</param>
public readonly record struct PlotAxis(string Title, bool IsLogarithmic = false);

/// <summary>Draws.</summary>
public static partial class Plot
{
    private const int DefaultWidth = 760;
    private const int DefaultHeight = 340;

    private static readonly OxyColor[] Colours =
    [
        OxyColor.Parse("#1f77b4"), OxyColor.Parse("#d62728"), OxyColor.Parse("#2ca02c"), OxyColor.Parse("#9467bd"),
        OxyColor.Parse("#ff7f0e"), OxyColor.Parse("#17becf"), OxyColor.Parse("#8c564b"), OxyColor.Parse("#7f7f7f"),
        OxyColor.Parse("#e377c2"),
    ];

    /// <summary>Lines over an axis.</summary>
    public static Picture Lines(string title, PlotAxis x, PlotAxis y, params IReadOnlyList<PlotLine> lines)
    {
        PlotModel model = Model(title);
        model.Axes.Add(Axis(x, AxisPosition.Bottom));
        model.Axes.Add(Axis(y, AxisPosition.Left));
        for (int i = 0; i < lines.Count; i++)
        {
            OxyColor colour = Colours[i % Colours.Length];
            var series = new LineSeries
            {
                Title = lines[i].Name,
                RenderInLegend = lines[i].Name.Length > 0,
                Color = lines[i].IsDots ? OxyColors.Undefined : colour,
                LineStyle = lines[i].IsDots ? LineStyle.None : LineStyle.Solid,
                StrokeThickness = 1.6,
                MarkerType = lines[i].IsDots ? MarkerType.Circle : MarkerType.None,
                MarkerSize = 3.5,
                MarkerFill = colour,
            };
            series.Points.AddRange(lines[i].Points.Select(point => new DataPoint(Place(point.X, x), Place(point.Y, y))));
            model.Series.Add(series);
        }

        if (lines.Any(line => line.Name.Length > 0))
        {
            model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop });
        }

        return Draw(model, DefaultHeight);
    }

    /// <summary>A field of coloured cells, a row a layer, the first on top.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="x">Along the columns.</param>
    /// <param name="first">Where the first column is on the axis.</param>
    /// <param name="last">Where the last one is.</param>
    /// <param name="rows">What is written beside them.</param>
    /// <param name="values">By column, then row; NaN is grey.</param>
    /// <param name="colour">What the colours mean.</param>
    /// <param name="range">The colours' least and largest value; null for those of the values.</param>
    public static Picture HeatMap(
        string title,
        PlotAxis x,
        double first,
        double last,
        IReadOnlyList<string> rows,
        double[,] values,
        PlotAxis colour,
        (double Least, double Largest)? range = null)
    {
        PlotModel model = Model(title);
        var placed = new double[values.GetLength(0), values.GetLength(1)];
        foreach (int column in Enumerable.Range(0, placed.GetLength(0)))
        {
            foreach (int row in Enumerable.Range(0, placed.GetLength(1)))
            {
                placed[column, row] = Place(values[column, row], colour);
            }
        }

        double[] known = [.. placed.Cast<double>().Where(double.IsFinite)];
        double least = range?.Least ?? known.DefaultIfEmpty(0).Min();
        double largest = range?.Largest ?? known.DefaultIfEmpty(1).Max();
        model.Axes.Add(new LinearColorAxis
        {
            Position = AxisPosition.Right,
            Palette = OxyPalettes.Viridis(48),
            Title = colour.Title,
            Minimum = least,
            Maximum = largest > least ? largest : least + 1,
            InvalidNumberColor = OxyColors.LightGray,
            LabelFormatter = Formatter(colour),
        });
        model.Axes.Add(Axis(x, AxisPosition.Bottom));
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = "layer",
            StartPosition = 1,
            EndPosition = 0,
            MajorStep = Math.Max(1, (rows.Count + 19) / 20),
            MinorTickSize = 0,
            LabelFormatter = at => at == Math.Floor(at) && at >= 0 && at < rows.Count ? rows[(int)at] : "",
        });
        model.Series.Add(new HeatMapSeries
        {
            X0 = first,
            X1 = last > first ? last : first + 1,
            Y0 = 0,
            Y1 = Math.Max(1, rows.Count - 1),
            Data = rows.Count == 1 ? Doubled(placed) : placed,
            RenderMethod = HeatMapRenderMethod.Rectangles,
            Interpolate = false,
        });
        return Draw(model, Math.Clamp(120 + (12 * rows.Count), 200, 700));
    }

    // The library wants two rows at least.
    private static double[,] Doubled(double[,] row)
    {
        var rows = new double[row.GetLength(0), 2];
        for (int column = 0; column < row.GetLength(0); column++)
        {
            (rows[column, 0], rows[column, 1]) = (row[column, 0], double.NaN);
        }

        return rows;
    }

    private static PlotModel Model(string title) => new()
    {
        Title = title,
        TitleFontSize = 15,
        TitleFontWeight = FontWeights.Normal,
        DefaultFont = "sans-serif",
        Culture = CultureInfo.InvariantCulture,
        PlotAreaBorderColor = OxyColors.Gray,
    };

    private static LinearAxis Axis(PlotAxis axis, AxisPosition position) => new()
    {
        Position = position,
        Title = axis.Title,
        LabelFormatter = Formatter(axis),
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = OxyColor.FromAColor(40, OxyColors.Gray),
    };

    // A logarithmic axis is one of exponents: those of libraries end where floats of gradients begin.
    private static Func<double, string>? Formatter(PlotAxis axis) => axis.IsLogarithmic
        ? exponent => exponent == Math.Floor(exponent)
            ? "1e" + exponent.ToString("0", CultureInfo.InvariantCulture)
            : Math.Pow(10, exponent).ToString("G2", CultureInfo.InvariantCulture)
        : null;

    private static double Place(double value, PlotAxis axis) =>
        !axis.IsLogarithmic ? value : value > 0 ? Math.Log10(value) : double.NaN;

    private static Picture Draw(PlotModel model, int height)
    {
        string text = new SvgExporter { Width = DefaultWidth, Height = height, TextMeasurer = new TextMeasure() }.ExportToString(model);
        return new(model.Title, DefaultWidth, height, Element().Match(text).Groups[1].Value.ReplaceLineEndings("\n"));
    }

    [GeneratedRegex("<svg[^>]*>(.*)</svg>", RegexOptions.Singleline)]
    private static partial Regex Element();
}
