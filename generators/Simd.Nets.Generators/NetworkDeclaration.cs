namespace Simd.Nets.Generators;

/// <summary>
/// All that the generator knows of a declared network, and the only value that Roslyn caches: text, numbers and layers, never a symbol,
/// a syntax node or a location. Equal declarations generate equal code.
/// </summary>
/// <param name="Namespace">The namespace with its dots, empty for the global one.</param>
/// <param name="Containers">Headers of the types around the class, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Name">The class.</param>
/// <param name="HintName">A file name prefix unique in the compilation and legal in every file system.</param>
/// <param name="ElementType">What it computes in.</param>
/// <param name="Layers">The declared layers with helpers, repeats and spreads expanded; null where the declaration could not be read.</param>
/// <param name="IsValid">Whether the analyzer has nothing to say against it; if false, the public surface is emitted with throwing bodies.</param>
internal sealed record NetworkDeclaration(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string HintName,
    ElementType ElementType,
    LayerStack? Layers,
    bool IsValid);
