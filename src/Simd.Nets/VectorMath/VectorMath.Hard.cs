using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <content>Activations made of straight lines, as PyTorch defines them; at a corner the derivative is that of the flat side.</content>
public static partial class VectorMath
{
    /// <summary>z/6 + 1/2, cut off at 0 and 1. Error at most: float 1.5 ULP, double 1 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V HardSigmoid<V>(V z)
        where V : struct, IVector<V> => V.Min(V.Constant(6), V.Max(V.Zero, z + V.Constant(3))) * V.Constant(1.0 / 6);

    /// <summary>1/6 where 0 &lt; h &lt; 1, else 0, where h = <see cref="HardSigmoid"/>(z). Rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V HardSigmoidDerivative<V>(V h)
        where V : struct, IVector<V>
    {
        V inside = h * (V.One - h);
        return V.Select(V.LessThan(V.Zero, inside), V.Constant(1.0 / 6), inside);
    }

    /// <summary>z, cut off at −1 and 1. Exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V HardTanh<V>(V z)
        where V : struct, IVector<V> => V.Min(V.One, V.Max(-V.One, z));

    /// <summary>1 where −1 &lt; h &lt; 1, else 0, where h = <see cref="HardTanh"/>(z). Exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V HardTanhDerivative<V>(V h)
        where V : struct, IVector<V>
    {
        V inside = (V.One - h) * (V.One + h);
        return V.Select(V.LessThan(V.Zero, inside), V.One, inside);
    }

    /// <summary>z · <see cref="HardSigmoid"/>(z) (Howard et al. 2019). Error at most: float 2.6 ULP, double 2 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V HardSwish<V>(V z)
        where V : struct, IVector<V>
    {
        V limited = V.Max(V.Constant(-3), z);
        return limited * (V.Min(V.Constant(6), limited + V.Constant(3)) * V.Constant(1.0 / 6));
    }

    /// <summary>Takes z: 0 up to −3, z/3 + 1/2 from there, 1 from 3 on. Absolute error at most: float 1.5e-7, double 2.8e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V HardSwishDerivative<V>(V z)
        where V : struct, IVector<V>
    {
        V three = V.Constant(3);
        V limited = V.Max(-three, V.Min(three, z));
        V slope = V.MultiplyAdd(limited, V.Constant(1.0 / 3), V.Constant(0.5));
        return V.Select(V.Equal(limited, -three), V.Zero, V.Select(V.Equal(limited, three), V.One, slope));
    }
}
