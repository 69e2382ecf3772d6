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
        { Init.HeUniform, 2.0 / In },
        { Init.XavierNormal, 2.0 / (In + Out) },
        { Init.LeCunUniform, 1.0 / In },
        { new VarianceScaling(3, Fan.Out, Distribution.Normal), 3.0 / Out },
        { Init.Xavier with { Gain = Gain.Tanh }, 25.0 / 9 * 2 / (In + Out) },
        { Init.LeCun with { Gain = Gain.Relu }, 2.0 / In },
        { Init.LeCun with { Gain = Gain.LeakyRelu(0.5) }, 1.6 / In },
        { Init.Uniform(0.3), 0.03 },
        { Init.Normal(0.2), 0.04 },
        { Init.TruncatedNormal(0.2), 0.04 * 0.7737413035 }, // 1 − 2c φ(c) / (2 Φ(c) − 1) at c = 2
        { Init.TruncatedNormal(0.2, cutoff: 3), 0.04 * 0.9733369247 },
        { Init.TruncatedNormal(0.2, cutoff: 0.5), 0.04 * 0.0805853417 },
        { Init.Orthogonal(), 1.0 / In },
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
    public void Interval_of_a_uniform_initialiser_is_filled()
    {
        double[] weights = Weights(Draw<double>(Table(Init.Uniform(-1, 3), pitch: 160), 1));
        Assert.All(weights, weight => Assert.InRange(weight, -1, 3));
        Assert.InRange(weights.Min(), -1, -0.99);
        Assert.InRange(weights.Max(), 2.99, 3);
    }

    [Fact]
    public void Normal_weights_have_their_mean()
    {
        double[] weights = Weights(Draw<double>(Table(Init.Normal(0.5, mean: -2), pitch: 160), 1));
        Assert.Equal(-2, weights.Average(), 4 * 0.5 / Math.Sqrt(weights.Length));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.0)]
    [InlineData(3.0)]
    public void Truncated_weights_fill_the_interval_and_stay_inside(double cutoff)
    {
        double[] weights = Weights(Draw<double>(Table(Init.TruncatedNormal(0.25, mean: 1, cutoff), pitch: 160), 1));
        double bound = 0.25 * cutoff;
        Assert.All(weights, weight => Assert.InRange(weight, 1 - bound, 1 + bound));
        Assert.InRange(weights.Min(), 1 - bound, 1 - (0.97 * bound));
        Assert.InRange(weights.Max(), 1 + (0.97 * bound), 1 + bound);
    }

    [Fact]
    public void Constants_fill_every_kind_but_biases_that_are_not_meant()
    {
        TensorTable table = Table(Init.Constant(0.25), pitch: 160);
        double[] drawn = Draw<double>(table, 1);
        Assert.All(Weights(drawn), weight => Assert.Equal(0.25, weight));
        Assert.All(Bias(drawn), bias => Assert.Equal(0, bias));
        Assert.All(Bias(Draw<double>(Table(Init.Constant(0.25) with { Bias = true }, pitch: 160), 1)), bias => Assert.Equal(0.25, bias));

        foreach (TensorKind kind in (TensorKind[])[TensorKind.Gain, TensorKind.Slope, TensorKind.Statistic])
        {
            Assert.All(Draw<double>(new(table[1] with { Kind = kind, Offset = 0 }), 1)[..Out], value => Assert.Equal(0.25, value));
        }
    }

    [Theory]
    [InlineData(150, 200)]
    [InlineData(200, 150)]
    [InlineData(33, 33)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    public void Orthogonal_weights_are_orthogonal(int rows, int columns)
    {
        const double Scale = 1.5;
        double[] matrix = Draw<double>(new(Matrix(Init.Orthogonal(Scale), rows, columns)), 1);
        bool isTall = rows > columns;
        for (int i = 0; i < Math.Min(rows, columns); i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = 0;
                for (int k = 0; k < Math.Max(rows, columns); k++)
                {
                    product += isTall
                        ? matrix[(k * columns) + i] * matrix[(k * columns) + j]
                        : matrix[(i * columns) + k] * matrix[(j * columns) + k];
                }

                Assert.Equal(i == j ? Scale * Scale : 0, product, 1e-12);
            }
        }
    }

    [Fact]
    public void Orthogonal_matrices_favour_no_direction()
    {
        // Entries of a uniform orthogonal matrix have mean 0, the diagonal's too, which a Q of unfixed signs has not.
        double[] diagonal = [.. Enumerable.Range(1, 400)
            .SelectMany(seed => Draw<double>(new(Matrix(Init.Orthogonal(), 3, 3)), (ulong)seed).Where((_, element) => element % 4 == 0))];
        Assert.Equal(0, diagonal.Average(), 4 * Math.Sqrt(1.0 / 3 / diagonal.Length));
        Assert.Equal(1.0 / 3, diagonal.Average(value => value * value), 0.04);
    }

    [Fact]
    public void Gains_are_those_of_pytorch()
    {
        double[] gains = [Gain.Linear, Gain.Sigmoid, Gain.Tanh, Gain.Relu, Gain.Selu, Gain.LeakyRelu(0), Gain.LeakyRelu(0.01)];
        Assert.Equal([1, 1, 1.6666666666666667, 1.4142135623730951, 0.75, 1.4142135623730951, 1.4141428569978354], gains);
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
        AssertSeeded(Init.He);
        AssertSeeded(Init.Uniform(1));
        AssertSeeded(Init.TruncatedNormal(1));
        AssertSeeded(Init.Orthogonal());
    }

    private static void AssertSeeded(Init init)
    {
        TensorTable table = Table(init, pitch: 160);
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

    private static TensorEntry Matrix(Init init, int rows, int columns) =>
        new("0.weight", TensorKind.Weight, 0, rows, columns, columns)
        {
            Shape = new[] { rows, columns },
            Strides = new[] { columns, 1 },
            FanIn = columns,
            FanOut = rows,
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
