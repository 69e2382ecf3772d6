using Simd.Nets.CompilerServices;
using Xunit;
using Xunit.Abstractions;

namespace Simd.Nets.Tests;

/// <summary>
/// The bounds that <see cref="VectorMath"/> states for double, at every width, fused and not, against <see cref="DoubleDouble"/>: 40,000
/// drawn arguments a function; 4 million with <c>SIMDNETS_SLOW=1</c>, as <see cref="FloatAccuracyTests"/> says.
/// </summary>
public class DoubleAccuracyTests(ITestOutputHelper output)
{
    private const int Block = 4000;

    // What a subnormal factor of a normal result costs, times its other factor.
    private const double SubnormalUnit = 512 * double.Epsilon;

    private delegate void Evaluation(ReadOnlySpan<double> x, Span<double> y);

    [Fact]
    public void Exp_is_within_its_bound_at_every_width() => AssertBound<ExpFunction>(0.9);

    [Fact]
    public void Log_is_within_its_bound_at_every_width() => AssertBound<LogFunction>(0.85);

    [Fact]
    public void Tanh_is_within_its_bound_at_every_width() => AssertBound<TanhFunction>(1.4);

    [Fact]
    public void Sigmoid_is_within_its_bound_at_every_width() => AssertBound<SigmoidFunction>(1.7);

    [Fact]
    public void Exp_minus_one_is_within_its_bound_at_every_width() => AssertBound<ExpMinusOneFunction>(1.8);

    [Fact]
    public void Log_one_plus_is_within_its_bound_at_every_width() => AssertBound<LogOnePlusFunction>(1.1);

    [Fact]
    public void Erf_is_within_its_bound_at_every_width() => AssertBound<ErfFunction>(1.4);

    [Fact]
    public void Elu_is_within_its_bound_at_every_width() => AssertBound<EluFunction>(2);

    [Fact]
    public void Selu_is_within_its_bound_at_every_width() => AssertBound<SeluFunction>(2.2);

    [Fact]
    public void Softplus_is_within_its_bound_at_every_width() => AssertBound<SoftplusFunction>(1.9);

    [Fact]
    public void Derivative_of_softplus_is_within_its_bound_at_every_width() => AssertBound<SoftplusDerivativeFunction>(1.2);

    [Fact]
    public void Gelu_is_within_its_bound_at_every_width() => AssertBound<GeluFunction>(3.2);

    [Fact]
    public void Derivative_of_gelu_is_within_its_bound_at_every_width() => AssertBound<GeluDerivativeFunction>(2.4e-16, 1);

    [Fact]
    public void Silu_is_within_its_bound_at_every_width() => AssertBound<SiluFunction>(2.7, SubnormalUnit);

    [Fact]
    public void Derivative_of_silu_is_within_its_bound_at_every_width() => AssertBound<SiluDerivativeFunction>(4.5e-16, 1);

    [Fact]
    public void Mish_is_within_its_bound_at_every_width() => AssertBound<MishFunction>(5, SubnormalUnit);

    [Fact]
    public void Derivative_of_mish_is_within_its_bound_at_every_width() => AssertBound<MishDerivativeFunction>(5.5e-16, 1);

    [Fact]
    public void Hard_sigmoid_is_within_its_bound_at_every_width() => AssertBound<HardSigmoidFunction>(1);

    [Fact]
    public void Hard_swish_is_within_its_bound_at_every_width() => AssertBound<HardSwishFunction>(2);

    private static (string Width, Evaluation Evaluate)[] Widths<F>()
        where F : IElementaryFunction =>
    [
        ("512", Evaluate<F, Double512>),
        ("256", Evaluate<F, Double256>),
        ("128", Evaluate<F, Double128>),
        ("1", Evaluate<F, Double1>),
        ("256 unfused", Evaluate<F, UnfusedDouble<Double256>>),
        ("1 unfused", Evaluate<F, UnfusedDouble<Double1>>),
    ];

    private static void Evaluate<F, V>(ReadOnlySpan<double> x, Span<double> y)
        where F : IElementaryFunction
        where V : struct, IVector<V, double>
    {
        for (int i = 0; i < x.Length; i += V.Lanes)
        {
            V.Store(F.Apply(V.Load(in x[i], 0)), ref y[i], 0);
        }
    }

    private void AssertBound<F>(double bound, double smallestUnit = 0)
        where F : IElementaryFunction
    {
        int blocks = Environment.GetEnvironmentVariable("SIMDNETS_SLOW") == "1" ? 1000 : 10;
        (string Width, Evaluation Evaluate)[] widths = Widths<F>();
        var worst = new (double Error, double X)[widths.Length];

        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = 2 }, block =>
        {
            var random = new PhiloxStream(12, (ulong)block);
            var x = new double[Block];
            var y = new double[Block];
            var exact = new (DoubleDouble Value, int Exponent)[Block];
            for (int i = 0; i < Block; i++)
            {
                x[i] = F.Sample(ref random);
                exact[i].Value = F.Exact(x[i], out exact[i].Exponent);
            }

            for (int width = 0; width < widths.Length; width++)
            {
                widths[width].Evaluate(x, y);
                int at = Enumerable.Range(0, Block).MaxBy(i => Ulp.OfDouble(y[i], exact[i].Value, exact[i].Exponent, smallestUnit));
                double error = Ulp.OfDouble(y[at], exact[at].Value, exact[at].Exponent, smallestUnit);
                lock (worst)
                {
                    worst[width] = error > worst[width].Error ? (error, x[at]) : worst[width];
                }
            }
        });

        for (int width = 0; width < widths.Length; width++)
        {
            output.WriteLine($"{typeof(F).Name} {widths[width].Width}: {worst[width].Error:G5} ULP at {worst[width].X:R}");
        }

        Assert.All(worst, entry => Assert.InRange(entry.Error, bound / 10, bound));
    }
}
