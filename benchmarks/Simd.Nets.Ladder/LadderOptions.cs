using System.Globalization;

namespace Simd.Nets.Benchmarks;

/// <summary>What to time, and for how long.</summary>
/// <param name="Threads">Threads asked for.</param>
/// <param name="Only">Rows whose <c>workload/bBATCH</c> contains it.</param>
/// <param name="Seconds">Time for the samples of a row.</param>
/// <param name="Steps">Steps of training, where not time but bits are asked for.</param>
/// <param name="Shards">Into how many a batch falls; 0 leaves it to the shapes.</param>
/// <param name="Batches">Other batch sizes than each network's own, if any.</param>
internal sealed record LadderOptions(int Threads, string Only, double Seconds, int Steps, int Shards, int[] Batches)
{
    /// <summary>Reads <c>--threads N --only SUBSTRING --seconds S --steps N --shards V --batches 1,32</c>, each optional.</summary>
    /// <exception cref="ArgumentException">An option is unknown, or its value is missing or not a positive number.</exception>
    public static LadderOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new LadderOptions(1, "", 0.6, 100, 0, []);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            string value = i + 1 < arguments.Length
                ? arguments[i + 1]
                : throw new ArgumentException($"{name} needs a value");
            options = name switch
            {
                "--threads" => options with { Threads = (int)Positive(name, value) },
                "--only" => options with { Only = value },
                "--steps" => options with { Steps = (int)Positive(name, value) },
                "--shards" => options with { Shards = (int)Positive(name, value) },
                "--batches" => options with { Batches = [.. value.Split(',').Select(batch => (int)Positive(name, batch))] },
                "--seconds" => options with { Seconds = Positive(name, value) },
                _ => throw new ArgumentException($"there is no option {name}"),
            };
        }

        return options;
    }

    private static double Positive(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 && double.IsFinite(number)
            ? number
            : throw new ArgumentException($"{name} needs a positive number; '{value}' came");
}
