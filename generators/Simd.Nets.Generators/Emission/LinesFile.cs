using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Emission;

/// <summary>Where layers are written, as attributes of the class: reports name the line to change.</summary>
internal static class LinesFile
{
    public static (string Name, string Text) Write(LayerLines lines) => (
        $"{lines.Network.HintName}.Lines.g.cs",
        SourceFile.Write(
            lines.Network,
            _ => { },
            documentation: string.Join("\n", lines.Lines.Select(Attribute))));

    private static string Attribute(LayerLine line) => System.FormattableString.Invariant(
        $"[{Names.Kernels}WrittenAt({Quote(line.File)}, {line.Line}, {string.Join(", ", line.Paths.Select(Quote))})]");

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
