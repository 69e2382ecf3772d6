using Simd.Nets.Monitoring.Tests.Networks;

namespace Simd.Nets.Monitoring.Tests;

/// <summary>The first layers of <see cref="WatchedImages"/> by plain loops.</summary>
internal static class PlainConvolution
{
    private const int Height = 6;
    private const int Width = 5;
    private const int From = 2;
    private const int To = 3;

    public static Activations Rectified(WatchedImages network, ReadOnlySpan<float> inputs)
    {
        float[] weight = network.Tensors["0.weight"].ToArray();
        float[] bias = network.Tensors["0.bias"].ToArray();
        float[] images = inputs.ToArray();
        return new([.. Enumerable.Range(0, To).Select(Channel)]);

        double[] Channel(int to) =>
        [
            .. from sample in Enumerable.Range(0, images.Length / (Height * Width * From))
               from y in Enumerable.Range(0, Height)
               from x in Enumerable.Range(0, Width)
               select Math.Max(0, bias[to] + Taps(sample, to, y, x)),
        ];

        double Taps(int sample, int to, int y, int x) => (
            from dy in Enumerable.Range(0, 3)
            from dx in Enumerable.Range(0, 3)
            from c in Enumerable.Range(0, From)
            let row = y + dy - 1
            let column = x + dx - 1
            where row is >= 0 and < Height && column is >= 0 and < Width
            select (double)weight[(((((to * From) + c) * 3) + dy) * 3) + dx]
                * images[(((((sample * Height) + row) * Width) + column) * From) + c]).Sum();
    }
}
