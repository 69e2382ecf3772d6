using System.ComponentModel;

namespace Simd.Nets.CompilerServices;

/// <summary>For generated code: the line of source that layers of a network are written in.</summary>
/// <param name="file">The file's name, without folders.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="paths">The layers (<see cref="LayerFlow.Path"/>): several where a line has several, or is repeated.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class WrittenAtAttribute(string file, int line, params string[] paths) : Attribute
{
    /// <summary>The file's name, without folders.</summary>
    public string File { get; } = file;

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The layers that are written there.</summary>
    public IReadOnlyList<string> Paths { get; } = paths;
}
