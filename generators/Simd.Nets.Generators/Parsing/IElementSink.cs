using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing;

/// <summary>
/// Learns where things stand in the source while a declaration is parsed. Only the analyzer passes one: in the generator nothing may hold a
/// location.
/// </summary>
internal interface IElementSink
{
    /// <summary>
    /// The element of a path: <c>3</c> for the fourth one of the expanded stack, <c>3/body/1</c> for the second one of the stack inside it
    /// (<see cref="Element.Path"/>). The empty path is the property itself. What a helper yields stands at the helper's call in
    /// <c>Layers</c>, and <paramref name="inHelper"/> is its element there.
    /// </summary>
    void Place(string path, Location element, Location? inHelper);

    /// <summary>Something wrong at a location.</summary>
    void Report(DiagnosticDescriptor rule, Location at, Location? inHelper, params object[] arguments);

    /// <summary>Something wrong with an element that was placed.</summary>
    void Report(DiagnosticDescriptor rule, string path, params object[] arguments);
}
