using System.Globalization;

namespace Simd.Nets.Generators.Tests.Parsing;

public sealed class CultureTests
{
    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public void Declarations_and_messages_are_the_same_in_every_culture(string culture)
    {
        string good = Source.Network("[Input(2), Dense(1, init: new VarianceScaling(2.5, Fan.In, Distribution.Normal), name: Title(3)), LeakyRelu with { Slope = 0.25 }]", "static string Title(int i) => $\"I{i}\";");
        string wrong = Source.Network("[Input(-2), Dense(70_000), Dense(1, init: new VarianceScaling(-2.5, Fan.In, Distribution.Normal), name: \"ı\"), Dropout(-2.5), Residual([Dense(4)])]");
        (NetworkDeclaration?, string) Here() => (
            InMemory.Parse(InMemory.Compile(good)),
            string.Join("\n", InMemory.Analyze(InMemory.Compile(wrong)).Select(found => found.GetMessage(CultureInfo.InvariantCulture))));
        (NetworkDeclaration? declaration, string messages) = Here();
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            (NetworkDeclaration? again, string messagesAgain) = Here();
            Assert.True(declaration!.IsValid);
            Assert.Equal(declaration, again);
            Assert.Contains("-2.5", messages, StringComparison.Ordinal);
            Assert.Equal(messages, messagesAgain);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
