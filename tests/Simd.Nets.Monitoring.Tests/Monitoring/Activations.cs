namespace Simd.Nets.Monitoring.Tests;

/// <summary>Values of a layer: a list of units, each with the values of all samples (and pixels).</summary>
internal sealed record Activations(double[][] Units)
{
    public double Share(Func<double, bool> isFlat) => Units.SelectMany(unit => unit).Average(value => isFlat(value) ? 1.0 : 0);

    public double UnitShare(Func<double, bool> isFlat) => Units.Average(unit => unit.All(isFlat) ? 1.0 : 0);

    /// <summary>A dense layer of these.</summary>
    public Activations Dense(float[] weight, float[] bias) => new(
    [
        .. bias.Select((b, unit) => Enumerable.Range(0, Units[0].Length)
            .Select(sample => b + Units.Select((inputs, i) => weight[(unit * Units.Length) + i] * inputs[sample]).Sum())
            .ToArray()),
    ]);

    public Activations Map(Func<double, double> function) => new([.. Units.Select(unit => unit.Select(function).ToArray())]);

    /// <summary>Each unit with mean 0 and variance 1 over the samples.</summary>
    public Activations Normalised() => new(
    [
        .. Units.Select(unit =>
        {
            double mean = unit.Average();
            double variance = unit.Average(value => (value - mean) * (value - mean));
            return unit.Select(value => (value - mean) / Math.Sqrt(variance + 1e-5)).ToArray();
        }),
    ]);

    public static Activations Of(ReadOnlySpan<float> rows, int columns)
    {
        float[] values = rows.ToArray();
        return new(
        [
            .. Enumerable.Range(0, columns)
                .Select(column => values.Where((_, i) => i % columns == column).Select(value => (double)value).ToArray()),
        ]);
    }
}
