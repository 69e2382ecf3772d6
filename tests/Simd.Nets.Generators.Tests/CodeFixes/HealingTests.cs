using Simd.Nets.Generators.Tests.Flow;
using Xunit.Abstractions;

namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>
/// Sick networks learn once they are fixed. By default one of them; <c>SIMDNETS_SLOW=1 dotnet test tests/Simd.Nets.Generators.Tests
/// -c Release --filter HealingTests</c> trains all of them, which takes some minutes.
/// </summary>
public sealed class HealingTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Sick
    {
        get
        {
            bool isSlow = Environment.GetEnvironmentVariable("SIMDNETS_SLOW") == "1";
            var data = new TheoryData<string, string>();
            foreach ((string rule, string layers) in SicknessTests.Networks.Where(
                network => isSlow || network.Layers == "[Input(64), ..Repeat(10, [Dense(64), Sigmoid]), Dense(10)]"))
            {
                data.Add(rule, layers);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sick))]
    public void Best_fix_makes_a_sick_network_learn_the_digits(string rule, string layers)
    {
        string source = Source.Network(layers[..^1] + ", SoftmaxCrossEntropy]");
        Fix fix = FixDriver.Of(rule, source)[0];
        double accuracy = Lesson.Accuracy(fix.Files[0], epochs: 30);
        output.WriteLine($"{accuracy:f3} {layers}\n      {fix.Title}");
        Assert.True(accuracy >= 0.93, $"{accuracy:f3} after '{fix.Title}': {layers}");
    }
}
