using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Simd.Nets.Generators.Parsing;

/// <summary>A line of source, and the layers that are written there.</summary>
/// <param name="File">Its name, without the folders of a machine.</param>
/// <param name="Line">From 1.</param>
/// <param name="Paths">Of the layers (<see cref="Element.Path"/>).</param>
internal sealed record LayerLine(string File, int Line, EquatableArray<string> Paths);

/// <summary>
/// Where the layers of a network are written: apart from its declaration, so that an edit that moves lines does not emit the network anew.
/// </summary>
/// <param name="Network">The class alone: a declaration without layers.</param>
/// <param name="Lines">In the order of the layers.</param>
internal sealed record LayerLines(NetworkDeclaration Network, EquatableArray<LayerLine> Lines)
{
    /// <summary>Those of a declaration that was parsed with these places; layers of helpers are written there.</summary>
    public static LayerLines Of(NetworkDeclaration declaration, ElementPlaces places) => new(
        declaration with { Layers = null },
        new(Written(declaration.Layers!, places)
            .GroupBy(layer => (layer.File, layer.Line), layer => layer.Path)
            .Select(line => new LayerLine(line.Key.File, line.Key.Line, new(line)))));

    private static IEnumerable<(string File, int Line, string Path)> Written(LayerStack layers, ElementPlaces places)
    {
        foreach (Element element in Element.All(layers))
        {
            (Location? inLayers, Location? inHelper) = places.Of(element.Path);
            if ((inHelper ?? inLayers) is { IsInSource: true } location)
            {
                FileLinePositionSpan span = location.GetLineSpan();
                yield return (Path.GetFileName(span.Path), span.StartLinePosition.Line + 1, element.Path);
            }
        }
    }
}
