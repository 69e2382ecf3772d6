using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// Draws the parameters of a network. Each element has a counter of its own (tensor, logical element), so its value depends on the seed
/// alone: not on the layout in memory, nor, but for rounding, on the element type or (normal values) the platform's mathematics library.
/// </summary>
internal static class ParameterInitializer
{
    private const int Chunk = 64 * 1024;

    /// <summary>Writes every tensor by its <see cref="TensorEntry.Init"/>, a bias only where that says so; padding and other biases become
    /// zero.</summary>
    public static void Fill<T>(TensorTable tensors, Span<T> parameters, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        parameters.Clear();
        for (int tensor = 0; tensor < tensors.Count; tensor++)
        {
            TensorEntry entry = tensors[tensor];
            if (entry.Kind == TensorKind.Bias && !entry.Init.Bias)
            {
                continue;
            }

            T[] values = Draw<T>(InitialValues.Of(entry, new TensorRandom(seed, tensor)), entry.Count);
            var walk = new StridedWalk(entry.Shape.Span, entry.Strides.Span, entry.Offset);
            foreach (T value in values)
            {
                parameters[walk.Next()] = value;
            }
        }
    }

    // A number takes some 50 ns, a logarithm and a cosine: a layer of a million of them keeps all cores busy for a while.
    private static T[] Draw<T>(Func<int, double> draw, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[count];
        int chunks = ((count - 1) / Chunk) + 1;
        if (chunks == 1)
        {
            DrawChunk(0);
        }
        else
        {
            Parallel.For(0, chunks, DrawChunk);
        }

        return values;

        void DrawChunk(int chunk)
        {
            for (int element = chunk * Chunk; element < Math.Min(count, (chunk + 1) * Chunk); element++)
            {
                values[element] = T.CreateTruncating(draw(element));
            }
        }
    }
}
