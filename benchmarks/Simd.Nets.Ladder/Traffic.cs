namespace Simd.Nets.Benchmarks;

/// <summary>The least that a training step can move, were nothing read twice: parameters by both passes, gradients written and read,
/// parameters and moments read and written by the optimizer, and all that is kept of a sample written once and read once.</summary>
/// <param name="Moved">Bytes read and written.</param>
/// <param name="Held">Bytes in use.</param>
internal readonly record struct Traffic(double Moved, double Held)
{
    /// <summary>That of a step.</summary>
    public static Traffic Of(NetworkSchema schema, int batch, int moments)
    {
        double parameters = (double)schema.ParameterLength * sizeof(float);
        double inputs = (double)batch * schema.InputSize * sizeof(float);
        double kept = (double)schema.Training.Held(batch) * schema.Training.PerSample * sizeof(float);
        const int Passes = 2;
        const int Gradients = 2;
        int updated = 2 * (1 + moments);
        return new(((Passes + Gradients + updated) * parameters) + inputs + (2 * kept), ((2 + moments) * parameters) + inputs + kept);
    }
}
