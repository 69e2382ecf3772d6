using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets;

/// <summary>An activation on the way through a plain network.</summary>
/// <param name="Function">φ.</param>
/// <param name="Moments">Of what goes in, in wide layers.</param>
/// <param name="FromInputs">How much of their square comes from the layer before; the rest is the bias.</param>
/// <param name="Rigidity">How much of it is no chance, given the layer before.</param>
/// <param name="Features">How many numbers a sample has.</param>
internal sealed record EnsembleStep(
    ActivationFunction Function, SignalMoments Moments, double FromInputs, double Rigidity, double Features);

/// <summary>
/// Networks drawn as what chance makes of them: of each sample only its second moment, layer by layer. An expansion in the variance of
/// that moment (<see cref="Fluctuation"/>) fails where the variance is large and an activation treats small and large moments differently,
/// as GELU does at the edge of collapse: there the few samples decide that have not collapsed yet, and how many a batch has.
/// </summary>
internal static class FlowEnsemble
{
    private const int Batch = 256;
    private const int Pairs = 8;

    /// <summary>The factors on the squared norm of a batch's gradient, by the mean logarithm over networks.</summary>
    public static double[] Factors(IReadOnlyList<EnsembleStep> steps)
    {
        var tables = new Dictionary<ActivationFunction, ResponseTable>();
        ResponseTable[] of = [.. steps.Select(step => tables.TryGetValue(step.Function, out ResponseTable? known)
            ? known : tables[step.Function] = new(step.Function))];
        var logarithms = new double[steps.Count];
        var normal = new NormalDraws();
        var slopes = new double[steps.Count, 2 * Batch];
        for (int pair = 0; pair < Pairs; pair++)
        {
            Forward(steps, of, normal, slopes);
            Backward(slopes, logarithms);
        }

        return [.. logarithms.Select(sum => Math.Exp(sum / (2 * Pairs)))];
    }

    // Two networks at a time, one with the chance of the other turned round: what they have in common cancels most of the error.
    private static void Forward(IReadOnlyList<EnsembleStep> steps, ResponseTable[] tables, NormalDraws normal, double[,] slopes)
    {
        var deviations = new double[2 * Batch];
        for (int i = 0; i < steps.Count; i++)
        {
            EnsembleStep step = steps[i];
            double wide = Math.Log(step.Moments.Square);
            double after = tables[i].At(wide).LogSquare;
            double correlation = Math.Min(1, Math.Max(0, step.Moments.Shared / step.Moments.Square));
            double scale = 1 / Math.Sqrt(step.Features);
            double common = normal.Next() * correlation * scale;
            double apart = Math.Sqrt(1 - (correlation * correlation)) * scale;
            for (int sample = 0; sample < Batch; sample++)
            {
                double chance = common + (apart * normal.Next());
                for (int twin = sample; twin < 2 * Batch; twin += Batch, chance = -chance)
                {
                    ResponsePoint point = tables[i].At(wide + FromInputs(deviations[twin], step.FromInputs));
                    slopes[i, twin] = point.SlopeSquare;
                    double noise = step.Rigidity == 0 ? point.Noise
                        : Math.Sqrt(Math.Max(0, (point.Noise * point.Noise) - (2 * step.Rigidity * point.Gain * point.Gain)));
                    deviations[twin] = point.LogSquare - after + (noise * chance) - (noise * noise / (2 * step.Features));
                }
            }
        }
    }

    private static double FromInputs(double deviation, double share) =>
        share == 1 ? deviation : Math.Log((share * Math.Exp(deviation)) + 1 - share);

    private static void Backward(double[,] slopes, double[] logarithms)
    {
        for (int first = 0; first < 2 * Batch; first += Batch)
        {
            var gradients = new double[Batch];
            for (int sample = 0; sample < Batch; sample++)
            {
                gradients[sample] = 1.0 / Batch;
            }

            for (int i = logarithms.Length - 1; i >= 0; i--)
            {
                double sum = 0;
                for (int sample = 0; sample < Batch; sample++)
                {
                    sum += gradients[sample] *= slopes[i, first + sample];
                }

                logarithms[i] += Math.Log(sum);
                for (int sample = 0; sample < Batch; sample++)
                {
                    gradients[sample] /= sum;
                }
            }
        }
    }

    /// <summary>Normal numbers, always the same ones: predictions do not depend on chance.</summary>
    private sealed class NormalDraws
    {
        private const int Bits = 10;
        private static readonly double[] Quantiles = Table();
        private uint state = 0x9E3779B9;

        public double Next()
        {
            // Marsaglia 2003, "Xorshift RNGs".
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return Quantiles[(state * 0x9E3779B1u) >> (32 - Bits)];
        }

        private static double[] Table()
        {
            var table = new double[1 << Bits];
            double low = -8;
            for (int i = 0; i < table.Length; i++)
            {
                double target = (i + 0.5) / table.Length;
                double high = 8;
                for (int step = 0; step < 40; step++)
                {
                    double middle = (low + high) / 2;
                    (low, high) = NormalQuadrature.Below(middle) < target ? (middle, high) : (low, middle);
                }

                table[i] = low;
            }

            double deviation = Math.Sqrt(table.Sum(x => x * x) / table.Length);
            return [.. table.Select(x => x / deviation)];
        }
    }
}
