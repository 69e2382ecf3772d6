using System.Globalization;

namespace Remedies;

/// <summary>The command line.</summary>
internal sealed record Options(string? Only, int Epochs, ulong Seed)
{
    public const string Usage =
        """
        usage: Remedies [--only sigmoid|tanh|relu] [--epochs N] [--seed N]
          --only    one group of networks; by default all
          --epochs  for every network; 30 by default
          --seed    of the weights and of the order of the samples; 1 by default
        """;

    /// <exception cref="FormatException">An option is unknown or its value does not fit; the message says what was expected.</exception>
    public static Options Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] is not ("--only" or "--epochs" or "--seed"))
            {
                throw new FormatException($"'{arguments[i]}' is no option.");
            }

            values[arguments[i]] = i + 1 < arguments.Length
                ? arguments[i + 1]
                : throw new FormatException($"{arguments[i]} wants a value.");
        }

        string? only = values.GetValueOrDefault("--only")?.ToLowerInvariant();
        if (only is not (null or "sigmoid" or "tanh" or "relu"))
        {
            throw new FormatException($"--only is sigmoid, tanh or relu; '{only}' came.");
        }

        return new(only, (int)Number("--epochs", 30, 1, 10_000), Number("--seed", 1, 0, ulong.MaxValue));

        ulong Number(string name, ulong missing, ulong least, ulong most) =>
            !values.TryGetValue(name, out string? text) ? missing
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
                && value >= least && value <= most ? value
            : throw new FormatException($"{name} is a whole number from {least} to {most}; '{text}' came.");
    }
}
