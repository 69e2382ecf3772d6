using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>
/// Networks drawn as what chance makes of them: of each sample only its second moment, layer by layer. An expansion in the variance of
/// that moment (<see cref="Fluctuation"/>) fails where the variance is large and an activation treats small and large moments differently,
/// as GELU does at the edge of collapse: there the few samples decide that have not collapsed yet, and how many a batch has.
/// </summary>
internal static class PlainEnsemble
{
    private const int Batch = 256;
    private const int Pairs = 8;

    /// <summary>The factors of activations, by the mean logarithm over networks.</summary>
    public static EnsembleFactors Factors(IReadOnlyList<EnsembleStep> steps)
    {
        var logarithms = new double[steps.Count];
        var normal = new NormalDraws();
        double[][] slopes = [.. steps.Select(_ => new double[2 * Batch])];
        for (int pair = 0; pair < Pairs; pair++)
        {
            Forward(steps, normal, slopes);
            Backward(slopes, logarithms);
        }

        return new(
            [.. steps.Select((step, i) => Math.Exp(logarithms[i] / (2 * Pairs)) / step.Function.Responses.At(Math.Log(step.Moments.Square)).SlopeSquare)], []);
    }

    // Two networks at a time, one with the chance of the other turned round: what they have in common cancels most of the error.
    [MethodImpl(Hot.Loop)]
    private static void Forward(IReadOnlyList<EnsembleStep> steps, NormalDraws normal, double[][] slopes)
    {
        var deviations = new double[2 * Batch];
        var chances = new double[Batch];
        for (int i = 0; i < steps.Count; i++)
        {
            EnsembleStep step = steps[i];
            double wide = Math.Log(step.Moments.Square);
            ResponseTable table = step.Function.Responses;
            double after = table.At(wide).LogSquare;
            double correlation = Math.Min(1, Math.Max(0, step.Moments.Shared / step.Moments.Square));
            double scale = 1 / Math.Sqrt(step.Features);
            double common = normal.Next() * correlation * scale;
            double apart = Math.Sqrt(1 - (correlation * correlation)) * scale;
            (double rigidity, double inputs, double half) = (2 * step.Rigidity, step.FromInputs, 0.5 / step.Features);
            double[] slopesHere = slopes[i];
            normal.Fill(chances);
            for (int sample = 0; sample < chances.Length; sample++)
            {
                double chance = common + (apart * chances[sample]);
                for (int twin = sample; twin < deviations.Length; twin += Batch, chance = -chance)
                {
                    ResponsePoint point = table.At(wide + FromInputs(deviations[twin], inputs));
                    slopesHere[twin] = point.SlopeSquare;
                    double noise = rigidity == 0 ? point.Noise
                        : Math.Sqrt(Math.Max(0, (point.Noise * point.Noise) - (rigidity * point.Gain * point.Gain)));
                    deviations[twin] = point.LogSquare - after + (noise * chance) - (noise * noise * half);
                }
            }
        }
    }

    private static double FromInputs(double deviation, double share) =>
        share == 1 ? deviation : Math.Log((share * Math.Exp(deviation)) + 1 - share);

    [MethodImpl(Hot.Loop)]
    private static void Backward(double[][] slopes, double[] logarithms)
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
                double[] slopesHere = slopes[i];
                for (int sample = 0; sample < Batch; sample++)
                {
                    sum += gradients[sample] *= slopesHere[first + sample];
                }

                logarithms[i] += Math.Log(sum);
                double inverse = 1 / sum;
                for (int sample = 0; sample < gradients.Length; sample++)
                {
                    gradients[sample] *= inverse;
                }
            }
        }
    }
}
