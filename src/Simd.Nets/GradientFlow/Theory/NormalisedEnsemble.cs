using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets;

/// <summary>
/// A batch on its way through layers that are normalised over it, drawn as what chance makes of it. Of each sample two numbers are kept: its
/// second moment, which is 1 in the mean, and how much of it lies in one direction that all samples share. Activations enlarge the mean of
/// a large sample, which gives large samples a direction in common; units that look along it have their variance from these few samples,
/// and what such a unit leaves of the others, and of gradients, is far from what units do whose numbers are normal.
/// </summary>
internal sealed class NormalisedEnsemble
{
    private const int Batch = 256;

    private readonly IReadOnlyList<EnsembleStep> steps;
    private readonly NormalisedResponse[] responses;
    private readonly double[] logVariance;

    private NormalisedEnsemble(IReadOnlyList<EnsembleStep> steps)
    {
        this.steps = steps;
        responses = [.. steps.Select(step => new NormalisedResponse(step, Batch))];
        logVariance = new double[steps.Count];
    }

    /// <summary>The factors of activations, and of the normalisations before them.</summary>
    /// <param name="steps">The activations, all but the first behind a normalisation.</param>
    public static EnsembleFactors Factors(IReadOnlyList<EnsembleStep> steps)
    {
        var ensemble = new NormalisedEnsemble(steps);
        ensemble.Forward();
        return ensemble.Backward();
    }

    private void Forward()
    {
        double[] square = [.. Enumerable.Repeat(steps[0].Moments.Square, Batch)];
        var along = new double[Batch];
        var normal = new NormalDraws();
        for (int i = 0; i < steps.Count; i++)
        {
            NormalisedResponse response = responses[i];
            response.Meet(square, along);
            for (int sample = 0; sample < Batch; sample++)
            {
                double noise = response.Noise[sample] / steps[i].Features;
                double chance = Math.Exp((Math.Sqrt(noise) * normal.Next()) - (noise / 2));
                square[sample] = response.Square[sample] * chance;
                along[sample] = response.Along[sample] * Math.Sqrt(chance);
            }

            (double variance, double mean) = (square.Average(), along.Average());
            logVariance[i] = Math.Log(variance / response.Wide.Variance);
            for (int sample = 0; sample < Batch; sample++)
            {
                square[sample] /= variance;
                along[sample] = (along[sample] - mean) / Math.Sqrt(variance);
            }
        }
    }

    private EnsembleFactors Backward()
    {
        var factors = new EnsembleFactors(new double[steps.Count], new double[steps.Count]);
        double[] gradients = [.. Enumerable.Repeat(1.0 / Batch, Batch)];
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            NormalisedResponse response = responses[i];
            (double behind, double removed, double before) = (0, 0, 0);
            for (int sample = 0; sample < Batch; sample++)
            {
                behind += gradients[sample] * response.Slope[sample];
                removed += gradients[sample] * response.SlopeAlong[sample];
            }

            for (int sample = 0; sample < Batch; sample++)
            {
                // A unit's gradient loses what is along the unit, of which each sample has a share.
                before += gradients[sample] = steps[i].IsNormalised
                    ? (gradients[sample] * (response.SlopeDivided[sample] - (2 * response.SlopeAlong[sample] / Batch)))
                        + (removed * response.Size[sample] / (Batch * (double)Batch))
                    : gradients[sample] * response.Slope[sample];
            }

            factors.Slopes[i] = behind / response.Wide.SlopeSquare;
            factors.Normalisations[i] = before / behind / Math.Exp(i > 0 ? logVariance[i - 1] : 0);
            for (int sample = 0; sample < Batch; sample++)
            {
                gradients[sample] /= before;
            }
        }

        return factors;
    }
}
