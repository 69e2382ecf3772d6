namespace Simd.Nets;

/// <summary>Some rows of a large weight, whose gradient is one piece of work.</summary>
/// <param name="Tensor">The weight's place in the table.</param>
/// <param name="Start">Where the rows start among the parameters.</param>
/// <param name="Length">Elements.</param>
internal readonly record struct Slab(int Tensor, int Start, int Length)
{
    /// <summary>The slabs of a network, in the order of its passes.</summary>
    public static IEnumerable<Slab> Of(NetworkSchema schema)
    {
        foreach (int index in schema.SlabTensors.ToArray())
        {
            TensorEntry tensor = schema.Tensors[index];
            for (int row = 0; row < tensor.Rows; row += schema.SlabInputs)
            {
                int rows = Math.Min(schema.SlabInputs, tensor.Rows - row);
                yield return new(index, tensor.Offset + (row * tensor.Pitch), rows * tensor.Pitch);
            }
        }
    }
}
