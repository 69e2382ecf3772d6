using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// Draws the parameters of a network. Each element has a counter of its own (tensor, logical element), so its value depends on the seed
/// alone: not on the layout in memory, nor, but for rounding, on the element type or (normal values) the platform's mathematics library.
/// </summary>
internal static class ParameterInitializer
{
    // Keeps these counters apart from those of the streams that other parts draw with the same seed.
    private const ulong Domain = 0x696e6974_00000000;

    /// <summary>Writes every tensor by its <see cref="TensorEntry.Init"/>; padding becomes zero.</summary>
    public static void Fill<T>(TensorTable tensors, Span<T> parameters, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        parameters.Clear();
        for (int tensor = 0; tensor < tensors.Count; tensor++)
        {
            if (tensors[tensor].Init is ConstantInit constant)
            {
                parameters.Slice(tensors[tensor].Offset, tensors[tensor].Columns).Fill(T.CreateTruncating(constant.Value));
                continue;
            }

            var scaling = (VarianceScaling)tensors[tensor].Init;
            if (tensors[tensor].Kind == TensorKind.Weight || scaling.Bias)
            {
                Fill(tensors[tensor], scaling, parameters, seed, Domain | (uint)tensor);
            }
        }
    }

    private static void Fill<T>(TensorEntry tensor, VarianceScaling scaling, Span<T> parameters, ulong seed, ulong stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double deviation = Math.Sqrt(scaling.Scale / Width(tensor, scaling.Fan));
        double bound = Math.Sqrt(3) * deviation;
        var walk = new StridedWalk(tensor);
        for (int element = 0; element < tensor.Count; element++)
        {
            PhiloxBlock random = Philox.Block(seed, (ulong)element, stream);
            double value = scaling.Distribution == Distribution.Normal
                ? deviation * random.Normal0
                : bound * ((2 * random.Uniform0) - 1);
            parameters[walk.Next()] = T.CreateTruncating(value);
        }
    }

    private static double Width(TensorEntry tensor, Fan fan) => fan switch
    {
        Fan.In => tensor.FanIn,
        Fan.Out => tensor.FanOut,
        _ => (tensor.FanIn + tensor.FanOut) / 2.0,
    };
}
