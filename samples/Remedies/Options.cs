using Samples;

namespace Remedies;

/// <summary>What to train, and how long.</summary>
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
        var line = new CommandLine(arguments, "--only", "--epochs", "--seed");
        return new(
            line.Has("--only") ? line.Choice("--only", "", "sigmoid", "tanh", "relu") : null,
            (int)line.Number("--epochs", 30, 1, 10_000),
            line.Number("--seed", 1, 0, ulong.MaxValue));
    }
}
