namespace Simd.Nets.Onnx;

/// <summary>A value between layers: images lie planar, [batch, channels, height, width], as ONNX's operators want them; all else is rows,
/// [batch, features].</summary>
/// <param name="Name">The value's name in the graph.</param>
/// <param name="Features">Numbers a sample.</param>
/// <param name="Image">The shape of a sample that is an image.</param>
internal sealed record Signal(string Name, int Features, ImageShape? Image)
{
    /// <summary>What has a mean or a slope of its own.</summary>
    public int Columns => Image?.Channels ?? Features;

    /// <summary>The shape of a tensor that has one number a column.</summary>
    public long[] ShapeByColumn => Image is { } image ? [image.Channels, 1, 1] : [Features];

    /// <summary>Another value of the same shape.</summary>
    public Signal Through(string name) => this with { Name = name };

    /// <summary>An image.</summary>
    public static Signal Of(string name, ImageShape image) => new(name, image.Features, image);
}
