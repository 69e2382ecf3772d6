using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

public partial class ImageStatisticsTests
{
    [Network]
    internal sealed partial class StandardizedImage
    {
        static LayerStack Layers => [Input(1, 2, 2), Standardize, Flatten];
    }

    [Fact]
    public void Images_are_standardised_by_channel()
    {
        // Two images of two pixels: the first channel holds 1, 3, 5, 7, the second always 4.
        float[] inputs = [1, 4, 3, 4, 5, 4, 7, 4];
        var network = new StandardizedImage(seed: 1);

        DataSet.FromArrays(inputs, 4, new int[2]).InputStatistics().CopyTo(network);

        Assert.Equal([4, 4], network.StateTensors["0.mean"].ToArray());
        Assert.Equal([MathF.Sqrt(5), 1], network.StateTensors["0.deviation"].ToArray());
        var outputs = new float[8];
        network.Predict(inputs, outputs);
        Assert.Equal([-3 / MathF.Sqrt(5), 0, -1 / MathF.Sqrt(5), 0, 1 / MathF.Sqrt(5), 0, 3 / MathF.Sqrt(5), 0], outputs, (a, b) => MathF.Abs(a - b) < 1e-6f);
    }
}
