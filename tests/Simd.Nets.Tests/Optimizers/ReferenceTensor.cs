namespace Simd.Nets.Tests;

/// <summary>A tensor that an optimizer moves, in plain doubles.</summary>
internal sealed class ReferenceTensor(Optimizer optimizer, double[] weights)
{
    private readonly double[][] moments = [.. weights.Select(_ => new double[3])];

    public double[] Weights { get; } = [.. weights];

    /// <summary>One step by the formulas; what is asked for besides is as in a <see cref="ParameterUpdate{T}"/>.</summary>
    public void Step(
        double[] gradients,
        long step,
        double learningRate,
        double weightDecay,
        double scale = 1,
        double limit = double.PositiveInfinity,
        double l1 = 0,
        double l2 = 0)
    {
        double coupled = optimizer.DecoupledWeightDecay ? 0 : weightDecay;
        double[] shaped = [.. gradients.Zip(Weights, (g, w) =>
            Math.Clamp(g * scale, -limit, limit) + (l1 * Math.Sign(w)) + (l2 * w) + (coupled * w))];
        if (optimizer is Lamb lamb)
        {
            StepOfLamb(lamb, shaped, step, learningRate, weightDecay);
            return;
        }

        for (int i = 0; i < Weights.Length; i++)
        {
            double kept = optimizer.DecoupledWeightDecay ? 1 - (learningRate * weightDecay) : 1;
            Weights[i] = (Weights[i] * kept) + ReferenceRules.Step(optimizer, shaped[i], moments[i], step, learningRate);
        }
    }

    private void StepOfLamb(Lamb lamb, double[] gradients, long step, double learningRate, double weightDecay)
    {
        double[] direction =
            [.. gradients.Select((g, i) => ReferenceRules.LambDirection(lamb, g, Weights[i], moments[i], step, weightDecay))];
        double weightNorm = Math.Sqrt(Weights.Sum(w => w * w));
        double directionNorm = Math.Sqrt(direction.Sum(d => d * d));
        bool adapts = weightNorm > 0 && directionNorm > 0 && (weightDecay != 0 || lamb.AlwaysAdapt);
        double ratio = adapts ? weightNorm / directionNorm : 1;
        for (int i = 0; i < Weights.Length; i++)
        {
            Weights[i] -= learningRate * ratio * direction[i];
        }
    }
}
