using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Simd.Nets.Generators.Tests.Emission;

/// <summary>
/// Generated text, held beside the tests so that a change of the generator is seen as a change of what it writes. A refactoring shows no
/// difference. SIMDNETS_UPDATE_GOLDENS=1 writes them anew.
/// </summary>
public class GoldenTests
{
    [Theory]
    [InlineData("Classified", "Vector512", "[Input(5), Dense(20), Relu, Dense(3), SoftmaxCrossEntropy]", "Network")]
    [InlineData("Normalised", "Scalar", "[Input(5), Residual([BatchNorm, Relu, Dropout(0.5), Dense(5)], scale: 0.5), LayerNorm, Gelu, Dense(3), Huber]", "Network")]
    [InlineData("Regressed", "Scalar", "[Input(3), Tanh, Dense(2, bias: false, name: \"fc\"), Sigmoid, MeanSquaredError]", "Network(ElementType = ElementType.Float64)")]
    public void Generated_text_is_the_golden_one(string golden, string target, string layers, string attribute)
    {
        string text = string.Join("\n", Generation.Run(InMemory.Compile(Source.Network(layers, attribute: attribute)))
            .Where(file => Targets.VectorTarget.All.All(other => other.Name == target || !file.HintName.Contains($".{other.Name}.", StringComparison.Ordinal)))
            .Select(file => $"// ==== {file.HintName}\n{file.SourceText}"));
        string path = Path.Combine(Folder(), $"{golden}.txt");
        if (Environment.GetEnvironmentVariable("SIMDNETS_UPDATE_GOLDENS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Text_does_not_depend_on_culture_or_on_the_order_of_files()
    {
        Compilation compilation = InMemory.Compile(
            Source.Network("[Input(5), Dense(1024), Relu, Dense(3, init: Init.PyTorch), SoftmaxCrossEntropy]"), "class Other;", "class Another;");
        string expected = Text(compilation);
        using var culture = new CultureScope("fi-FI");
        Assert.Equal(expected, Text(compilation));
        Assert.Equal(expected, Text(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse())));
        Assert.DoesNotContain("\r", expected, StringComparison.Ordinal);

        static string Text(Compilation compilation) =>
            string.Concat(Generation.Run((CSharpCompilation)compilation).Select(file => file.HintName + file.SourceText));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Goldens");
}
