using Simd.Nets;

namespace Vision;

/// <summary>How a network is trained.</summary>
internal sealed record Recipe(int Epochs, int Batch, Func<Optimizer> Optimizer, Func<long, LearningRateSchedule>? Schedule)
{
    /// <summary>Adam at 1e-3.</summary>
    public static Recipe Plain { get; } = new(10, 128, () => new Adam(1e-3), null);

    /// <summary>Momentum and weight decay as in the papers of ResNet and DenseNet; the rate falls along a cosine to 0.</summary>
    public static Recipe Deep { get; } =
        new(3, 128, () => new Sgd(0.1, momentum: 0.9, weightDecay: 1e-4), steps => LearningRateSchedule.Cosine(steps));

    /// <summary>What <c>--augment</c> says.</summary>
    public static Augmentation? AugmentationOf(string name) => name switch
    {
        "flip" => Augmentation.HorizontalFlip(),
        "crop" => Augmentation.RandomCrop(padding: 2).Then(Augmentation.HorizontalFlip()),
        _ => null,
    };
}
