using System.Numerics.Tensors;

namespace Simd.Nets.Tensors.Tests;

public sealed class TensorPassesTests
{
    private readonly Classes network = new(seed: 1);

    [Fact]
    public void Predictions_on_tensors_are_those_on_spans()
    {
        float[] x = Numbers(5 * 6), expected = new float[15], came = new float[15];
        network.Predict(x, expected);
        network.Predict(new ReadOnlyTensorSpan<float>(x, [5, 6]), new TensorSpan<float>(came, [5, 3]));
        Assert.Equal(expected, came);

        network.PredictProbabilities(x, expected);
        network.PredictProbabilities(new ReadOnlyTensorSpan<float>(x, [5, 6]), new TensorSpan<float>(came, [5, 3]));
        Assert.Equal(expected, came);

        (int[] classes, int[] cameClasses) = (new int[5], new int[5]);
        network.Classify(x, classes);
        network.Classify(new ReadOnlyTensorSpan<float>(x, [5, 6]), cameClasses);
        Assert.Equal(classes, cameClasses);
    }

    [Fact]
    public void A_slice_of_columns_is_read_and_written_in_its_places()
    {
        float[] wide = Numbers(5 * 10), outputs = new float[5 * 4], expected = new float[15];
        float[] x = [.. Enumerable.Range(0, 5).SelectMany(row => wide.Skip((row * 10) + 2).Take(6))];
        network.Predict(x, expected);
        network.Predict(
            new ReadOnlyTensorSpan<float>(wide, [5, 10]).Slice(.., 2..8), new TensorSpan<float>(outputs, [5, 4]).Slice(.., 1..));
        Assert.Equal(expected, Enumerable.Range(0, 5).SelectMany(row => outputs.Skip((row * 4) + 1).Take(3)));
        Assert.All(Enumerable.Range(0, 5), row => Assert.Equal(0, outputs[row * 4]));
    }

    [Fact]
    public void A_transposed_tensor_and_a_broadcast_one_are_read_as_what_they_show()
    {
        float[] columns = Numbers(6 * 5), came = new float[15], expected = new float[15];
        float[] x = [.. Enumerable.Range(0, 30).Select(i => columns[(i % 6 * 5) + (i / 6)])];
        network.Predict(x, expected);
        network.Predict(Tensor.Transpose(Tensor.Create(columns, [6, 5])).AsReadOnlyTensorSpan(), new TensorSpan<float>(came, [5, 3]));
        Assert.Equal(expected, came);

        float[] row = Numbers(6);
        network.Predict([.. row, .. row, .. row, .. row, .. row], expected);
        network.Predict(new ReadOnlyTensorSpan<float>(row, [5, 6], [0, 1]), new TensorSpan<float>(came, [5, 3]));
        Assert.Equal(expected, came);
    }

    [Fact]
    public void Images_and_sequences_have_the_shape_that_is_declared()
    {
        var pictures = new Pictures(seed: 1);
        float[] x = Numbers(2 * 72), expected = new float[6], came = new float[6];
        pictures.Predict(x, expected);
        foreach (nint[] lengths in (nint[][])[[2, 4, 6, 3], [2, 72], [2, 72, 1]])
        {
            came.AsSpan().Clear();
            pictures.Predict(new ReadOnlyTensorSpan<float>(x, lengths), new TensorSpan<float>(came, [2, 3]));
            Assert.Equal(expected, came);
        }

        Refused("[batch, 4, 6, 3] (rows, columns, channels) or [batch, 72]", () =>
            pictures.Predict(new ReadOnlyTensorSpan<float>(new float[144], [2, 6, 4, 3]), new TensorSpan<float>(new float[6], [2, 3])));
        Refused("planar images are turned round by Images.FromPlanar", () =>
            pictures.Predict(new ReadOnlyTensorSpan<float>(new float[144], [2, 3, 4, 6]), new TensorSpan<float>(new float[6], [2, 3])));
        new GreyPictures(seed: 1).Predict(new ReadOnlyTensorSpan<float>(new float[48], [2, 4, 6]), new TensorSpan<float>(new float[2], [2]));
        new Sequences(seed: 1).Predict(
            new ReadOnlyTensorSpan<float>(new float[28], [2, 7, 2]), new TensorSpan<float>(new float[6], [2, 3]));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_what_was_expected_and_what_came()
    {
        Refused("must be [batch, 6], or more dimensions of 6 elements in all, of one or more samples; it is [5, 7]", () =>
            network.Predict(new ReadOnlyTensorSpan<float>(new float[35], [5, 7]), new TensorSpan<float>(new float[15], [5, 3])));
        Refused("it is [6]: of one sample, too, the first dimension is the batch", () =>
            network.Predict(new ReadOnlyTensorSpan<float>(new float[6], [6]), new TensorSpan<float>(new float[3], [1, 3])));
        Refused("outputs must be [5, 3] for these inputs; it is [3, 5]", () =>
            network.Predict(new ReadOnlyTensorSpan<float>(new float[30], [5, 6]), new TensorSpan<float>(new float[15], [3, 5])));
    }

    [Fact]
    public void Gradients_of_a_loss_of_ones_own_are_those_on_spans()
    {
        var values = new Values(seed: 1);
        double[] x = [.. Numbers(24).Select(value => (double)value)], dy = [.. Numbers(8).Select(value => (double)value)];
        (double[] y, double[] dx, double[] wide) = (new double[8], new double[24], new double[4 * 7]);
        values.Forward(x, y);
        values.Backward(x, dy, dx);
        double[] gradients = [.. values.Gradients];

        double[] cameY = new double[8];
        values.Forward(new ReadOnlyTensorSpan<double>(x, [4, 6]), new TensorSpan<double>(cameY, [4, 2]));
        values.Backward(
            new ReadOnlyTensorSpan<double>(x, [4, 6]),
            new ReadOnlyTensorSpan<double>(dy, [4, 2]),
            new TensorSpan<double>(wide, [4, 7]).Slice(.., ..6));
        Assert.Equal(y, cameY);
        Assert.Equal(gradients, values.Gradients.ToArray());
        Assert.Equal(dx, Enumerable.Range(0, 4).SelectMany(row => wide.Skip(row * 7).Take(6)));
    }

    [Fact]
    public void Repeated_calls_allocate_nothing_with_slices_either()
    {
        float[] wide = Numbers(5 * 10), outputs = new float[5 * 4];
        long before = 0;
        for (int i = 0; i < 100; i++)
        {
            before = i == 50 ? GC.GetAllocatedBytesForCurrentThread() : before;
            network.Predict(
                new ReadOnlyTensorSpan<float>(wide, [5, 10]).Slice(.., 2..8), new TensorSpan<float>(outputs, [5, 4]).Slice(.., 1..));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i * i))];

    internal static void Refused(string part, Action act) => Assert.Contains(part, Assert.Throws<ArgumentException>(act).Message);
}
