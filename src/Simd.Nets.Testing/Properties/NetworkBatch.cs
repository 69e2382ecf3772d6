using System.Globalization;
using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>Samples for a network, with targets that its loss takes.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
/// <typeparam name="T">Its element type, float or double.</typeparam>
public sealed class NetworkBatch<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal NetworkBatch(T[] inputs, int[] labels, T[] values)
    {
        Count = inputs.Length / TNetwork.Schema.InputSize;
        Inputs = inputs;
        Labels = labels;
        Values = values;
    }

    /// <summary>Samples.</summary>
    public int Count { get; }

    /// <summary>Count × inputs, dense rows.</summary>
    public T[] Inputs { get; }

    /// <summary>A class a sample where the loss takes labels, else empty.</summary>
    public int[] Labels { get; }

    /// <summary>Count × outputs where the loss takes values, else empty.</summary>
    public T[] Values { get; }

    /// <summary>What the network's loss takes.</summary>
    public Targets<T> Targets => new() { Labels = Labels, Values = Values };

    /// <summary>The first samples.</summary>
    public NetworkBatch<TNetwork, T> Take(int count) => new(
        Inputs[..(count * TNetwork.Schema.InputSize)],
        Labels.Length == 0 ? Labels : Labels[..count],
        Values.Length == 0 ? Values : Values[..(count * TNetwork.Schema.OutputSize)]);

    /// <summary>The samples, one a line, of many numbers the first.</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, Count).Select(sample =>
        $"[{Text(Inputs, sample, TNetwork.Schema.InputSize)}] -> "
        + (Labels.Length > 0 ? Labels[sample] : $"[{Text(Values, sample, Values.Length / Count)}]")));

    private static string Text(T[] values, int row, int columns) =>
        string.Join(", ", values.Skip(row * columns).Take(Math.Min(columns, 8)).Select(value => value.ToString("G9", CultureInfo.InvariantCulture)))
        + (columns > 8 ? ", …" : "");
}
