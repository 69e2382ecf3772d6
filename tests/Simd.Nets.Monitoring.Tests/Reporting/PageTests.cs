using System.Text.RegularExpressions;
using System.Xml.Linq;
using Simd.Nets.Monitoring.Tests.Networks;
using Simd.Nets.Reporting;

namespace Simd.Nets.Monitoring.Tests;

public class PageTests
{
    private static readonly Lazy<string> Page = new(() =>
        Run.Of(new Sound(seed: 1), new Adam(1e-3), GradientClip.GlobalNorm(0.5)).ToHtml());

    [Theory]
    [InlineData("loss")]
    [InlineData("accuracy")]
    [InlineData("flow")]
    [InlineData("gradients")]
    [InlineData("updates")]
    [InlineData("dead")]
    [InlineData("clipping")]
    public void Every_picture_is_a_figure_of_well_formed_svg(string figure)
    {
        Match match = Regex.Match(Page.Value, $"<figure id=\"{figure}\">(.*?)</figure>", RegexOptions.Singleline);
        Assert.True(match.Success);
        XElement svg = XElement.Parse(match.Groups[1].Value);
        Assert.True(svg.Descendants().Count() > 30);
    }

    [Fact]
    public void The_page_fetches_nothing_and_runs_nothing()
    {
        Assert.DoesNotContain("<script", Page.Value, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(src|href)=\"(?!data:|#)", Page.Value);
        Assert.DoesNotMatch(@"url\((?!#)", Page.Value);
    }

    [Fact]
    public void Names_inside_pictures_are_unique_on_the_page()
    {
        string[] names = [.. Regex.Matches(Page.Value, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(names.Distinct().Count(), names.Length);
        string[] used = [.. Regex.Matches(Page.Value, @"url\(#([^)]*)\)").Select(match => match.Groups[1].Value).Distinct()];
        Assert.NotEmpty(used);
        Assert.All(used, name => Assert.Contains(name, names));
    }

    [Fact]
    public void Text_is_written_as_text()
    {
        var trainer = new Trainer<Sound>(new Sound(seed: 1), new Sgd(1e-4));
        string page = TrainingReport.Watch(trainer, Run.Data, "<b>&").ToHtml();
        Assert.Contains("<h1>&lt;b&gt;&amp;</h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_takes_the_place_of_an_older_one_and_leaves_nothing_beside_it()
    {
        string folder = Directory.CreateTempSubdirectory("report").FullName;
        string path = Path.Combine(folder, "report.html");
        File.WriteAllText(path, "older");
        var trainer = new Trainer<Sound>(new Sound(seed: 1), new Sgd(1e-4));
        TrainingReport.Watch(trainer, Run.Data).Write(path);
        Assert.EndsWith("</html>\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Equal_data_give_equal_pictures()
    {
        Assert.Equal(Draw(), Draw());

        static string Draw() => Plot.HeatMap(
            "cells", new("step"), 1, 9, ["a", "b"], new double[,] { { 1, 1e-9 }, { double.NaN, 0 }, { 3, 1e-30 } },
            new("norm", true)).ToSvg();
    }
}
