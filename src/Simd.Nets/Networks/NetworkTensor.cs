using System.Collections;
using System.Numerics;

namespace Simd.Nets;

/// <summary>The parameters of a network by name: <c>net.Tensors["0.weight"]</c>.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NetworkTensors<T> : IReadOnlyCollection<NetworkTensor<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TensorTable table;
    private readonly SpanSource<T> values;
    private readonly SpanSource<T> written;
    private readonly SpanSource<T> gradients;

    internal NetworkTensors(TensorTable table, SpanSource<T> values, SpanSource<T> written, SpanSource<T> gradients)
    {
        this.table = table;
        this.values = values;
        this.written = written;
        this.gradients = gradients;
    }

    /// <summary>The number of tensors.</summary>
    public int Count => table.Count;

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public NetworkTensor<T> this[string name] => table.TryGet(name, out TensorEntry? entry)
        ? new(entry, values, written, gradients)
        : throw new KeyNotFoundException($"there is no tensor '{name}'; there are {string.Join(", ", table.Select(row => row.Name))}.");

    /// <inheritdoc/>
    public IEnumerator<NetworkTensor<T>> GetEnumerator() =>
        table.Select(entry => new NetworkTensor<T>(entry, values, written, gradients)).GetEnumerator();

    /// <summary>The tensors, one after the other.</summary>
    public override string ToString() => string.Join(", ", this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Where a tensor's memory is found when it is needed.</summary>
internal delegate Span<T> SpanSource<T>();

/// <summary>One tensor of a network, read and written in its logical, dense shape (row-major), whatever its layout in memory.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct NetworkTensor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SpanSource<T> values;
    private readonly SpanSource<T> written;
    private readonly SpanSource<T> gradients;

    internal NetworkTensor(TensorEntry entry, SpanSource<T> values, SpanSource<T> written, SpanSource<T> gradients)
    {
        Entry = entry;
        this.values = values;
        this.written = written;
        this.gradients = gradients;
    }

    /// <summary>The tensor's row in the table.</summary>
    public TensorEntry Entry { get; }

    /// <summary><c>0.weight</c>.</summary>
    public string Name => Entry.Name;

    /// <summary>The logical shape: [out, in] for a dense weight, [out] for a bias.</summary>
    public ReadOnlySpan<int> Shape => Entry.Shape.Span;

    /// <summary>Logical elements.</summary>
    public int Count => Entry.Count;

    /// <summary>One element by its logical indices.</summary>
    /// <exception cref="ArgumentException">The number of indices is not the number of axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public T this[params ReadOnlySpan<int> indices]
    {
        get => values()[Offset(indices)];
        set => written()[Offset(indices)] = value;
    }

    /// <summary>Writes all values, dense and row-major.</summary>
    /// <exception cref="ArgumentException">The destination's length is not <see cref="Count"/>.</exception>
    public void CopyTo(Span<T> destination) => Read(values(), destination, nameof(destination));

    /// <summary>Takes all values, dense and row-major.</summary>
    /// <exception cref="ArgumentException">The source's length is not <see cref="Count"/>.</exception>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        Require(source.Length, nameof(source));
        Span<T> memory = written();
        var walk = new StridedWalk(Entry.Shape.Span, Entry.Strides.Span, Entry.Offset);
        foreach (T value in source)
        {
            memory[walk.Next()] = value;
        }
    }

    /// <summary>All values, dense and row-major.</summary>
    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>Writes the gradients of the last backward pass, dense and row-major.</summary>
    /// <exception cref="ArgumentException">The destination's length is not <see cref="Count"/>.</exception>
    /// <exception cref="InvalidOperationException">A trainer's step used the gradients of large weights up.</exception>
    public void CopyGradientTo(Span<T> destination) => Read(gradients(), destination, nameof(destination));

    /// <summary>Name and shape: <c>0.weight [128, 784]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Entry.Shape.ToArray())}]";

    private void Read(ReadOnlySpan<T> memory, Span<T> destination, string parameter)
    {
        Require(destination.Length, parameter);
        var walk = new StridedWalk(Entry.Shape.Span, Entry.Strides.Span, Entry.Offset);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = memory[walk.Next()];
        }
    }

    private void Require(int length, string parameter)
    {
        if (length != Count)
        {
            throw new ArgumentException(
                $"{Name} has the shape [{string.Join(", ", Entry.Shape.ToArray())}], so {Count} elements; {parameter} holds {length}.", parameter);
        }
    }

    private int Offset(ReadOnlySpan<int> indices)
    {
        ReadOnlySpan<int> shape = Entry.Shape.Span;
        if (indices.Length != shape.Length)
        {
            throw new ArgumentException($"{Name} has {shape.Length} axes; {indices.Length} indices came.", nameof(indices));
        }

        int offset = Entry.Offset;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if ((uint)indices[axis] >= (uint)shape[axis])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), $"{Name}: axis {axis} goes from 0 to {shape[axis] - 1}; {indices[axis]} came.");
            }

            offset += indices[axis] * Entry.Strides.Span[axis];
        }

        return offset;
    }
}

/// <summary>The offsets in memory of a tensor's elements, in the row-major order of its logical shape.</summary>
internal ref struct StridedWalk(ReadOnlySpan<int> shape, ReadOnlySpan<int> strides, int offset)
{
    private readonly ReadOnlySpan<int> shape = shape;
    private readonly ReadOnlySpan<int> strides = strides;
    private readonly int[] index = new int[shape.Length];
    private int offset = offset;

    /// <summary>The next element's offset.</summary>
    public int Next()
    {
        int current = offset;
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            offset += strides[axis];
            if (++index[axis] < shape[axis])
            {
                break;
            }

            offset -= shape[axis] * strides[axis];
            index[axis] = 0;
        }

        return current;
    }
}
