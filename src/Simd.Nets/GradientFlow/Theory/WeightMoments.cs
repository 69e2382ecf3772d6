using System;

namespace Simd.Nets;

/// <summary>Mean and variance of the weights that an initialiser draws.</summary>
internal readonly record struct WeightMoments(double Mean, double Variance)
{
    /// <summary>How much of the length of what they multiply is kept exactly, not only in the mean: 1 where rows or columns are orthogonal
    /// and no direction is lost.</summary>
    public double Rigidity { get; init; }

    /// <summary>E w².</summary>
    public double Square => Variance + (Mean * Mean);

    /// <summary>Those of the weights of a layer.</summary>
    /// <param name="init">Its initialiser.</param>
    /// <param name="fanIn">Inputs of a unit.</param>
    /// <param name="fanOut">Outputs that an input reaches.</param>
    /// <param name="units">Rows of the matrix that an orthogonal initialiser draws.</param>
    public static WeightMoments Of(Init init, double fanIn, double fanOut, double units) => init switch
    {
        ConstantInit constant => new(constant.Value, 0),
        UniformInit uniform => new((uniform.Low + uniform.High) / 2, Math.Pow(uniform.High - uniform.Low, 2) / 12),
        NormalInit normal => new(normal.Mean, normal.Deviation * normal.Deviation),
        TruncatedNormalInit normal => new(normal.Mean, normal.Deviation * normal.Deviation * Left(normal.Cutoff)),
        VarianceScaling scaling => new(0, scaling.Gain * scaling.Gain * scaling.Scale / Width(scaling.Fan, fanIn, fanOut)),
        OrthogonalInit orthogonal => new(0, orthogonal.Gain * orthogonal.Gain / Math.Max(fanIn, units))
        {
            Rigidity = Math.Min(1, units / fanIn),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(init), init, "an initialiser of an unknown kind."),
    };

    private static double Width(Fan fan, double fanIn, double fanOut) => fan switch
    {
        Fan.In => fanIn,
        Fan.Out => fanOut,
        _ => (fanIn + fanOut) / 2,
    };

    /// <summary>The variance of a standard normal number that is cut.</summary>
    private static double Left(double cutoff)
    {
        double inside = (2 * NormalQuadrature.Below(cutoff)) - 1;
        return inside > 1e-6
            ? 1 - (2 * cutoff * Math.Exp(-cutoff * cutoff / 2) / (Math.Sqrt(2 * Math.PI) * inside))
            : cutoff * cutoff / 3;
    }
}
