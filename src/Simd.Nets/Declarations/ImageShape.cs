using System;

namespace Simd.Nets;

/// <summary>
/// The size of an image: rows × columns × channels, in this order in memory, the channels of a pixel side by side. A sequence is an image
/// of one row.
/// </summary>
public readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>Pixels of a channel.</summary>
    public int Pixels => Saturated((long)Height * Width);

    /// <summary>Numbers in all.</summary>
    public int Features => Saturated((long)Pixels * Channels);

    /// <summary>Rows × columns × channels.</summary>
    public override string ToString() => FormattableString.Invariant($"{Height}×{Width}×{Channels}");

    // A declaration may be wrong; what is too large is refused later.
    private static int Saturated(long size) => (int)Math.Max(int.MinValue, Math.Min(size, int.MaxValue));
}
