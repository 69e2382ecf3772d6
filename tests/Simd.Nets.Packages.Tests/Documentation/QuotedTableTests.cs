using Simd.Nets.Performance;

namespace Simd.Nets.Packages.Tests.Documentation;

/// <summary>Figures of speed stand in docs/performance.md; other pages quote them.</summary>
public sealed class QuotedTableTests
{
    public static TheoryData<string> Pages => [.. QuotedTables.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Quoted_figures_are_those_of_the_page_about_performance(string page)
    {
        string text = Repository.Read(page);
        Assert.Contains("<!-- of performance.md:", text);
        Repository.AssertUpToDate(page, QuotedTables.Update(text, Repository.Read(QuotedTables.Source)));
    }

    [Fact]
    public void Another_figure_is_replaced_and_a_row_that_is_not_there_is_refused()
    {
        const string Source = "## One, one thread\n\n| row | ours, µs | ratio |\n|---|---|---|\n| lenet5/b32/train | 1.5 | **2** |\n\n| x | 1 |\n";
        const string Head = "<!-- of performance.md: {train ours} | {train ratio} -->\n| network, batch | a | b | c |\n|---|---|---|---|\n";
        Assert.Equal($"{Head}| LeNet-5, 32 | 1.5 | **2** | own |\n\nend\n", QuotedTables.Update($"{Head}| LeNet-5, 32 | 9 | 9 | own |\n\nend\n", Source));
        Assert.Contains(
            "lenet5/b64/train ours",
            Assert.Throws<InvalidOperationException>(() => QuotedTables.Update($"{Head}| LeNet-5, 64 | 9 | 9 | own |\n", Source)).Message);
    }
}
