namespace Simd.Nets;

/// <summary>A batch of values between two layers, sample by sample, the channels of an image side by side for each pixel.</summary>
internal sealed class MeasuredValue(int batch, int features, ImageShape? image)
{
    private double[]? dx;

    public int Batch => batch;

    /// <summary>Numbers of a sample.</summary>
    public int Features => features;

    public ImageShape? Image => image;

    /// <summary>What has a mean or a slope of its own: features, or the channels of an image.</summary>
    public int Columns => image?.Channels ?? features;

    public double[] X { get; } = new double[batch * features];

    /// <summary>Its gradient: memory is taken on the way back only, while values that are done with are given up.</summary>
    public double[] Dx => dx ??= new double[X.Length];

    public double GradientNorm => Math.Sqrt(Dx.Sum(value => value * value));

    /// <summary>As large a value, of the same shape.</summary>
    public MeasuredValue Like() => new(batch, features, image);
}
