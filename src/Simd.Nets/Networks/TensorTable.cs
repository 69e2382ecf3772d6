using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Simd.Nets;

/// <summary>What a tensor is to the layer that owns it.</summary>
public enum TensorKind
{
    /// <summary>Multiplies.</summary>
    Weight,

    /// <summary>Is added.</summary>
    Bias,

    /// <summary>Multiplies a normalised feature: γ.</summary>
    Gain,

    /// <summary>The slope of a rectifier's negative side.</summary>
    Slope,

    /// <summary>What is kept of the data: running statistics, in the state.</summary>
    Statistic,
}

/// <summary>
/// One row of a network's tensor table. In memory a tensor is <see cref="Rows"/> rows of <see cref="Columns"/> elements, each row
/// <see cref="Pitch"/> elements from the next; padding is always zero. Seen from outside it has the dense <see cref="Shape"/> that PyTorch
/// gives it, whose axis i moves <c>Strides[i]</c> elements in memory.
/// </summary>
public sealed record TensorEntry(string Name, TensorKind Kind, int Offset, int Rows, int Columns, int Pitch)
{
    /// <summary>The logical shape: [out, in] for a dense weight, [out] for a bias.</summary>
    public required ReadOnlyMemory<int> Shape { get; init; }

    /// <summary>Elements in memory from one index of a logical axis to the next.</summary>
    public required ReadOnlyMemory<int> Strides { get; init; }

    /// <summary>Inputs of a unit.</summary>
    public required int FanIn { get; init; }

    /// <summary>Outputs that an input reaches.</summary>
    public required int FanOut { get; init; }

    /// <summary>The logical axis that counts units (outputs, channels).</summary>
    public int UnitAxis { get; init; }

    /// <summary>The image whose features the last logical axis counts, pixel by pixel, the channels of a pixel side by side; files have them
    /// channel by channel, as PyTorch flattens an image. Null where the two orders are one.</summary>
    public ImageShape? FlattenedImage { get; init; }

    /// <summary>Whether weight decay applies by default: to weights, not to biases, gains and slopes.</summary>
    public required bool Decays { get; init; }

    /// <summary>How it starts.</summary>
    public required Init Init { get; init; }

    /// <summary>The layer that owns it: the name up to the last dot.</summary>
    public string Layer => Name[..Math.Max(0, Name.LastIndexOf('.'))];

    /// <summary>Logical elements, padding not counted.</summary>
    public int Count => Rows * Columns;

    /// <summary>Elements in memory, padding counted.</summary>
    public int Length => Rows * Pitch;
}

/// <summary>The static table of a network's tensors, in the order of the layers.</summary>
public sealed class TensorTable : IReadOnlyList<TensorEntry>
{
    private readonly TensorEntry[] entries;
    private readonly Dictionary<string, TensorEntry> byName;

    /// <summary>A table of these rows.</summary>
    public TensorTable(params TensorEntry[] entries)
    {
        this.entries = entries;
        byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The number of tensors.</summary>
    public int Count => entries.Length;

    /// <summary>The tensor at a position.</summary>
    public TensorEntry this[int index] => entries[index];

    /// <summary>The tensor of a name, if there is one.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out TensorEntry? entry) => byName.TryGetValue(name, out entry);

    /// <inheritdoc/>
    public IEnumerator<TensorEntry> GetEnumerator() => ((IEnumerable<TensorEntry>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
