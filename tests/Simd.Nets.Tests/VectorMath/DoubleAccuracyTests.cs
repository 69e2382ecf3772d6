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

    private delegate void Evaluation(ReadOnlySpan<double> x, Span<double> y);

    [Fact]
    public void Exp_is_within_its_bound_at_every_width() => AssertBound<ExpFunction>(0.9);

    [Fact]
    public void Log_is_within_its_bound_at_every_width() => AssertBound<LogFunction>(0.8);

    [Fact]
    public void Tanh_is_within_its_bound_at_every_width() => AssertBound<TanhFunction>(1.25);

    [Fact]
    public void Sigmoid_is_within_its_bound_at_every_width() => AssertBound<SigmoidFunction>(1.7);

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

    private void AssertBound<F>(double bound)
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
                int at = Enumerable.Range(0, Block).MaxBy(i => Ulp.OfDouble(y[i], exact[i].Value, exact[i].Exponent));
                double error = Ulp.OfDouble(y[at], exact[at].Value, exact[at].Exponent);
                lock (worst)
                {
                    worst[width] = error > worst[width].Error ? (error, x[at]) : worst[width];
                }
            }
        });

        for (int width = 0; width < widths.Length; width++)
        {
            output.WriteLine($"{typeof(F).Name} {widths[width].Width}: {worst[width].Error:F4} ULP at {worst[width].X:R}");
        }

        Assert.All(worst, entry => Assert.InRange(entry.Error, 0.1, bound));
    }
}
