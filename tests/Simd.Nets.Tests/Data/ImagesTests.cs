using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Simd.Nets.Tests.Data;

public class ImagesTests
{
    [Fact]
    public void Planar_pixels_come_to_lie_channel_beside_channel()
    {
        // Two images of 2 × 3 pixels in two channels; a number names image, channel, row and column.
        int[] planar =
        [
            1100, 1101, 1102, 1110, 1111, 1112, 1200, 1201, 1202, 1210, 1211, 1212,
            2100, 2101, 2102, 2110, 2111, 2112, 2200, 2201, 2202, 2210, 2211, 2212,
        ];
        int[] rows =
        [
            1100, 1200, 1101, 1201, 1102, 1202, 1110, 1210, 1111, 1211, 1112, 1212,
            2100, 2200, 2101, 2201, 2102, 2202, 2110, 2210, 2111, 2211, 2112, 2212,
        ];
        var written = new int[planar.Length];
        Images.FromPlanar<int>(planar, new(2, 3, 2), written);
        Assert.Equal(rows, written);
        Images.ToPlanar<int>(rows, new(2, 3, 2), written);
        Assert.Equal(planar, written);
    }

    [Fact]
    public void There_and_back_is_nothing() => Prop.ForAll(
        Gen.Choose(1, 6).Four().Zip(Gen.Choose(0, 5)).ToArbitrary(),
        drawn =>
        {
            ((int height, int width, int channels, int seed), int images) = drawn;
            var shape = new ImageShape(height, width, channels);
            var random = new PhiloxStream((ulong)seed, 0);
            double[] planar = [.. Enumerable.Range(0, images * shape.Features).Select(_ => random.NextDouble())];
            var (rows, back) = (new double[planar.Length], new double[planar.Length]);
            Images.FromPlanar<double>(planar, shape, rows);
            Images.ToPlanar<double>(rows, shape, back);
            return back.SequenceEqual(planar);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_does_not_fit_is_refused_and_nothing_is_written()
    {
        var shape = new ImageShape(2, 3, 2);
        var bytes = new byte[24];
        Refuses<ArgumentException>("planar", () => Images.FromPlanar(new byte[23], shape, bytes), "2×3×2", "multiple of 12", "holds 23");
        Refuses<ArgumentException>("rows", () => Images.FromPlanar<byte>(bytes, shape, new byte[12]), "24 elements", "2 images", "holds 12");
        Refuses<ArgumentException>("rows", () => Images.ToPlanar(new byte[5], shape, bytes), "multiple of 12", "holds 5");
        Refuses<ArgumentException>("planar", () => Images.ToPlanar<byte>(bytes, shape, new byte[36]), "holds 36");
        Refuses<ArgumentException>("rows", () => Images.FromPlanar<byte>(bytes, shape, bytes), "must not overlap planar");
        foreach (ImageShape wrong in new ImageShape[] { new(0, 3, 2), new(2, -3, 2), new(2, 3, 0), new(1 << 16, 1 << 16, 1) })
        {
            Refuses<ArgumentOutOfRangeException>("shape", () => Images.FromPlanar<byte>(bytes, wrong, new byte[24]), $"{wrong} came");
            Refuses<ArgumentOutOfRangeException>("shape", () => Images.ToPlanar<byte>(bytes, wrong, new byte[24]), $"{wrong} came");
        }

        Assert.All(bytes, value => Assert.Equal(0, value));
    }

    private static void Refuses<TException>(string parameter, Action action, params string[] parts)
        where TException : ArgumentException => DataSetTests.Contains(parts, Assert.Throws<TException>(parameter, action));
}
