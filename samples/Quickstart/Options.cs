using Samples;

namespace Quickstart;

/// <summary>What to train, and how long.</summary>
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
        var line = new CommandLine(arguments, "--data", "--path", "--epochs", "--batch", "--seed");
        string data = line.Choice("--data", "digits", "digits", "fashion");
        bool digits = data == "digits";
        if (digits && line.Has("--path"))
        {
            throw new FormatException("--path goes with --data fashion: the digits are embedded.");
        }

        return new(
            data,
            line.Text("--path", FashionMnist.DebianFolder),
            (int)line.Number("--epochs", digits ? 30UL : 10, 1, 100_000),
            (int)line.Number("--batch", digits ? 32UL : 128, 1, 1_000_000),
            line.Number("--seed", 1, 0, ulong.MaxValue));
    }
}
