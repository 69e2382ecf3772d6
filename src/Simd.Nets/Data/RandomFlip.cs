using System.Globalization;

namespace Simd.Nets;

/// <summary>Left and right exchanged, or not.</summary>
internal sealed class RandomFlip : Augmentation
{
    private readonly double probability;

    public RandomFlip(double probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), FormattableString.Invariant($"a probability is a number from 0 to 1; {probability} came."));
        }

        this.probability = probability;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"horizontal flip with probability {probability}");

    internal override void RequireFit(ImageShape shape, string parameter)
    {
    }

    internal override void Apply<T>(Span<T> image, ImageShape shape, ref PhiloxStream random)
    {
        if (random.NextDouble() >= probability)
        {
            return;
        }

        int rowSize = shape.Width * shape.Channels;
        for (int row = 0; row < image.Length; row += rowSize)
        {
            image.Slice(row, rowSize).Reverse();
        }

        // That has turned the channels of every pixel, too.
        for (int pixel = 0; shape.Channels > 1 && pixel < image.Length; pixel += shape.Channels)
        {
            image.Slice(pixel, shape.Channels).Reverse();
        }
    }
}
