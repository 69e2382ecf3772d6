namespace Simd.Nets;

/// <summary>What an initialiser gives to each logical element of a tensor.</summary>
internal static class InitialValues
{
    /// <summary>The value of an element by its row-major index.</summary>
    public static Func<int, double> Of(TensorEntry tensor, TensorRandom random) => tensor.Init switch
    {
        ConstantInit constant => _ => constant.Value,
        UniformInit uniform => element => uniform.Low + ((uniform.High - uniform.Low) * random.Block(element).Uniform0),
        NormalInit normal => element => normal.Mean + (normal.Deviation * random.Block(element).Normal0),
        TruncatedNormalInit normal => element =>
            normal.Mean + (normal.Deviation * random.TruncatedNormal(element, normal.Cutoff)),
        VarianceScaling scaling => Scaled(scaling, tensor, random),
        OrthogonalInit orthogonal => Orthogonal(orthogonal, tensor, random),
        _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Init, $"{tensor.Name} has an initialiser of an unknown kind."),
    };

    private static Func<int, double> Scaled(VarianceScaling scaling, TensorEntry tensor, TensorRandom random)
    {
        double deviation = scaling.Gain * Math.Sqrt(scaling.Scale / Width(tensor, scaling.Fan));
        double bound = Math.Sqrt(3) * deviation;
        return scaling.Distribution == Distribution.Normal
            ? element => deviation * random.Block(element).Normal0
            : element => bound * ((2 * random.Block(element).Uniform0) - 1);
    }

    private static Func<int, double> Orthogonal(OrthogonalInit orthogonal, TensorEntry tensor, TensorRandom random)
    {
        // As PyTorch flattens it: the first axis against all others.
        int rows = tensor.Shape.Length > 1 ? tensor.Shape.Span[0] : 1;
        double[] matrix = OrthogonalMatrix.Draw(rows, tensor.Count / rows, random);
        return element => orthogonal.Gain * matrix[element];
    }

    private static double Width(TensorEntry tensor, Fan fan) => fan switch
    {
        Fan.In => tensor.FanIn,
        Fan.Out => tensor.FanOut,
        _ => (tensor.FanIn + tensor.FanOut) / 2.0,
    };
}
