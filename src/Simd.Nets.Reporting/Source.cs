using System.Globalization;
using System.Numerics;
using System.Reflection;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Reporting;

/// <summary>A declaration, and where it is written.</summary>
/// <param name="Network">The class.</param>
/// <param name="Layers">The declaration.</param>
/// <param name="Lines">What the compiler wrote down of files and lines; of a network by hand there may be nothing.</param>
internal sealed record Source(string Network, LayerStack Layers, IReadOnlyList<WrittenAtAttribute> Lines)
{
    /// <summary>That of a network.</summary>
    public static Source Of<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(TNetwork.Schema.Name, TNetwork.Declaration, [.. typeof(TNetwork).GetCustomAttributes<WrittenAtAttribute>()]);

    /// <summary>Where a layer stands, repetitions written out, and the line to change: <c>Net.Layers[3].Body[1] of Net.cs(12)</c>.</summary>
    /// <param name="path">As in <see cref="LayerFlow.Path"/>.</param>
    public string Place(string path)
    {
        string layer = $"{Network}.Layers" + string.Concat(path.Split('/').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
                ? $"[{position.ToString(CultureInfo.InvariantCulture)}]"
                : "." + char.ToUpperInvariant(part[0]) + part[1..]));
        return Lines.FirstOrDefault(line => line.Paths.Contains(path)) is { } written
            ? FormattableString.Invariant($"{layer} of {written.File}({written.Line})")
            : layer;
    }
}
