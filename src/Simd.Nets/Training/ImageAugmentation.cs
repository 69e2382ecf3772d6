using System.Numerics;

namespace Simd.Nets;

/// <summary>An augmentation, and the size of the images that a network takes.</summary>
internal sealed class ImageAugmentation
{
    private readonly Augmentation augmentation;
    private readonly ImageShape image;

    private ImageAugmentation(Augmentation augmentation, ImageShape image)
    {
        this.augmentation = augmentation;
        this.image = image;
    }

    /// <summary>The augmentation of a network's inputs; null where there is none.</summary>
    public static ImageAugmentation? Of<TNetwork, T>(Augmentation? augmentation)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (augmentation is null)
        {
            return null;
        }

        if (TNetwork.Declaration is not [InputLayer { Image: { } image }, ..])
        {
            throw new ArgumentException(
                $"{TNetwork.Schema.Name} takes rows of {TNetwork.Schema.InputSize} features, not images: declare "
                + "Input(height, width, channels), or train without augmentation.",
                nameof(augmentation));
        }

        augmentation.RequireFit(image, nameof(augmentation));
        return new(augmentation, image);
    }

    /// <summary>Makes of a row of inputs what its sample is in this epoch.</summary>
    public void Apply<T>(Span<T> row, EpochRandom random, long sample)
        where T : unmanaged
    {
        PhiloxStream ofSample = random.OfSample(sample);
        augmentation.Apply(row, image, ref ofSample);
    }
}
