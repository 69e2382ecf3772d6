using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Simd.Nets.Generators.Emission;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators;

/// <summary>Writes the training and prediction code of every class with [Network]. It only emits; NetworkAnalyzer reports.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var networks = context.Networks();
        context.RegisterSourceOutput(networks.Declarations, static (output, declaration) =>
        {
            foreach ((string name, string text) in NetworkEmitter.Emit(declaration))
            {
                output.CancellationToken.ThrowIfCancellationRequested();
                output.AddSource(name, SourceText.From(text, Encoding.UTF8));
            }
        });
        context.RegisterSourceOutput(networks.Lines, static (output, lines) =>
        {
            (string name, string text) = LinesFile.Write(lines);
            output.AddSource(name, SourceText.From(text, Encoding.UTF8));
        });
    }
}
