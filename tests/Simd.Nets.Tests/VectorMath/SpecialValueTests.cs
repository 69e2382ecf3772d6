using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

/// <summary>The limits of the functions, at every width and in both precisions; -0 and 0 are told apart.</summary>
public class SpecialValueTests
{
    private static readonly double Infinity = double.PositiveInfinity;

    [Fact]
    public void Exp_has_its_limits() => EveryWidth.AssertValues<ExpFunction>(
        (double.NaN, double.NaN), (Infinity, Infinity), (-Infinity, 0), (0.0, 1), (-0.0, 1), (1000, Infinity), (-1000, 0), (1e-30, 1));

    [Fact]
    public void Log_has_its_limits() => EveryWidth.AssertValues<LogFunction>(
        (double.NaN, double.NaN), (Infinity, Infinity), (-Infinity, double.NaN), (-1, double.NaN), (-1e-40, double.NaN), (0.0, -Infinity),
        (-0.0, -Infinity), (1, 0));

    [Fact]
    public void Tanh_has_its_limits_and_keeps_the_sign_of_zero() => EveryWidth.AssertValues<TanhFunction>(
        (double.NaN, double.NaN), (Infinity, 1), (-Infinity, -1), (0.0, 0.0), (-0.0, -0.0), (1e-40, 1e-40), (-1e-40, -1e-40),
        (1e30, 1), (-1e30, -1));

    [Fact]
    public void Sigmoid_has_its_limits() => EveryWidth.AssertValues<SigmoidFunction>(
        (double.NaN, double.NaN), (Infinity, 1), (-Infinity, 0), (0.0, 0.5), (-0.0, 0.5), (1000, 1), (-1000, 0));

    [Fact]
    public void ExpMinusOne_has_its_limits_and_keeps_the_sign_of_zero() => EveryWidth.AssertValues<ExpMinusOneFunction>(
        (double.NaN, double.NaN), (Infinity, Infinity), (-Infinity, -1), (0.0, 0.0), (-0.0, -0.0), (1000, Infinity), (-1000, -1),
        (1e-40, 1e-40), (-1e-40, -1e-40));

    [Fact]
    public void LogOnePlus_has_its_limits_and_keeps_the_sign_of_zero() => EveryWidth.AssertValues<LogOnePlusFunction>(
        (double.NaN, double.NaN), (Infinity, Infinity), (-Infinity, double.NaN), (-2, double.NaN), (-1, -Infinity), (0.0, 0.0),
        (-0.0, -0.0), (1e-40, 1e-40), (-1e-40, -1e-40));

    [Fact]
    public void Erf_has_its_limits_and_keeps_the_sign_of_zero() => EveryWidth.AssertValues<ErfFunction>(
        (double.NaN, double.NaN), (Infinity, 1), (-Infinity, -1), (0.0, 0.0), (-0.0, -0.0), (1e30, 1), (-1e30, -1));

    [Fact]
    public void Exp_of_float_overflows_and_underflows_at_the_exact_places()
    {
        const float LastFinite = 88.72283f;
        const float LastAboveZero = -103.972076f;
        Assert.True(float.IsFinite(VectorMath.Exp(new Float1(LastFinite)).Value));
        Assert.Equal(float.PositiveInfinity, VectorMath.Exp(new Float1(MathF.BitIncrement(LastFinite))).Value);
        Assert.Equal(float.Epsilon, VectorMath.Exp(new Float1(LastAboveZero)).Value);
        Assert.Equal(0, VectorMath.Exp(new Float1(MathF.BitDecrement(LastAboveZero))).Value);
    }

    [Fact]
    public void Exp_of_double_overflows_and_underflows_at_the_exact_places()
    {
        const double LastFinite = 709.782712893384;
        const double LastAboveZero = -745.1332191019411;
        Assert.True(double.IsFinite(VectorMath.Exp(new Double1(LastFinite)).Value));
        Assert.Equal(Infinity, VectorMath.Exp(new Double1(Math.BitIncrement(LastFinite))).Value);
        Assert.Equal(double.Epsilon, VectorMath.Exp(new Double1(LastAboveZero)).Value);
        Assert.Equal(0, VectorMath.Exp(new Double1(Math.BitDecrement(LastAboveZero))).Value);
    }

    [Theory]
    [InlineData(-3.0)]
    [InlineData(-0.4)]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(5.0)]
    public void Derivatives_are_the_slopes_of_the_functions(double x)
    {
        const double H = 1e-5;
        double tanhSlope = (Math.Tanh(x + H) - Math.Tanh(x - H)) / (2 * H);
        Assert.Equal(tanhSlope, VectorMath.TanhDerivative(VectorMath.Tanh(new Double1(x))).Value, 1e-9);
        double sigmoidSlope = (SigmoidFunction.Exact(x + H) - SigmoidFunction.Exact(x - H)) / (2 * H);
        Assert.Equal(sigmoidSlope, VectorMath.SigmoidDerivative(VectorMath.Sigmoid(new Double1(x))).Value, 1e-9);
    }
}
