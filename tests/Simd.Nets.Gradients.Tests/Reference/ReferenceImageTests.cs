using Simd.Nets.Testing;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>The reference's layers on images against values worked out by hand.</summary>
public class ReferenceImageTests
{
    private static readonly ReferenceMode Training = ReferenceMode.Training(7, 3);

    private static readonly double[] OneToNine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void A_convolution_correlates_its_window_with_the_image()
    {
        var network = new ReferenceNetwork([Input(3, 3, 1), Conv2D(1, kernel: 2)]);
        Assert.Equal([1, 1, 2, 2], network["0.weight"].Shape);
        Set(network, "0.weight", 1, 10, 100, 1000);
        Set(network, "0.bias", .5);

        Assert.Equal([5421.5, 6532.5, 8754.5, 9865.5], network.Forward(OneToNine).Outputs);
    }

    [Fact]
    public void Weights_are_output_channel_by_input_channel_by_row_by_column_and_pixels_hold_their_channels()
    {
        var network = new ReferenceNetwork([Input(1, 2, 2), Conv2D(2, kernel: 1, bias: false) with { KernelWidth = 2 }]);
        Set(network, "0.weight", 1, 2, 3, 4, 10, 20, 30, 40);

        // Channel 0 is 5, 7; channel 1 is 6, 8.
        Assert.Equal([5 + 14 + 18 + 32, 10 * (5 + 14 + 18 + 32)], network.Forward([5, 6, 7, 8]).Outputs);
    }

    [Fact]
    public void Groups_do_not_see_each_other()
    {
        var network = new ReferenceNetwork([Input(1, 1, 4), Conv2D(6, kernel: 1, groups: 2, bias: false)]);
        Assert.Equal([6, 2, 1, 1], network["0.weight"].Shape);
        Set(network, "0.weight", 1, 1, 2, 0, 0, 2, 1, 1, 2, 0, 0, 2);

        Assert.Equal([3, 2, 4, 7, 6, 8], network.Forward([1, 2, 3, 4]).Outputs);
    }

    [Theory]
    [InlineData(1, 1, new double[] { 12, 123, 234, 345, 450 })]
    [InlineData(2, 1, new double[] { 12, 234, 450 })]
    [InlineData(3, 1, new double[] { 12, 345 })]
    [InlineData(1, 2, new double[] { 13, 24, 135, 240, 350 })]
    public void Windows_stride_and_dilate_over_padding(int stride, int dilation, double[] expected)
    {
        var network = new ReferenceNetwork(
            [Input(5, 1), Conv1D(1, kernel: 3, stride: stride, dilation: dilation, padding: dilation, bias: false)]);
        Assert.Equal([1, 1, 3], network["0.weight"].Shape);
        Set(network, "0.weight", 100, 10, 1);

        Assert.Equal(expected, network.Forward([1, 2, 3, 4, 5]).Outputs);
    }

    [Theory]
    [InlineData(3, 1, new double[] { 12, 123, 234, 340 })]
    [InlineData(2, 1, new double[] { 120, 230, 340, 400 })] // what is odd lies behind the last
    [InlineData(3, 2, new double[] { 123, 340 })]
    [InlineData(3, 3, new double[] { 12, 340 })]
    public void Same_padding_gives_as_many_positions_as_strides_begin(int kernel, int stride, double[] expected)
    {
        var network = new ReferenceNetwork([Input(4, 1), Conv1D(1, kernel, stride, padding: Padding.Same, bias: false)]);
        Set(network, "0.weight", [.. new double[] { 100, 10, 1 }.Take(kernel)]);

        Assert.Equal(expected, network.Forward([1, 2, 3, 4]).Outputs);
    }

    [Fact]
    public void Pooling_takes_the_largest_or_the_mean_of_each_channel()
    {
        double[] image = [1, -1, 2, -2, 3, -3, 4, -4];
        Assert.Equal([4, -1], new ReferenceNetwork([Input(2, 2, 2), MaxPool(2)]).Forward(image).Outputs);
        Assert.Equal([2.5, -2.5], new ReferenceNetwork([Input(2, 2, 2), AveragePool(2)]).Forward(image).Outputs);
        Assert.Equal([2.5, -2.5], new ReferenceNetwork([Input(2, 2, 2), GlobalAveragePool]).Forward(image).Outputs);
        Assert.Equal([4, -1], new ReferenceNetwork([Input(2, 2, 2), GlobalMaxPool]).Forward(image).Outputs);
    }

    [Fact]
    public void Padding_is_never_the_largest_and_counts_in_the_mean_if_it_should()
    {
        Assert.Equal([-1, -2], new ReferenceNetwork([Input(3, 1), MaxPool1D(2, padding: 1)]).Forward([-1, -2, -3]).Outputs);
        Assert.Equal([-.5, -2.5], new ReferenceNetwork([Input(3, 1), AveragePool1D(2, padding: 1)]).Forward([-1, -2, -3]).Outputs);
        Assert.Equal(
            [-1, -2.5],
            new ReferenceNetwork([Input(3, 1), AveragePool1D(2, padding: 1) with { CountsPadding = false }]).Forward([-1, -2, -3]).Outputs);
    }

    [Fact]
    public void Adaptive_windows_overlap_where_sizes_do_not_divide()
    {
        Assert.Equal([1.5, 3, 4.5], new ReferenceNetwork([Input(5, 1), AdaptiveAveragePool(1, 3)]).Forward([1, 2, 3, 4, 5]).Outputs);
        Assert.Equal([5, 6, 8, 9], new ReferenceNetwork([Input(3, 3, 1), AdaptiveMaxPool(2, 2)]).Forward(OneToNine).Outputs);
    }

    [Fact]
    public void The_largest_is_a_kink_where_another_is_near_but_not_where_it_is_equal()
    {
        var network = new ReferenceNetwork([Input(3, 1), MaxPool1D(3)]);

        Assert.Equal(.25, network.Forward([1, 3, 2.75]).NearestKink);
        Assert.Equal(2, network.Forward([3, 3, 1]).NearestKink);
        Assert.Equal(double.PositiveInfinity, network.Forward([3, 3, 3]).NearestKink);
        Assert.NotEqual(network.Forward([1, 3, 2]).Sides, network.Forward([1, 2, 3]).Sides);
        Assert.Equal(network.Forward([1, 3, 2]).Sides, network.Forward([2, 3, 1]).Sides);
    }

    [Fact]
    public void Batch_normalisation_of_images_is_over_samples_and_pixels()
    {
        var network = new ReferenceNetwork([Input(1, 2, 2), BatchNorm with { Eps = 0.0625, Momentum = .5, Affine = false }]);

        // Channel 0: mean 5, variance 5, over N − 1 20/3; channel 1: mean 0, variance 0.
        ReferencePass pass = network.Forward([2, 0, 6, 0, 4, 0, 8, 0], Training);
        double root = Math.Sqrt(5.0625);
        Assert.Equal([-3 / root, 0, 1 / root, 0, -1 / root, 0, 3 / root, 0], pass.Outputs);
        Assert.Equal([2.5, 0], pass.State["0.running_mean"]);
        Assert.Equal(.5 * 20 / 3, pass.State["0.running_var"][0], 14);
        Assert.Equal(4, pass.StateTerms("0.running_mean")[0].Length - 1);

        // One sample of two pixels is enough, of one pixel it is not.
        Assert.Equal(
            [-4 / Math.Sqrt(17), 4 / Math.Sqrt(17)],
            new ReferenceNetwork([Input(2, 1), BatchNorm with { Eps = 1, Affine = false }]).Forward([0, 8], Training).Outputs);
        Assert.Throws<ArgumentException>(() => new ReferenceNetwork([Input(1, 1, 4), BatchNorm]).Forward([1, 2, 3, 4], Training));
    }

    [Fact]
    public void Slopes_and_statistics_of_images_are_one_a_channel()
    {
        var network = new ReferenceNetwork([Input(1, 2, 2), PRelu with { PerChannel = true }, Standardize]);
        Set(network, "0.weight", .5, .25);
        Set(network, "1.mean", 1, 0);
        Set(network, "1.deviation", 2, 4);

        Assert.Equal([-1, -.25, 1, 1], network.Forward([-2, -4, 3, 4]).Outputs);
    }

    [Fact]
    public void Dropout_falls_by_element_or_by_channel_as_a_row_of_channels_would()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 2 * 9 * 5)];
        double[] elements = new ReferenceNetwork([Input(3, 3, 5), Dropout(.5)]).Forward(ones, Training).Outputs;
        Assert.Equal(new ReferenceNetwork([Input(45), Dropout(.5)]).Forward(ones, Training).Outputs, elements);

        double[] channels = new ReferenceNetwork([Input(3, 3, 5), Dropout(.5, perChannel: true)]).Forward(ones, Training).Outputs;
        double[] rows = new ReferenceNetwork([Input(5), Dropout(.5)]).Forward(ones.AsSpan(0, 10), Training).Outputs;
        Assert.Equal(Enumerable.Range(0, 90).Select(i => rows[(i / 45 * 5) + (i % 5)]), channels);
    }

    [Fact]
    public void Images_are_joined_by_channel_and_flattened_as_they_lie()
    {
        Assert.Equal([1, 2, 1, 2, 3, 4, 3, 4], new ReferenceNetwork([Input(1, 2, 2), Concat([Dropout(.5)])]).Forward([1, 2, 3, 4]).Outputs);
        Assert.Equal([1, 2, 3, 4], new ReferenceNetwork([Input(1, 2, 2), Flatten, Flatten]).Forward([1, 2, 3, 4]).Outputs);
        Assert.Equal([3, 8], new ReferenceNetwork([Input(2, 2, 2), Dense(3), Dense(2)]).Tensors.Take(1).SelectMany(tensor => tensor.Shape));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Refused([Input(4), Conv2D(1, 1)], "takes an image; 4 features came");
        Refused([Input(2, 2, 1), LayerNorm], "takes a row of features; an image of 2×2×1 came");
        Refused([Input(2, 2, 1), Conv2D(1, 3)], "a window of 3 pixels does not fit into 2");
        Refused([Input(2, 2, 3), Conv2D(4, 1, groups: 3)], "3 groups");
        Refused([Input(4, 4, 1), Residual([MaxPool(2)])], "yields 2×2×1, but 4×4×1 come around it");
        Refused([Input(4, 4, 1), Concat([MaxPool(2)])], "cannot join 4×4×1 and 2×2×1");
    }

    private static void Refused(LayerStack layers, string text) =>
        Assert.Contains(text, Assert.Throws<ArgumentException>(() => new ReferenceNetwork(layers)).Message, StringComparison.Ordinal);

    private static void Set(ReferenceNetwork network, string tensor, params double[] values) => values.CopyTo(network[tensor].Values, 0);
}
