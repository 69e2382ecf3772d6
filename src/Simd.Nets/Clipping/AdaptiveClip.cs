namespace Simd.Nets;

/// <summary>By the ratio of a unit's gradient to its weights.</summary>
internal sealed class AdaptiveClip(double lambda, double floor) : GradientClip
{
    internal override double Apply<T>(in ClippedGradients<T> gradients, ref ClipState state)
    {
        double smallest = 1;
        for (int i = 0; i < gradients.Norms.StartOfLastLayer; i++)
        {
            TensorEntry tensor = gradients.Tensors[i];
            if (!gradients.Settings[i].Frozen)
            {
                (Memory<double> weights, Memory<double> units) = gradients.Norms.UnitRoom(tensor);
                Span<T> gradient = gradients.Gradients.Slice(tensor.Offset, tensor.Length);
                Units.SquareSums(tensor, gradients.Parameters.Slice(tensor.Offset, tensor.Length), weights.Span);
                Units.SquareSums<T>(tensor, gradient, units.Span);
                double factor = Factors(weights.Span, units.Span, gradients.Share);
                smallest = Math.Min(smallest, factor);
                if (factor < 1)
                {
                    Units.Multiply(tensor, gradient, units.Span);
                }
            }
        }

        return smallest;
    }

    // From squares of weights and gradients to factors, in place of the latter; returns the smallest.
    private double Factors(ReadOnlySpan<double> weights, Span<double> units, double share)
    {
        double smallest = 1;
        for (int unit = 0; unit < units.Length; unit++)
        {
            double most = lambda * Math.Max(Math.Sqrt(weights[unit]), floor);
            double norm = share * Math.Sqrt(units[unit]);
            units[unit] = norm > most ? most / norm : 1;
            smallest = Math.Min(smallest, units[unit]);
        }

        return smallest;
    }
}
