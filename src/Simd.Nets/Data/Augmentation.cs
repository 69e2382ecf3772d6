namespace Simd.Nets;

/// <summary>
/// What becomes of images before they are trained on, so that every epoch shows other pictures of the same things:
/// <c>trainer.Fit(train, augmentation: Augmentation.RandomCrop(padding: 2).Then(Augmentation.HorizontalFlip()))</c>.
/// </summary>
/// <remarks>A picture depends on the seed, the epoch and the sample's place in its source alone (<see cref="Philox"/>): not on the batch it
/// is in, nor on the order of the samples or the thread.</remarks>
public abstract class Augmentation
{
    private protected Augmentation() { }

    /// <summary>
    /// Images moved up or down and left or right by whole pixels, each distance within the limits as likely.
    /// </summary>
    /// <param name="vertical">At most so many rows, 0 or more and fewer than the image has.</param>
    /// <param name="horizontal">At most so many columns, 0 or more and fewer than the image has.</param>
    /// <param name="border">What moves in.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 0, or the border is none.</exception>
    public static Augmentation Shift(int vertical, int horizontal, Border border = Border.Nearest) =>
        new RandomTranslation(vertical, nameof(vertical), horizontal, nameof(horizontal), border);

    /// <summary>
    /// Images padded on all sides, of which a part of the old size is cut out, each place as likely (He, Zhang, Ren and Sun 2015, "Deep
    /// residual learning for image recognition", 4.2).
    /// </summary>
    /// <param name="padding">A number of pixels, or <see cref="Padding.Of"/> rows and columns: fewer than the image has.</param>
    /// <param name="border">What the padding is of.</param>
    /// <exception cref="ArgumentException">The padding is <see cref="Padding.Same"/>, which is no amount.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The padding is below 0, or the border is none.</exception>
    public static Augmentation RandomCrop(Padding padding, Border border = Border.Zeros)
    {
        ArgumentNullException.ThrowIfNull(padding);
        if (padding.IsSame)
        {
            throw new ArgumentException("a crop's padding is a number of pixels, or Padding.Of(rows, columns); Same came.", nameof(padding));
        }

        return new RandomTranslation(padding.Vertical, nameof(padding), padding.Horizontal, nameof(padding), border);
    }

    /// <summary>Left and right exchanged in some images.</summary>
    /// <param name="probability">For each image, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside.</exception>
    public static Augmentation HorizontalFlip(double probability = 0.5) => new RandomFlip(probability);

    /// <summary>This, and another behind it.</summary>
    public Augmentation Then(Augmentation next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new AugmentationChain(this, next);
    }

    /// <summary>Makes of an image what training makes of it. Allocates nothing.</summary>
    /// <param name="image">height × width × channels; overwritten.</param>
    /// <param name="shape">Its size.</param>
    /// <param name="seed">What <see cref="Trainer{TNetwork, T}.Fit"/> is given.</param>
    /// <param name="epoch">From 1, counted over all runs of a trainer.</param>
    /// <param name="sample">The image's place in its source, from 0: in a <see cref="DataSet"/>, or in the order that a
    /// <see cref="SampleStream"/> reads.</param>
    /// <typeparam name="T">float or double, or bytes to look at.</typeparam>
    /// <exception cref="ArgumentException">The image has another length, or the augmentation does not fit its size; nothing is
    /// changed.</exception>
    public void Apply<T>(Span<T> image, ImageShape shape, ulong seed, long epoch, long sample)
        where T : unmanaged
    {
        Images.RequireShape(shape, nameof(shape));
        if (image.Length != shape.Features)
        {
            throw new ArgumentException(
                $"image must hold {shape} = {shape.Features} elements; it holds {image.Length}.", nameof(image));
        }

        RequireFit(shape, nameof(shape));
        PhiloxStream random = new EpochRandom(seed, (ulong)epoch).OfSample(sample);
        Apply(image, shape, ref random);
    }

    /// <summary>That it can be done to images of this size.</summary>
    internal abstract void RequireFit(ImageShape shape, string parameter);

    /// <summary>Changes an image by the random numbers that come next, as many whatever they are.</summary>
    internal abstract void Apply<T>(Span<T> image, ImageShape shape, ref PhiloxStream random)
        where T : unmanaged;
}

/// <summary>One after the other.</summary>
internal sealed class AugmentationChain(Augmentation first, Augmentation second) : Augmentation
{
    public override string ToString() => $"{first}, {second}";

    internal override void RequireFit(ImageShape shape, string parameter)
    {
        first.RequireFit(shape, parameter);
        second.RequireFit(shape, parameter);
    }

    internal override void Apply<T>(Span<T> image, ImageShape shape, ref PhiloxStream random)
    {
        first.Apply(image, shape, ref random);
        second.Apply(image, shape, ref random);
    }
}
