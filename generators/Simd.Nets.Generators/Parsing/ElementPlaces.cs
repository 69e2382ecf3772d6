using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing;

/// <summary>Where elements stand; faults of the declaration are NetworkAnalyzer's.</summary>
internal sealed class ElementPlaces : IElementSink
{
    private readonly Dictionary<string, (Location Element, Location? InHelper)> places = [];

    public void Place(string path, Location element, Location? inHelper) => places[path] = (element, inHelper);

    public void Report(DiagnosticDescriptor rule, Location at, Location? inHelper, params object[] arguments) { }

    public void Report(DiagnosticDescriptor rule, string path, params object[] arguments) { }

    /// <summary>The element of a path in <c>Layers</c>, and in a helper if it is from there; null where there is none.</summary>
    public (Location? Element, Location? InHelper) Of(string path) =>
        places.TryGetValue(path, out (Location, Location?) place) ? place : (null, null);
}
