using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// Draws the parameters of a network. Each element has a counter of its own (tensor, logical element), so its value depends on the seed
/// alone: not on the layout in memory, nor, but for rounding, on the element type or (normal values) the platform's mathematics library.
/// </summary>
internal static class ParameterInitializer
{
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

            Func<int, double> draw = InitialValues.Of(entry, new TensorRandom(seed, tensor));
            var walk = new StridedWalk(entry.Shape.Span, entry.Strides.Span, entry.Offset);
            for (int element = 0; element < entry.Count; element++)
            {
                parameters[walk.Next()] = T.CreateTruncating(draw(element));
            }
        }
    }
}
