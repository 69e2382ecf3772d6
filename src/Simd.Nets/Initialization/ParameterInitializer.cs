using System.Numerics;

namespace Simd.Nets;

/// <summary>Draws the parameters of a network.</summary>
internal static class ParameterInitializer
{
    public static void Fill<T>(TensorTable tensors, Span<T> parameters, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new System.Random((int)seed);
        foreach (TensorEntry tensor in tensors.Where(tensor => tensor.Kind == TensorKind.Weight))
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                for (int column = 0; column < tensor.Columns; column++)
                {
                    parameters[tensor.Offset + (row * tensor.Pitch) + column] = T.CreateTruncating((random.NextDouble() - .5) * Math.Sqrt(24.0 / tensor.FanIn));
                }
            }
        }
    }
}
