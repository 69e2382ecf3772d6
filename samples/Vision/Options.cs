using Samples;

namespace Vision;

/// <summary>What to train, on how much, and how long.</summary>
internal sealed record Options(string Model, int? Epochs, int? Limit, string Augmentation, ulong Seed, string Path)
{
    public const string Usage =
        """
        usage: Vision [--model lenet|resnet|densenet] [--epochs N] [--limit IMAGES] [--augment none|flip|crop]
                      [--seed N] [--path FOLDER]
          --model    LeNet-5 (the default), ResNet-20 or DenseNet-22
          --epochs   by default 10 for lenet, 3 for the others
          --limit    trains on the first so many images only; by default on all 60,000
          --augment  every epoch other pictures: none (the default), flip (left and right), crop (that, padded by 2 and cut out)
          --seed     of the weights, of the order of the images and of their pictures; 1 by default
          --path     the folder with Fashion-MNIST's four IDX files
        """;

    /// <exception cref="FormatException">An option is unknown or its value does not fit; the message says what was expected.</exception>
    public static Options Parse(string[] arguments)
    {
        var line = new CommandLine(arguments, "--model", "--epochs", "--limit", "--augment", "--seed", "--path");
        return new(
            line.Choice("--model", "lenet", "lenet", "resnet", "densenet"),
            line.Has("--epochs") ? (int)line.Number("--epochs", 0, 1, 10_000) : null,
            line.Has("--limit") ? (int)line.Number("--limit", 0, 2, 60_000) : null,
            line.Choice("--augment", "none", "none", "flip", "crop"),
            line.Number("--seed", 1, 0, ulong.MaxValue),
            line.Text("--path", FashionMnist.DebianFolder));
    }
}
