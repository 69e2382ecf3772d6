namespace Simd.Nets.Tests;

/// <summary>PyTorch's formulas in plain loops of doubles, written from its documentation.</summary>
internal static class ReferenceRules
{
    public static void Sgd(double[] w, double[] g, double[] u, double learningRate, double momentum, bool nesterov)
    {
        for (int i = 0; i < w.Length; i++)
        {
            double direction = g[i];
            if (momentum != 0)
            {
                u[i] = (momentum * u[i]) + g[i];
                direction = nesterov ? g[i] + (momentum * u[i]) : u[i];
            }

            w[i] -= learningRate * direction;
        }
    }

    public static void Adam(double[] w, double[] g, double[] m, double[] v, long step, Adam options)
    {
        double correction1 = 1 - Math.Pow(options.Beta1, step);
        double correction2 = 1 - Math.Pow(options.Beta2, step);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] += (1 - options.Beta1) * (g[i] - m[i]);
            v[i] = (options.Beta2 * v[i]) + ((1 - options.Beta2) * g[i] * g[i]);
            double divisor = (Math.Sqrt(v[i]) / Math.Sqrt(correction2)) + options.Epsilon;
            w[i] -= options.LearningRate / correction1 * (m[i] / divisor);
        }
    }
}
