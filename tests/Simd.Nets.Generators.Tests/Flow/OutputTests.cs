using Simd.Nets.Generators.Flow;
using Simd.Nets.Generators.Flow.Writing;
using Simd.Nets.Generators.Tests.CodeFixes;

namespace Simd.Nets.Generators.Tests.Flow;

/// <summary>What stands behind the last weights makes the outputs: it is no hidden activation, and no fix touches it.</summary>
public sealed class OutputTests
{
    [Theory]
    [InlineData("[Input(784) with { SecondMoment = 1 }, ..Repeat(20, [Dense(128), Silu]), Dense(1), Sigmoid, MeanSquaredError]")]
    [InlineData("[Input(784) with { SecondMoment = 1 }, ..Repeat(20, [Dense(128), Silu]), Dense(1), Sigmoid, BinaryCrossEntropy]", "SNET1010")]
    public void Activation_of_the_outputs_is_no_hidden_one(string layers, params string[] found) =>
        Assert.Equal(found, FlowSource.Layers(layers).Select(finding => finding.Id));

    [Theory]
    [InlineData("SNET1004", "..Repeat(30, [Dense(64), Sigmoid])", "Dense(1), Sigmoid, MeanSquaredError]")]
    [InlineData("SNET1004", "..Repeat(30, [Dense(64), Sigmoid])", "Dense(1), Sigmoid, BinaryCrossEntropy]")]
    [InlineData("SNET1004", "..Repeat(30, [Dense(64), HardSigmoid])", "Dense(1), Tanh, MeanSquaredError]")]
    [InlineData("SNET1001", "..Repeat(60, [Dense(128), Silu])", "Dense(1), Sigmoid, MeanSquaredError]")]
    [InlineData("SNET1001", "..Repeat(60, [Dense(128), Gelu])", "Dense(1), Softplus, MeanSquaredError]")]
    public void Outputs_stay_as_they_are(string rule, string hidden, string outputs)
    {
        string source = Source.Network($"[Input(64), {hidden}, {outputs}");
        IReadOnlyList<Fix> fixes = FixDriver.Of(rule, source);
        Assert.NotEmpty(fixes);
        Assert.All(fixes, fix => Assert.Contains(" " + outputs, fix.Files[0], StringComparison.Ordinal));
        PromiseTests.AssertKept(source);
    }

    [Theory]
    [InlineData("[Input(64), ..Repeat(30, [Dense(64), Sigmoid]), Dense(1), PRelu, MeanSquaredError]")]
    [InlineData("[Input(64), ..Repeat(30, [Dense(64), Tanh]), Dense(1), Tanh, MeanSquaredError]")]
    [InlineData("[Input(8, 8, 1), ..Repeat(30, [Conv2D(16, 3, padding: 1), Sigmoid]), Conv2D(1, 8), Sigmoid]")]
    public void Changes_are_written_as_they_are_foreseen(string layers)
    {
        WrittenNetwork network = FlowSource.Read(InMemory.Compile(Source.Network(layers)));
        foreach (StackChange change in new[] { StackChange.Rectifiers(network.Stack), StackChange.Normalised(network.Stack) })
        {
            IEnumerable<string> files = network.Edit(change).Apply()!.Values.Select(text => text.ToString());
            Assert.Equal(change.Layers, FlowSource.Read(InMemory.Compile([.. files])).Stack);
            Assert.Equal(network.Stack.TakeLast(2), change.Layers.TakeLast(2));
        }
    }

    [Fact]
    public void Helper_that_makes_outputs_too_is_not_changed() => Assert.DoesNotContain(
        FixDriver.Of(
            "SNET1004",
            Source.Network("[Input(64), ..Repeat(30, [Dense(64), Squash]), Dense(1), Squash, MeanSquaredError]", "static Layer Squash => Sigmoid;")),
        fix => !fix.Files[0].Contains("Squash => Sigmoid;", StringComparison.Ordinal));
}
