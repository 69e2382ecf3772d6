using System.Numerics;

namespace Simd.Nets;

/// <summary>Confines weights behind every step: <c>trainer.WeightClip = WeightClip.MaxNorm(3)</c>. Biases, gains and slopes, and what is
/// frozen, are left alone.</summary>
public abstract class WeightClip
{
    private protected WeightClip()
    {
    }

    /// <summary>Confines every weight to [−limit, limit] (Arjovsky et al. 2017).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not a positive number.</exception>
    public static WeightClip Value(double limit) => new WeightValueClip(OptionRange.Positive(limit, nameof(limit)));

    /// <summary>Where the weights into a unit are longer than the maximum, scales them to it (Srebro et al. 2005).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is not a positive number.</exception>
    public static WeightClip MaxNorm(double maximum) => new WeightNormClip(OptionRange.Positive(maximum, nameof(maximum)));

    /// <summary>Changes the weights of a tensor.</summary>
    internal abstract void Apply<T>(TensorEntry tensor, Span<T> weights, GradientNorms room)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>By value.</summary>
internal sealed class WeightValueClip(double limit) : WeightClip
{
    internal override void Apply<T>(TensorEntry tensor, Span<T> weights, GradientNorms room)
    {
        var bound = new Vector<T>(T.CreateTruncating(limit));
        foreach (ref Vector<T> vector in System.Runtime.InteropServices.MemoryMarshal.Cast<T, Vector<T>>(weights))
        {
            vector = Vector.Min(bound, Vector.Max(-bound, vector));
        }
    }
}

/// <summary>By the norm of the weights into a unit.</summary>
internal sealed class WeightNormClip(double maximum) : WeightClip
{
    internal override void Apply<T>(TensorEntry tensor, Span<T> weights, GradientNorms room)
    {
        Span<double> units = room.UnitRoom(tensor).First.Span;
        Units.SquareSums<T>(tensor, weights, units);
        bool any = false;
        foreach (ref double unit in units)
        {
            double norm = Math.Sqrt(unit);
            any |= norm > maximum;
            unit = norm > maximum ? maximum / norm : 1;
        }

        if (any)
        {
            Units.Multiply(tensor, weights, units);
        }
    }
}
