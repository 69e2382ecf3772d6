namespace Simd.Nets.Generators.Graph;

/// <summary>What a sample's value is: so many features, which may be an image.</summary>
internal readonly record struct ValueShape(int Features, ImageShape? Image = null)
{
    /// <summary>The image whose features these are, pixel by pixel, where PyTorch would have them channel by channel.</summary>
    public ImageShape? Flattened { get; init; }

    /// <summary>What parameters of normalisations and slopes are counted by: the channels of an image, or features.</summary>
    public int Channels => Image?.Channels ?? Features;

    /// <summary>As people read it.</summary>
    public override string ToString() => Image?.ToString() ?? Features.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);
}
