using System.Numerics;

namespace Simd.Nets;

public sealed partial class DataSet
{
    /// <summary>
    /// Samples that may have several labels, or none: the targets are a row of 0s and 1s each, for a network with an output a label and a
    /// loss such as binary cross-entropy. The inputs are kept, not copied: leave them unchanged.
    /// </summary>
    /// <param name="inputs">samples × <paramref name="inputSize"/>, dense rows.</param>
    /// <param name="inputSize">Numbers a sample.</param>
    /// <param name="lists">The labels of each sample, from 0; in any order.</param>
    /// <param name="labels">How many labels there are, so the targets a sample.</param>
    /// <typeparam name="T">float or double; doubles must be within the range of float, so that any network can take them.</typeparam>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, a value is not finite or a label out of
    /// range.</exception>
    public static DataSet FromLabelLists<T>(T[] inputs, int inputSize, IReadOnlyList<IReadOnlyList<int>> lists, int labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int count = CountOf(inputs.Length, inputSize);
        RequireFinite(inputs, inputSize, nameof(inputs));
        return new(new ValueRows<T>(inputs, inputSize), null, 0, Indicators(lists, labels, count), Identity(count));
    }

    /// <summary>As <see cref="FromLabelLists{T}"/>, of bytes, which stay bytes.</summary>
    /// <param name="inputs">samples × <paramref name="inputSize"/>, dense rows.</param>
    /// <param name="inputSize">Numbers a sample.</param>
    /// <param name="lists">The labels of each sample, from 0; in any order.</param>
    /// <param name="labels">How many labels there are, so the targets a sample.</param>
    /// <param name="scale">What a byte is multiplied by while a batch is gathered.</param>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, the scale is not finite or a label out of
    /// range.</exception>
    public static DataSet FromLabelLists(
        byte[] inputs, int inputSize, IReadOnlyList<IReadOnlyList<int>> lists, int labels, double scale = 1.0 / 255)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        RequireScale(scale, nameof(scale));
        int count = CountOf(inputs.Length, inputSize);
        return new(new ByteRows(inputs, inputSize, scale), null, 0, Indicators(lists, labels, count), Identity(count));
    }

    private static ByteRows Indicators(IReadOnlyList<IReadOnlyList<int>> lists, int labels, int count)
    {
        ArgumentNullException.ThrowIfNull(lists);
        RequireSize(labels, nameof(labels));
        RequireCount(lists.Count, count, 1, nameof(lists));
        var indicators = new byte[checked(count * labels)];
        for (int sample = 0; sample < count; sample++)
        {
            IReadOnlyList<int> held = lists[sample]
                ?? throw new ArgumentException($"lists[{sample}] is null: pass an empty list.", nameof(lists));
            foreach (int label in held)
            {
                indicators[(sample * labels) + label] = (uint)label < (uint)labels
                    ? (byte)1
                    : throw new ArgumentException($"labels go from 0 to {labels - 1}; lists[{sample}] holds {label}.", nameof(lists));
            }
        }

        return new(indicators, labels, scale: 1);
    }
}
