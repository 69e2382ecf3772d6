using FsCheck;
using FsCheck.Fluent;
using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Data;

public class AugmentationTests
{
    private static readonly ImageShape Shape = new(3, 4, 2);

    // Pixel (row, column) holds 10 · (row + 1) + column + 1 in the first channel, and the negative of it in the second.
    private static float[] Picture => Image(Pixel);

    [Fact]
    public void A_crop_is_one_of_the_places_in_the_padded_image()
    {
        var met = new HashSet<(int Down, int Right)>();
        for (int sample = 0; sample < 300; sample++)
        {
            (int down, int right) = Expected(Augmentation.RandomCrop(Padding.Of(1, 2)), sample, Zeros);
            met.Add((down, right));
        }

        Assert.Equal(3 * 5, met.Count);
        Assert.All(met, at => Assert.True(Math.Abs(at.Down) <= 1 && Math.Abs(at.Right) <= 2));
    }

    [Fact]
    public void A_shift_repeats_the_nearest_pixel()
    {
        var met = new HashSet<(int Down, int Right)>();
        for (int sample = 0; sample < 500; sample++)
        {
            met.Add(Expected(Augmentation.Shift(2, 3), sample, Nearest));
        }

        Assert.Equal(5 * 7, met.Count);
    }

    [Fact]
    public void Either_border_goes_with_shift_and_crop()
    {
        for (int sample = 0; sample < 50; sample++)
        {
            Assert.Equal(
                Augmented(Augmentation.Shift(2, 2), sample), Augmented(Augmentation.RandomCrop(2, Border.Nearest), sample));
            Assert.Equal(
                Augmented(Augmentation.Shift(2, 2, Border.Zeros), sample), Augmented(Augmentation.RandomCrop(2), sample));
        }
    }

    [Fact]
    public void The_first_draws_move_the_image_and_the_places_are_as_likely()
    {
        int[] places = new int[5];
        for (int sample = 0; sample < 5_000; sample++)
        {
            PhiloxStream random = new EpochRandom(7, 3).OfSample(sample);
            (int down, int right) = (random.NextInt32(3) - 1, random.NextInt32(5) - 2);
            Assert.Equal((down, right), Expected(Augmentation.RandomCrop(Padding.Of(1, 2)), sample, Zeros));
            places[right + 2]++;
        }

        Assert.All(places, count => Assert.InRange(count, 880, 1_120));
    }

    [Fact]
    public void A_flip_exchanges_left_and_right_and_leaves_channels_in_their_order()
    {
        float[] flipped = Image((row, column) => Pixel(row, 3 - column));
        Assert.Equal(flipped, Augmented(Augmentation.HorizontalFlip(1), 0));
        Assert.Equal(Picture, Augmented(Augmentation.HorizontalFlip(0), 0));
        int count = Enumerable.Range(0, 2_000).Count(sample => Augmented(Augmentation.HorizontalFlip(.25), sample).SequenceEqual(flipped));
        Assert.InRange(count, 420, 580);
    }

    [Fact]
    public void A_chain_does_one_behind_the_other_with_numbers_of_its_own()
    {
        Augmentation chain = Augmentation.RandomCrop(2).Then(Augmentation.HorizontalFlip()).Then(Augmentation.Shift(0, 1));
        for (int sample = 0; sample < 100; sample++)
        {
            PhiloxStream random = new EpochRandom(7, 3).OfSample(sample);
            float[] image = Moved(random.NextInt32(5) - 2, random.NextInt32(5) - 2, Zeros, At(Picture));
            image = random.NextDouble() < .5 ? Image((row, column) => At(image)(row, 3 - column)) : image;
            _ = random.NextInt32(1);
            Assert.Equal(Moved(0, random.NextInt32(3) - 1, Nearest, At(image)), Augmented(chain, sample));
        }
    }

    [Fact]
    public void A_picture_depends_on_seed_epoch_and_sample_alone() => Prop.ForAll(
        Gen.Choose(0, 1000).Three().ToArbitrary(),
        drawn =>
        {
            Augmentation augmentation = Augmentation.Shift(2, 3).Then(Augmentation.HorizontalFlip());
            float[] Of(int seed, int epoch, int sample)
            {
                float[] image = Picture;
                augmentation.Apply<float>(image, Shape, (ulong)seed, epoch, sample);
                return image;
            }

            (int seed, int epoch, int sample) = drawn;
            float[][] others = [.. Enumerable.Range(1, 40).SelectMany(
                other => new[] { Of(seed + other, epoch, sample), Of(seed, epoch + other, sample), Of(seed, epoch, sample + other) })];
            return Of(seed, epoch, sample).SequenceEqual(Of(seed, epoch, sample))
                && Enumerable.Range(0, 3).All(what => Enumerable.Range(0, 40).Any(
                    other => !others[(3 * other) + what].SequenceEqual(Of(seed, epoch, sample))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_and_doubles_move_alike()
    {
        byte[] bytes = [.. Enumerable.Range(1, 24).Select(i => (byte)i)];
        double[] doubles = Array.ConvertAll(bytes, value => (double)value);
        Augmentation augmentation = Augmentation.RandomCrop(1).Then(Augmentation.HorizontalFlip());
        augmentation.Apply<byte>(bytes, Shape, 1, 2, 3);
        augmentation.Apply<double>(doubles, Shape, 1, 2, 3);
        Assert.Equal(doubles, Array.ConvertAll(bytes, value => (double)value));
    }

    [Fact]
    public void A_data_set_and_a_stream_show_the_same_pictures_in_every_batch_and_order()
    {
        Augmentation augmentation = Augmentation.Shift(1, 1).Then(Augmentation.HorizontalFlip());
        ImageAugmentation? augmented = ImageAugmentation.Of<LinearRegression<float>, float>(augmentation);
        DataSet data = Numbered(30);
        SampleSource[] sources = [data, SampleStream.FromBlocks([data], buffer: 40), SampleStream.FromBlocks([data.Take(7), data.Select(
            [.. Enumerable.Range(7, 23)])], buffer: 5)];
        foreach (SampleSource source in sources)
        {
            foreach (int batch in new[] { 1, 4, 30 })
            {
                int met = 0;
                foreach (Minibatch<float> minibatch in source.Feed<float>(batch, LastBatch.Keep, augmented).Epoch(new(9, 2)))
                {
                    for (int row = 0; row < minibatch.Count; row++, met++)
                    {
                        int sample = (int)minibatch.Targets.Values[3 * row];
                        var expected = new float[4];
                        data.GatherInputs([sample], expected.AsSpan());
                        augmentation.Apply<float>(expected, new(2, 2, 1), 9, 2, sample);
                        Assert.Equal(expected, minibatch.InputsOf(row).ToArray());
                    }
                }

                Assert.Equal(30, met);
            }
        }
    }

    [Fact]
    public void Training_meets_other_pictures_every_epoch_and_validation_none()
    {
        DataSet data = Numbered(8);
        float[] Weights(Augmentation? augmentation, ulong seed)
        {
            var trainer = new Trainer<LinearRegression<float>>(LinearRegression<float>.Create(1), new Descent(1e-4));
            EpochReport report = trainer.Fit(data, 8, 2, seed, augmentation: augmentation, validation: data).Complete();
            Assert.Equal(trainer.Evaluate(data).Loss, report.Validation!.Value.Loss);
            return trainer.Network.Runtime.Parameters.ToArray();
        }

        Assert.Equal(Weights(Augmentation.Shift(1, 1), 1), Weights(Augmentation.Shift(1, 1), 1));
        Assert.NotEqual(Weights(Augmentation.Shift(1, 1), 1), Weights(null, 1));
        Assert.Equal(Weights(Augmentation.Shift(0, 0).Then(Augmentation.HorizontalFlip(0)), 1), Weights(null, 1));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Refuses<ArgumentOutOfRangeException>("vertical", () => Augmentation.Shift(-1, 0), "-1 came");
        Refuses<ArgumentOutOfRangeException>("horizontal", () => Augmentation.Shift(0, -2), "-2 came");
        Refuses<ArgumentOutOfRangeException>("border", () => Augmentation.Shift(0, 2, (Border)7), "7 came");
        Refuses<ArgumentOutOfRangeException>("padding", () => Augmentation.RandomCrop(-3), "-3 came");
        Refuses<ArgumentException>("padding", () => Augmentation.RandomCrop(Padding.Same), "Same came");
        Refuses<ArgumentOutOfRangeException>("probability", () => Augmentation.HorizontalFlip(1.5), "1.5 came");
        Refuses<ArgumentOutOfRangeException>("probability", () => Augmentation.HorizontalFlip(double.NaN), "NaN came");
        Assert.Throws<ArgumentNullException>("next", () => Augmentation.HorizontalFlip().Then(null!));

        float[] picture = Picture;
        Augmentation far = Augmentation.HorizontalFlip(1).Then(Augmentation.RandomCrop(3));
        Refuses<ArgumentException>("shape", () => far.Apply<float>(picture, Shape, 0, 1, 0), "3×4×2", "than 3 rows", "up to 3 and 3");
        Refuses<ArgumentException>("image", () => far.Apply<float>(picture, new(5, 5, 1), 0, 1, 0), "5×5×1 = 25", "holds 24");
        Refuses<ArgumentOutOfRangeException>("shape", () => far.Apply<float>(picture, default, 0, 1, 0), "0×0×0 came");
        Assert.Equal(Picture, picture);
    }

    [Fact]
    public void A_network_without_images_or_with_smaller_ones_is_not_trained()
    {
        DataSet classes = DataSet.FromArrays(new float[8], 4, [0, 1]);
        var features = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Descent(.1));
        foreach (Action train in new Action[] {
            () => features.Fit(classes, augmentation: Augmentation.HorizontalFlip()),
            () => features.FindLearningRate(classes, augmentation: Augmentation.HorizontalFlip()) })
        {
            Refuses<ArgumentException>("augmentation", train, "SoftmaxRegression takes rows of 4 features", "Input(height, width, channels)");
        }

        var images = new Trainer<LinearRegression<float>>(LinearRegression<float>.Create(1), new Descent(.1));
        Refuses<ArgumentException>(
            "augmentation", () => images.Fit(Numbered(4), augmentation: Augmentation.RandomCrop(2)), "2×2×1", "up to 2 and 2");
        images.FindLearningRate(Numbered(4), augmentation: Augmentation.RandomCrop(1));
    }

    // The one pair of distances that gives the picture.
    private static (int Down, int Right) Expected(
        Augmentation augmentation, int sample, Func<Func<int, int, float[]>, int, int, float[]> outside)
    {
        float[] came = Augmented(augmentation, sample);
        return Assert.Single(
            from down in Enumerable.Range(-2, 5)
            from right in Enumerable.Range(-3, 7)
            where Moved(down, right, outside, At(Picture)).SequenceEqual(came)
            select (down, right));
    }

    private static float[] Augmented(Augmentation augmentation, int sample)
    {
        float[] image = Picture;
        augmentation.Apply<float>(image, Shape, seed: 7, epoch: 3, sample);
        return image;
    }

    private static float[] Moved(
        int down, int right, Func<Func<int, int, float[]>, int, int, float[]> outside, Func<int, int, float[]> pixel) =>
        Image((row, column) => outside(pixel, row - down, column - right));

    private static float[] Image(Func<int, int, float[]> pixel) =>
        [.. Enumerable.Range(0, 3).SelectMany(row => Enumerable.Range(0, 4).SelectMany(column => pixel(row, column)))];

    private static float[] Zeros(Func<int, int, float[]> pixel, int row, int column) =>
        row is >= 0 and < 3 && column is >= 0 and < 4 ? pixel(row, column) : new float[2];

    private static float[] Nearest(Func<int, int, float[]> pixel, int row, int column) =>
        pixel(Math.Clamp(row, 0, 2), Math.Clamp(column, 0, 3));

    private static Func<int, int, float[]> At(float[] image) => (row, column) => image[(((row * 4) + column) * 2)..][..2];

    private static float[] Pixel(int row, int column) => [(10 * (row + 1)) + column + 1, -((10 * (row + 1)) + column + 1)];

    // Images of 2 × 2 with their number as the first target.
    private static DataSet Numbered(int samples) => DataSet.FromArrays(
        [.. Enumerable.Range(0, 4 * samples).Select(i => 1f + i)], 4, [.. Enumerable.Range(0, 3 * samples).Select(i => i / 3f)], 3);

    private static void Refuses<TException>(string parameter, Action action, params string[] parts)
        where TException : ArgumentException => DataSetTests.Contains(parts, Assert.Throws<TException>(parameter, action));
}
