using System;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>What an activation makes of a batch of normalised samples, by expectations over units.</summary>
/// <param name="step">The activation, and where it stands.</param>
/// <param name="batch">Samples, a multiple of four.</param>
internal sealed class NormalisedResponse(EnsembleStep step, int batch)
{
    private const int Iterations = 6;

    // What a sample has for itself in a unit; what the unit has along the shared direction, and whether its variance is small or large.
    private static readonly WeightedPoint[] Own = NormalQuadrature.Even(12, 0.7);
    private static readonly (double Along, double Width, double Weight)[] Units =
    [
        .. from along in NormalQuadrature.Five
           from width in (double[])[-1, 1]
           select (along.X, width, along.Weight / 2),
    ];

    // Each stands for its mirror image too, with which it has the unit's variance in common.
    private static readonly WeightedPoint[] Half = [.. Own.Where(point => point.X > 0)];

    // E φ to E φ⁴, by unit and sample, one after the other.
    private readonly double[] powers = new double[4 * Units.Length * batch];

    /// <summary>E (φ − μ)², μ the unit's mean over samples.</summary>
    public double[] Square { get; } = new double[batch];

    /// <summary>The variance of (φ − μ)² over its squared mean.</summary>
    public double[] Noise { get; } = new double[batch];

    /// <summary>What lies in the direction that samples share.</summary>
    public double[] Along { get; } = new double[batch];

    /// <summary>E φ'².</summary>
    public double[] Slope { get; } = new double[batch];

    /// <summary>E φ'²/σ², σ² the unit's variance over samples, 1 in the mean.</summary>
    public double[] SlopeDivided { get; } = new double[batch];

    /// <summary>E φ'²z²/σ².</summary>
    public double[] SlopeAlong { get; } = new double[batch];

    /// <summary>E z²/σ².</summary>
    public double[] Size { get; } = new double[batch];

    /// <summary>The same of samples that are alike, by the same points: the variance of φ, and E φ'².</summary>
    public (double Variance, double SlopeSquare) Wide { get; } = Alike(step.Function.Samples, step.IsNormalised ? 1 : step.Moments.Square);

    /// <summary>Takes a batch of samples.</summary>
    /// <param name="square">Their second moments.</param>
    /// <param name="along">The root of how much of it lies in the shared direction, with its sign.</param>
    public void Meet(double[] square, double[] along)
    {
        double shared = along.Sum(value => value * value) / batch;
        double[] own = [.. square.Zip(along, (all, part) => Math.Max(0, all - (part * part)))];
        double rest = own.Average();
        double spread = Math.Sqrt(2 * own.Sum(value => value * value)) / (batch * rest);
        for (int unit = 0; unit < Units.Length; unit++)
        {
            (double alongUnit, double width, double weight) = Units[unit];
            double variance = (rest * Math.Exp((spread * width) - (spread * spread / 2))) + (shared * alongUnit * alongUnit);
            Integrate(unit, weight, along, alongUnit, own, variance);
        }

        Centre();
    }

    private static (double Variance, double SlopeSquare) Alike(SampledFunction function, double square)
    {
        (double mean, double second, double slopeSquare) = (0, 0, 0);
        foreach ((double x, double weight) in Own)
        {
            (double h, double slope) = function.At(Math.Sqrt(square) * x);
            mean += weight * h;
            second += weight * h * h;
            slopeSquare += weight * slope * slope;
        }

        return (second - (mean * mean), slopeSquare);
    }

    // Step by step for all points of a sample: divisions, roots and the table would wait for one another.
    [MethodImpl(Hot.Loop)]
    private void Integrate(int unit, double weight, double[] along, double alongUnit, double[] own, double variance)
    {
        (SampledFunction function, WeightedPoint[] half, bool isNormalised) = (step.Function.Samples, Half, step.IsNormalised);
        (double[] slopeSum, double[] dividedSum, double[] alongSum, double[] sizeSum) = (Slope, SlopeDivided, SlopeAlong, Size);
        Span<double> first = Power(1, unit), second = Power(2, unit), third = Power(3, unit), fourth = Power(4, unit);
        var (inverses, places, points) = (new double[half.Length], new double[2 * half.Length], new FunctionPoint[2 * half.Length]);
        for (int sample = 0; sample < along.Length; sample++)
        {
            // What the sample itself adds to the variance belongs to it.
            double share = own[sample] / along.Length;
            double others = Math.Max(variance - share, variance / along.Length), deviation = Math.Sqrt(own[sample]);
            double mean = along[sample] * alongUnit;
            for (int i = 0; i < inverses.Length; i++)
            {
                double x = half[i].X, inverse = isNormalised ? 1 / (others + (share * x * x)) : 1, root = Math.Sqrt(inverse);
                (double middle, double distance) = (mean * root, deviation * x * root);
                inverses[i] = inverse;
                places[2 * i] = middle - distance;
                places[(2 * i) + 1] = middle + distance;
            }

            for (int i = 0; i < points.Length; i++)
            {
                points[i] = function.At(places[i]);
            }

            (double one, double two, double three, double four) = (0, 0, 0, 0);
            (double slopes, double divided, double alongAll, double size) = (0, 0, 0, 0);
            for (int i = 0; i < inverses.Length; i++)
            {
                // The point and its mirror image, a and b.
                (double part, double inverse) = (half[i].Weight, inverses[i]);
                (double za, double zb) = (places[2 * i], places[(2 * i) + 1]);
                (FunctionPoint a, FunctionPoint b) = (points[2 * i], points[(2 * i) + 1]);
                (double powerA, double powerB) = (part * a.Value, part * b.Value);
                one += powerA + powerB;
                two += (powerA *= a.Value) + (powerB *= b.Value);
                three += (powerA *= a.Value) + (powerB *= b.Value);
                four += (powerA * a.Value) + (powerB * b.Value);
                (double slopeA, double slopeB) = (part * a.Slope * a.Slope, part * b.Slope * b.Slope);
                slopes += slopeA + slopeB;
                divided += inverse * (slopeA + slopeB);
                alongAll += inverse * ((slopeA * za * za) + (slopeB * zb * zb));
                size += part * inverse * ((za * za) + (zb * zb));
            }

            slopeSum[sample] += weight * slopes;
            dividedSum[sample] += weight * divided;
            alongSum[sample] += weight * alongAll;
            sizeSum[sample] += weight * size;
            (first[sample], second[sample], third[sample], fourth[sample]) = (one, two, three, four);
        }
    }

    /// <summary>Takes off the means over samples.</summary>
    [MethodImpl(Hot.Loop)]
    private void Centre()
    {
        (double[] square, double[] fourths) = (Square, new double[batch]);
        for (int unit = 0; unit < Units.Length; unit++)
        {
            Span<double> first = Power(1, unit), second = Power(2, unit), third = Power(3, unit), fourth = Power(4, unit);
            (double weight, double m) = (Units[unit].Weight, 0);
            foreach (double value in first)
            {
                m += value / first.Length;
            }

            double m2 = m * m, m3 = m2 * m, m4 = m3 * m;
            for (int sample = 0; sample < square.Length; sample++)
            {
                (double one, double two) = (first[sample], second[sample]);
                square[sample] += weight * (two - (2 * m * one) + m2);
                fourths[sample] += weight * (fourth[sample] - (4 * m * third[sample]) + (6 * m2 * two) - (4 * m3 * one) + m4);
                first[sample] = one - m;
            }
        }

        for (int sample = 0; sample < batch; sample++)
        {
            Noise[sample] = Math.Max(0, (fourths[sample] / (square[sample] * square[sample])) - 1);
        }

        FindDirection();
    }

    /// <summary>The first principal component over units of what samples are beside what each is for itself, by the power method.</summary>
    private void FindDirection()
    {
        Power(1, Units.Length / 2).CopyTo(Along);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double length = Math.Sqrt(Along.Sum(value => value * value));
            if (!(length > 0))
            {
                return;
            }

            var next = new double[batch];
            for (int unit = 0; unit < Units.Length; unit++)
            {
                Span<double> mean = Power(1, unit);
                AddTimes(Units[unit].Weight * Product(mean, Along) / length, mean, next);
            }

            next.CopyTo(Along, 0);
        }

        // A component times its variance, which is the square of the length that it shall have.
        double root = Math.Sqrt(Math.Sqrt(Along.Sum(value => value * value)));
        for (int sample = 0; sample < batch && root > 0; sample++)
        {
            Along[sample] /= root;
        }
    }

    // Four sums: each addition would wait for the one before.
    [MethodImpl(Hot.Loop)]
    private static double Product(Span<double> one, double[] other)
    {
        (double a, double b, double c, double d) = (0, 0, 0, 0);
        for (int i = 0; i + 3 < one.Length && i + 3 < other.Length; i += 4)
        {
            a += one[i] * other[i];
            b += one[i + 1] * other[i + 1];
            c += one[i + 2] * other[i + 2];
            d += one[i + 3] * other[i + 3];
        }

        return a + b + (c + d);
    }

    [MethodImpl(Hot.Loop)]
    private static void AddTimes(double factor, Span<double> values, double[] sums)
    {
        for (int i = 0; i < values.Length && i < sums.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }

    private Span<double> Power(int power, int unit) => powers.AsSpan((((power - 1) * Units.Length) + unit) * batch, batch);
}
