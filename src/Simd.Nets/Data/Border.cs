namespace Simd.Nets;

/// <summary>What lies outside an image.</summary>
public enum Border
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The nearest pixel of the image, again and again.</summary>
    Nearest,
}
