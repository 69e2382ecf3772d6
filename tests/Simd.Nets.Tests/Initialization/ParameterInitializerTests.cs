using Xunit;

namespace Simd.Nets.Tests;

public class ParameterInitializerTests
{
    private const int In = 200;
    private const int Out = 150;

    public static TheoryData<Init, double> Variances => new()
    {
        { Init.He, 2.0 / In },
        { Init.Xavier, 2.0 / (In + Out) },
        { Init.LeCun, 1.0 / In },
        { Init.PyTorch, 1.0 / (3 * In) },
        { new VarianceScaling(3, Fan.Out, Distribution.Normal), 3.0 / Out },
    };

    [Theory]
    [MemberData(nameof(Variances))]
    public void Weights_have_mean_zero_and_the_declared_variance(Init init, double variance)
    {
        double[] weights = Weights(Draw<double>(Table(init, pitch: 160), 1));
        Assert.Equal(In * Out, weights.Length);
        Assert.Equal(0, weights.Average(), 4 * Math.Sqrt(variance / weights.Length));
        Assert.Equal(variance, weights.Average(weight => weight * weight), 0.04 * variance);
    }

    [Fact]
    public void Uniform_weights_fill_their_interval_and_stay_inside()
    {
        double bound = 1 / Math.Sqrt(In); // PyTorch's, of variance 1 / (3 fan in)
        double[] weights = Weights(Draw<double>(Table(Init.PyTorch, pitch: 160), 1));
        Assert.All(weights, weight => Assert.InRange(weight, -bound, bound));
        Assert.True(weights.Min() < -0.99 * bound && weights.Max() > 0.99 * bound);
    }

    [Fact]
    public void Biases_are_zero_unless_the_declaration_draws_them()
    {
        Assert.All(Bias(Draw<double>(Table(Init.He, pitch: 160), 1)), bias => Assert.Equal(0, bias));
        double[] drawn = Bias(Draw<double>(Table(Init.PyTorch, pitch: 160), 1));
        Assert.All(drawn, bias => Assert.InRange(Math.Abs(bias), 1e-12, 1 / Math.Sqrt(In)));
    }

    [Fact]
    public void Padding_is_zero_whatever_was_there()
    {
        TensorTable table = Table(Init.PyTorch, pitch: 160);
        var parameters = new double[Length(table)];
        parameters.AsSpan().Fill(7);
        ParameterInitializer.Fill<double>(table, parameters, 1);
        for (int row = 0; row < In; row++)
        {
            Assert.All(parameters[((row * 160) + Out)..((row + 1) * 160)], value => Assert.Equal(0, value));
        }

        Assert.All(parameters[((In * 160) + Out)..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Seed_repeats_the_draw_and_another_seed_does_not()
    {
        TensorTable table = Table(Init.He, pitch: 160);
        Assert.Equal(Draw<float>(table, 5), Draw<float>(table, 5));
        Assert.NotEqual(Draw<float>(table, 5), Draw<float>(table, 6));
    }

    [Fact]
    public void Floats_are_the_doubles_rounded()
    {
        TensorTable table = Table(Init.Xavier, pitch: 160);
        Assert.Equal(Draw<double>(table, 5).Select(value => (float)value), Draw<float>(table, 5));
    }

    [Fact]
    public void Layout_in_memory_does_not_change_a_weight()
    {
        TensorTable transposed = Table(Init.He, pitch: 160);
        TensorTable direct = new(Weight(Init.He, rows: Out, columns: In, pitch: 208, strides: new[] { 208, 1 }));
        double[] first = Draw<double>(transposed, 5);
        double[] second = Draw<double>(direct, 5);
        for (int output = 0; output < Out; output++)
        {
            for (int input = 0; input < In; input++)
            {
                Assert.Equal(first[(input * 160) + output], second[(output * 208) + input]);
            }
        }
    }

    [Fact]
    public void Tensors_of_one_network_draw_different_numbers()
    {
        TensorEntry first = Weight(Init.He, In, Out, 160, new[] { 1, 160 });
        double[] drawn = Draw<double>(new(first, first with { Name = "1.weight", Offset = first.Length }), 5);
        Assert.NotEqual(drawn[..first.Length], drawn[first.Length..]);
    }

    private static TensorTable Table(Init init, int pitch) => new(
        Weight(init, In, Out, pitch, new[] { 1, pitch }),
        new("0.bias", TensorKind.Bias, In * pitch, 1, Out, pitch)
        {
            Shape = new[] { Out },
            Strides = new[] { 1 },
            FanIn = In,
            FanOut = Out,
            Decays = false,
            Init = init,
        });

    private static TensorEntry Weight(Init init, int rows, int columns, int pitch, int[] strides) =>
        new("0.weight", TensorKind.Weight, 0, rows, columns, pitch)
        {
            Shape = new[] { Out, In },
            Strides = strides,
            FanIn = In,
            FanOut = Out,
            UnitAxis = 0,
            Decays = true,
            Init = init,
        };

    private static int Length(TensorTable table) => table.Sum(tensor => tensor.Length);

    private static T[] Draw<T>(TensorTable table, ulong seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[Length(table)];
        ParameterInitializer.Fill<T>(table, parameters, seed);
        return parameters;
    }

    private static double[] Weights(double[] parameters) =>
        [.. Enumerable.Range(0, In).SelectMany(row => parameters[(row * 160)..((row * 160) + Out)])];

    private static double[] Bias(double[] parameters) => parameters[(In * 160)..((In * 160) + Out)];
}
