using Xunit;

namespace Simd.Nets.Tests;

/// <summary>Hundred steps of every optimizer, at every width, against plain loops of doubles.</summary>
public class UpdateRuleTests
{
    private const int Length = 96;
    private const int Before = 16; // elements of other runs in front of the one that is updated, and behind it
    private const int Pitch = Length + (2 * Before);
    private const int Padding = 5; // the last elements of every 16 are padding
    private const int Steps = 100;

    private static readonly SimdPath[] Paths = [SimdPath.Scalar, SimdPath.Vector128, SimdPath.Vector256, SimdPath.Vector512];

    public static TheoryData<string, SimdPath> Cases
    {
        get
        {
            var cases = new TheoryData<string, SimdPath>();
            foreach (string name in OptimizerCases.All.Keys)
            {
                foreach (SimdPath path in Paths)
                {
                    cases.Add(name, path);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hundred_steps_follow_the_formula(string name, SimdPath path) => Compare(OptimizerCases.All[name], path, new());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hundred_steps_follow_the_formula_with_clip_and_penalties(string name, SimdPath path) => Compare(
        OptimizerCases.All[name], path, new() { Scale = 0.7, Limit = 0.9, L1 = 0.02, L2 = 0.03, RateFactor = 0.5 });

    private static void Compare(Optimizer optimizer, SimdPath path, Request request)
    {
        var random = new PhiloxStream(11, 0);
        double[] weights = Draw(ref random);
        var expected = new ReferenceTensor(optimizer, weights);
        double[] doubles = [.. weights];
        float[] floats = [.. weights.Select(value => (float)value)];
        var doubleMoments = new double[optimizer.MomentCount * Pitch];
        var floatMoments = new float[optimizer.MomentCount * Pitch];
        double rate = optimizer.LearningRate * request.RateFactor;

        for (long step = 1; step <= Steps; step++)
        {
            double[] gradients = Draw(ref random);
            expected.Step(
                gradients, step, rate, optimizer.WeightDecay, request.Scale, request.Limit, request.L1, request.L2);
            optimizer.Update(request.On<double>(path, doubles, gradients, From(doubleMoments), step, rate, optimizer));
            float[] narrow = [.. gradients.Select(value => (float)value)];
            optimizer.Update(request.On<float>(path, floats, narrow, From(floatMoments), step, rate, optimizer));
        }

        double largest = expected.Weights.Max(Math.Abs);
        for (int i = 0; i < Length; i++)
        {
            Assert.Equal(expected.Weights[i], doubles[i], 1e-12 * largest);
            Assert.Equal(expected.Weights[i], floats[i], 1e-5 * largest);
            Assert.True(!IsPadding(i) || (doubles[i], floats[i]) == (0, 0), $"padding at {i} is ({doubles[i]}, {floats[i]})");
        }

        for (int i = 0; i < doubleMoments.Length; i++)
        {
            int at = (i % Pitch) - Before;
            if (at < 0 || at >= Length || IsPadding(at))
            {
                Assert.Equal((0d, 0f), (doubleMoments[i], floatMoments[i]));
            }
        }
    }

    // The run lies inside each block of moments, as the run of a tensor does.
    private static Span<T> From<T>(T[] moments) => moments.Length == 0 ? [] : moments.AsSpan(Before);

    // Rounded to floats, so that both precisions start from the same numbers.
    private static double[] Draw(ref PhiloxStream random)
    {
        var values = new double[Length];
        for (int i = 0; i < Length; i++)
        {
            values[i] = IsPadding(i) ? 0 : (float)random.NextNormal();
        }

        return values;
    }

    private static bool IsPadding(int index) => index % 16 >= 16 - Padding;

    private sealed record Request
    {
        public double Scale { get; init; } = 1;

        public double Limit { get; init; } = double.PositiveInfinity;

        public double L1 { get; init; }

        public double L2 { get; init; }

        public double RateFactor { get; init; } = 1;

        public ParameterUpdate<T> On<T>(
            SimdPath path, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> moments, long step, double rate, Optimizer optimizer)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new(parameters, gradients, moments, Pitch, step, rate)
            {
                WeightDecay = optimizer.WeightDecay,
                GradientScale = Scale,
                GradientLimit = Limit,
                L1Penalty = L1,
                L2Penalty = L2,
                Path = path,
            };
    }
}
