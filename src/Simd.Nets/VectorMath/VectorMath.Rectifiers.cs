using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <content>Activations that are the identity above zero, or nearly; the derivatives take the function's value h.</content>
public static partial class VectorMath
{
    // Klambauer et al. 2017, "Self-normalizing neural networks": the fixed point of mean 0 and variance 1.
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluScaledAlpha = 1.7580993408473768599402175208123; // times α = 1.6732632423543772848170429916717

    /// <summary>max(0, z). Exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Relu<V>(V z)
        where V : struct, IVector<V> => V.Max(V.Zero, z);

    /// <summary>1 where h > 0, else 0, where h = <see cref="Relu"/>(z). Exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ReluDerivative<V>(V h)
        where V : struct, IVector<V> => V.Select(V.LessThan(V.Zero, h), V.One, h);

    /// <summary>z where it is not negative, else slope · z (Maas et al. 2013). Rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LeakyRelu<V>(V z, V slope)
        where V : struct, IVector<V> => V.Select(V.LessThan(z, V.Zero), z * slope, z);

    /// <summary>1 where h > 0, else slope, where h = <see cref="LeakyRelu"/>(z) and slope ≥ 0, so that h has the sign of z.
    /// Exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LeakyReluDerivative<V>(V h, V slope)
        where V : struct, IVector<V> => V.Select(V.LessThan(V.Zero, h), V.One, V.Max(slope, h));

    /// <summary>z where it is positive, else alpha (e^z − 1) (Clevert et al. 2016). Error at most: float 2 ULP, double 2 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Elu<V>(V z, V alpha)
        where V : struct, IVector<V> => V.Select(V.LessThan(V.Zero, z), z, alpha * V.ExpMinusOne(V.Min(V.Zero, z)));

    /// <summary>1 where h > 0, else alpha e^z = h + alpha, where h = <see cref="Elu"/>(z) and alpha ≥ 0: rounded once, so an absolute
    /// error that is a rounding error of alpha.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V EluDerivative<V>(V h, V alpha)
        where V : struct, IVector<V> => V.Select(V.LessThan(V.Zero, h), V.One, h + alpha);

    /// <summary>λ z where z is positive, else λ α (e^z − 1), with λ ≈ 1.0507 and α ≈ 1.6733 (Klambauer et al. 2017). Error at most: float
    /// 2.2 ULP, double 2.2 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Selu<V>(V z)
        where V : struct, IVector<V> => V.Select(
            V.LessThan(V.Zero, z),
            z * V.Constant(SeluScale),
            V.ExpMinusOne(V.Min(V.Zero, z)) * V.Constant(SeluScaledAlpha));

    /// <summary>λ where h > 0, else λ α e^z = h + λ α, where h = <see cref="Selu"/>(z). Absolute error at most: float 1.3e-7, double
    /// 2.3e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SeluDerivative<V>(V h)
        where V : struct, IVector<V> => V.Select(
            V.LessThan(V.Zero, h), V.Constant(SeluScale), h + V.Constant(SeluScaledAlpha));

    /// <summary>ln (1 + e^z) = max(0, z) + ln (1 + e^−|z|). Error at most: float 1.9 ULP, double 1.9 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus<V>(V z)
        where V : struct, IVector<V> => V.Max(V.Zero, z) + V.LogOnePlus(V.Exp(-V.Abs(z)));

    /// <summary>σ(z) = 1 − e^−h, where h = <see cref="Softplus"/>(z). Error at most: float 1.2 ULP, double 1.2 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SoftplusDerivative<V>(V h)
        where V : struct, IVector<V> => -V.ExpMinusOne(-h);
}
