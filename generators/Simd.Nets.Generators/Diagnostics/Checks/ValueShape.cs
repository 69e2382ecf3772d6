using System;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>What a layer yields for a sample: an image, or a row of features.</summary>
/// <param name="Features">Numbers in all.</param>
/// <param name="Image">The shape of an image; null for a row.</param>
internal readonly record struct ValueShape(int Features, ImageShape? Image = null)
{
    /// <summary>What is normalised by itself, or has a slope of its own: each channel, or each feature.</summary>
    public int Columns => Image?.Channels ?? Features;

    public static ValueShape Of(ImageShape image) => new(image.Features, image);

    /// <summary><c>32×32×16</c>, or <c>128 features</c>.</summary>
    public override string ToString() => Image?.ToString() ?? FormattableString.Invariant($"{Features} features");
}
