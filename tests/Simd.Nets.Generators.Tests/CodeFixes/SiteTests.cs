namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>Expressions that make layers are changed so that they compile, and for all of these layers or not at all.</summary>
public sealed class SiteTests
{
    [Theory]
    [InlineData("Dense(128, true, Init.PyTorch, null)", "Dense(128, true, null, null)")]
    [InlineData("Dense(128, bias: true, init: Init.PyTorch, null)", "Dense(128, bias: true, init: null, null)")]
    [InlineData("Dense(128, true, Init.PyTorch)", "Dense(128, true)")]
    [InlineData("Dense(128, true, Init.PyTorch, name: null)", "Dense(128, true, name: null)")]
    public void Initialiser_is_left_out_so_that_arguments_behind_it_stay_what_they_are(string before, string after)
    {
        string source = Source.Network($"[Input(64), ..Repeat(20, [{before}, Relu]), Dense(10)]");
        PromiseTests.AssertKept(source);
        Fix fix = Assert.Single(FixDriver.Of("SNET1003", source), fix => fix.Title.StartsWith("Leave the init", StringComparison.Ordinal));
        Assert.Equal(source.Replace(before, after, StringComparison.Ordinal), fix.Files[0]);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("Window, ", 0)]
    public void Bias_is_dropped_where_all_that_a_helper_makes_is_normalised(string elsewhere, int offered)
    {
        string source = Source.Network(
            $"[Input(8, 8, 1), ..Repeat(50, [Window, Silu]), {elsewhere}GlobalAveragePool, Dense(10)]",
            "static Layer Window => Conv2D(16, 3, padding: 1);");
        PromiseTests.AssertKept(source);
        IReadOnlyList<Fix> fixes = FixDriver.Of("SNET1001", source);
        Assert.Equal(offered, fixes.Count(fix => fix.Title.StartsWith("Put BatchNorm", StringComparison.Ordinal)));
        Assert.Equal(offered, fixes.Count(fix => fix.Files[0].Contains("padding: 1, bias: false);", StringComparison.Ordinal)));
    }
}
