using System.Runtime.CompilerServices;
using Simd.Nets.CompilerServices;
using Xunit;
using Xunit.Abstractions;

namespace Simd.Nets.Tests;

/// <summary>
/// The bounds that <see cref="VectorMath"/> states for float, at every width, fused and not. The ordinary run takes every 4099th bit
/// pattern; all 2^32 of them with <c>SIMDNETS_SLOW=1 dotnet test tests/Simd.Nets.Tests -c Release --filter FloatAccuracyTests
/// --logger "console;verbosity=detailed"</c>, which prints what it measured.
/// </summary>
public class FloatAccuracyTests(ITestOutputHelper output)
{
    private const int Block = 4096;

    // What a subnormal factor of a normal result costs, times its other factor.
    private const double SubnormalUnit = 64.0 * float.Epsilon;

    private delegate void Evaluation(ReadOnlySpan<float> x, Span<float> y);

    [Fact]
    public void Exp_is_within_its_bound_at_every_width() => AssertBound<ExpFunction>(0.91);

    [Fact]
    public void Log_is_within_its_bound_at_every_width() => AssertBound<LogFunction>(0.87);

    [Fact]
    public void Tanh_is_within_its_bound_at_every_width() => AssertBound<TanhFunction>(1.9);

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
    public void Gelu_is_within_its_bound_at_every_width() => AssertBound<GeluFunction>(3);

    [Fact]
    public void Derivative_of_gelu_is_within_its_bound_at_every_width() => AssertBound<GeluDerivativeFunction>(1.2e-7, 1);

    [Fact]
    public void Silu_is_within_its_bound_at_every_width() => AssertBound<SiluFunction>(2.7, SubnormalUnit);

    [Fact]
    public void Derivative_of_silu_is_within_its_bound_at_every_width() => AssertBound<SiluDerivativeFunction>(2.5e-7, 1);

    [Fact]
    public void Mish_is_within_its_bound_at_every_width() => AssertBound<MishFunction>(5, SubnormalUnit);

    [Fact]
    public void Derivative_of_mish_is_within_its_bound_at_every_width() => AssertBound<MishDerivativeFunction>(3e-7, 1);

    [Fact]
    public void Hard_sigmoid_is_within_its_bound_at_every_width() => AssertBound<HardSigmoidFunction>(1.5);

    [Fact]
    public void Hard_swish_is_within_its_bound_at_every_width() => AssertBound<HardSwishFunction>(2.6);

    private static (string Width, Evaluation Evaluate)[] Widths<F>()
        where F : IElementaryFunction =>
    [
        ("512", Evaluate<F, Float512>),
        ("256", Evaluate<F, Float256>),
        ("128", Evaluate<F, Float128>),
        ("1", Evaluate<F, Float1>),
        ("256 unfused", Evaluate<F, UnfusedFloat<Float256>>),
        ("1 unfused", Evaluate<F, UnfusedFloat<Float1>>),
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Evaluate<F, V>(ReadOnlySpan<float> x, Span<float> y)
        where F : IElementaryFunction
        where V : struct, IVector<V, float>
    {
        for (int i = 0; i < x.Length; i += V.Lanes)
        {
            V.Store(F.Apply(V.Load(in x[i], 0)), ref y[i], 0);
        }
    }

    private void AssertBound<F>(double bound, double smallestUnit = 0)
        where F : IElementaryFunction
    {
        bool all = Environment.GetEnvironmentVariable("SIMDNETS_SLOW") == "1";
        uint stride = all ? 1u : 4099u;
        long blocks = ((1L << 32) / stride / Block) + 1;
        (string Width, Evaluation Evaluate)[] widths = Widths<F>();
        var worst = new (double Error, float X)[widths.Length];

        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = 2 }, block =>
        {
            var x = new float[Block];
            var y = new float[Block];
            var exact = new double[Block];
            var perUnit = new double[Block];
            for (int i = 0; i < Block; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)(((block * Block) + i) * stride));
                exact[i] = F.Exact(x[i]);
                perUnit[i] = 1 / Math.Max(Ulp.FloatUnit(exact[i]), smallestUnit);
            }

            for (int width = 0; width < widths.Length; width++)
            {
                widths[width].Evaluate(x, y);
                (double Error, float X) worstHere = Worst(x, y, exact, perUnit, smallestUnit);
                lock (worst)
                {
                    worst[width] = worstHere.Error > worst[width].Error ? worstHere : worst[width];
                }
            }
        });

        for (int width = 0; width < widths.Length; width++)
        {
            output.WriteLine($"{typeof(F).Name} {widths[width].Width}: {worst[width].Error:G5} ULP at {worst[width].X:R}");
        }

        Assert.All(worst, entry => Assert.InRange(entry.Error, 0, bound));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Error, float X) Worst(float[] x, float[] y, double[] exact, double[] perUnit, double smallestUnit)
    {
        (double Error, float X) worst = default;
        for (int i = 0; i < x.Length; i++)
        {
            // NaN and infinities, where this is no number, take the careful way too.
            if (!(Math.Abs(y[i] - exact[i]) * perUnit[i] <= worst.Error))
            {
                double error = Ulp.OfFloat(y[i], exact[i], smallestUnit);
                worst = error > worst.Error ? (error, x[i]) : worst;
            }
        }

        return worst;
    }
}
