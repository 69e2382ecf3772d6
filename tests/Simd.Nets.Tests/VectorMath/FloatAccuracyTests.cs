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

    private delegate void Evaluation(ReadOnlySpan<float> x, Span<float> y);

    [Fact]
    public void Exp_is_within_its_bound_at_every_width() => AssertBound<ExpFunction>(0.9);

    [Fact]
    public void Log_is_within_its_bound_at_every_width() => AssertBound<LogFunction>(0.9);

    [Fact]
    public void Tanh_is_within_its_bound_at_every_width() => AssertBound<TanhFunction>(1.25);

    [Fact]
    public void Sigmoid_is_within_its_bound_at_every_width() => AssertBound<SigmoidFunction>(1.8);

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

    private void AssertBound<F>(double bound)
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
                perUnit[i] = 1 / Ulp.FloatUnit(exact[i]);
            }

            for (int width = 0; width < widths.Length; width++)
            {
                widths[width].Evaluate(x, y);
                (double Error, float X) worstHere = Worst(x, y, exact, perUnit);
                lock (worst)
                {
                    worst[width] = worstHere.Error > worst[width].Error ? worstHere : worst[width];
                }
            }
        });

        for (int width = 0; width < widths.Length; width++)
        {
            output.WriteLine($"{typeof(F).Name} {widths[width].Width}: {worst[width].Error:F4} ULP at {worst[width].X:R}");
        }

        Assert.All(worst, entry => Assert.InRange(entry.Error, 0, bound));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Error, float X) Worst(float[] x, float[] y, double[] exact, double[] perUnit)
    {
        (double Error, float X) worst = default;
        for (int i = 0; i < x.Length; i++)
        {
            // NaN and infinities, where this is no number, take the careful way too.
            if (!(Math.Abs(y[i] - exact[i]) * perUnit[i] <= worst.Error))
            {
                double error = Ulp.OfFloat(y[i], exact[i]);
                worst = error > worst.Error ? (error, x[i]) : worst;
            }
        }

        return worst;
    }
}
