using System.Globalization;

namespace Quickstart;

/// <summary>The command line.</summary>
internal sealed record Options(string Data, string Path, int Epochs, int Batch, ulong Seed)
{
    public const string Usage =
        """
        usage: Quickstart [--data digits|fashion] [--path FOLDER] [--epochs N] [--batch N] [--seed N]
          --data    digits (embedded, the default) or fashion (Fashion-MNIST)
          --path    the folder with Fashion-MNIST's four IDX files
          --epochs  by default 30 for digits, 10 for fashion
          --batch   by default 32 for digits, 128 for fashion
          --seed    of the weights and of the order of the samples; 1 by default
        """;

    /// <exception cref="FormatException">An option is unknown or its value does not fit; the message says what was expected.</exception>
    public static Options Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] is not ("--data" or "--path" or "--epochs" or "--batch" or "--seed"))
            {
                throw new FormatException($"'{arguments[i]}' is no option.");
            }

            values[arguments[i]] = i + 1 < arguments.Length ? arguments[i + 1] : throw new FormatException($"{arguments[i]} wants a value.");
        }

        string data = values.GetValueOrDefault("--data", "digits");
        if (data is not ("digits" or "fashion"))
        {
            throw new FormatException($"--data is digits or fashion; '{data}' came.");
        }

        bool digits = data == "digits";
        if (digits && values.ContainsKey("--path"))
        {
            throw new FormatException("--path goes with --data fashion: the digits are embedded.");
        }

        return new(
            data,
            values.GetValueOrDefault("--path", FashionMnist.DebianFolder),
            (int)Number("--epochs", digits ? 30UL : 10, 1, 100_000),
            (int)Number("--batch", digits ? 32UL : 128, 1, 1_000_000),
            Number("--seed", 1, 0, ulong.MaxValue));

        ulong Number(string name, ulong missing, ulong least, ulong most) =>
            !values.TryGetValue(name, out string? text) ? missing
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value >= least && value <= most ? value
            : throw new FormatException($"{name} is a whole number from {least} to {most}; '{text}' came.");
    }
}
