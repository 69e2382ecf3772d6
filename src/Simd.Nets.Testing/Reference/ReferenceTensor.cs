namespace Simd.Nets.Testing;

/// <summary>A parameter of the reference: dense, row-major, in double.</summary>
public sealed class ReferenceTensor
{
    internal ReferenceTensor(string name, params int[] shape)
    {
        Name = name;
        Shape = shape;
        Values = new double[shape.Aggregate(1, (count, size) => checked(count * size))];
    }

    /// <summary><c>0.weight</c>, <c>fc1.bias</c>.</summary>
    public string Name { get; }

    /// <summary>The shape that PyTorch gives it: [out, in] for a dense weight, [out] for a bias.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The elements, row-major; zero until they are set.</summary>
    public double[] Values { get; }

    /// <summary>The logical indices of an element, as text: <c>[3, 17]</c>.</summary>
    internal string Index(int element)
    {
        var indices = new int[Shape.Count];
        for (int axis = Shape.Count - 1; axis >= 0; axis--)
        {
            indices[axis] = element % Shape[axis];
            element /= Shape[axis];
        }

        return $"[{string.Join(", ", indices)}]";
    }
}
