using System.Globalization;
using Samples;

namespace GradientLab;

/// <summary>Which networks to train, how long, and where pictures go.</summary>
internal sealed record Options(int? Depth, string? Activation, int Epochs, ulong Seed, string Folder)
{
    public const string Usage =
        """
        usage: GradientLab [--depth 5|30] [--activation sigmoid|tanh|relu] [--epochs N] [--seed N] [--to FOLDER]
          --depth, --activation  a part of the table; by default all of it
          --epochs               for every network; 20 by default
          --seed                 of the weights and of the order of the samples; 1 by default
          --to                   where the pictures and the page about a sick network go; by default a folder lab here
        """;

    /// <exception cref="FormatException">An option is unknown or its value does not fit; the message says what was expected.</exception>
    public static Options Parse(string[] arguments)
    {
        var line = new CommandLine(arguments, "--depth", "--activation", "--epochs", "--seed", "--to");
        return new(
            line.Has("--depth") ? int.Parse(line.Choice("--depth", "", "5", "30"), CultureInfo.InvariantCulture) : null,
            line.Has("--activation") ? line.Choice("--activation", "", "sigmoid", "tanh", "relu") : null,
            (int)line.Number("--epochs", 20, 1, 10_000),
            line.Number("--seed", 1, 0, ulong.MaxValue),
            line.Text("--to", "lab"));
    }
}
