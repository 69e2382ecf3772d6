using System.Numerics;
using System.Runtime.InteropServices;

namespace Simd.Nets;

/// <content>Layers that multiply by weights.</content>
internal sealed partial class FlowMeasurement
{
    /// <summary>A product of some numbers of x, a block of the weights, and some of y: where each begins.</summary>
    private delegate void Product(int x, int y, int weight);

    public MeasuredValue Visit(DenseLayer layer)
    {
        (int batch, int inputs, int units) = (x.Batch, x.Features, layer.Units);
        return Products(new(batch, units, null), layer.Bias, (inputs, units, 1), groups: 1, multiply =>
        {
            for (int sample = 0; sample < batch; sample++)
            {
                multiply(sample * inputs, sample * units, 0);
            }
        });
    }

    public MeasuredValue Visit(ConvolutionLayer layer)
    {
        ImageShape image = x.Image!.Value;
        (WindowAxis rows, WindowAxis columns) = WindowAxis.Of(layer, image);
        var result = new ImageShape(rows.Positions, columns.Positions, layer.Channels);
        (int batch, int inputs, int outputs) = (x.Batch, image.Channels / layer.Groups, layer.Channels / layer.Groups);
        int taps = layer.KernelHeight * layer.KernelWidth;
        return Products(new(batch, result.Features, result), layer.Bias, (inputs, outputs, taps), layer.Groups, multiply =>
        {
            for (int place = 0; place < batch * result.Pixels * taps; place++)
            {
                (int position, int tap) = Math.DivRem(place, taps);
                (int sample, int pixel) = Math.DivRem(position, result.Pixels);
                int row = rows.Pixel(pixel / result.Width, tap / layer.KernelWidth);
                int column = columns.Pixel(pixel % result.Width, tap % layer.KernelWidth);
                if ((uint)row >= (uint)image.Height || (uint)column >= (uint)image.Width)
                {
                    continue;
                }

                int seen = ((sample * image.Pixels) + (row * image.Width) + column) * image.Channels;
                for (int group = 0; group < layer.Groups; group++)
                {
                    multiply(
                        seen + (group * inputs),
                        (position * layer.Channels) + (group * outputs),
                        ((group * taps) + tap) * inputs * outputs);
                }
            }
        });
    }

    /// <summary>y = b and the sum of products; the bias of a unit, or of a channel.</summary>
    /// <param name="to">y, whose numbers are zero.</param>
    /// <param name="hasBias">Whether there is a bias.</param>
    /// <param name="block">A product's numbers of x and of y, and how many products a group has weights for.</param>
    /// <param name="groups">Channels in groups do not see those of others.</param>
    /// <param name="each">Calls for each product.</param>
    private MeasuredValue Products(
        MeasuredValue to, bool hasBias, (int Inputs, int Outputs, int Taps) block, int groups, Action<Product> each)
    {
        MeasuredValue from = x;
        (int inputs, int outputs, int taps) = block;
        double[] weight = Turned(tensor(name + ".weight"), block, groups);
        double[] bias = hasBias ? tensor(name + ".bias") : new double[to.Columns];
        for (int i = 0; i < to.X.Length; i++)
        {
            to.X[i] = bias[i % bias.Length];
        }

        each((x, y, at) =>
        {
            for (int input = 0; input < inputs; input++)
            {
                Add(weight.AsSpan(at + (input * outputs), outputs), from.X[x + input], to.X.AsSpan(y, outputs));
            }
        });
        return Then(to, () => each((x, y, at) =>
        {
            for (int input = 0; input < inputs; input++)
            {
                from.Dx[x + input] += Dot(weight.AsSpan(at + (input * outputs), outputs), to.Dx.AsSpan(y, outputs));
            }
        }));
    }

    /// <summary>Weights [groups × outputs, inputs, taps] as [groups, taps, inputs, outputs].</summary>
    private static double[] Turned(double[] weight, (int Inputs, int Outputs, int Taps) block, int groups)
    {
        (int inputs, int outputs, int taps) = block;
        var turned = new double[weight.Length];
        for (int i = 0; i < weight.Length; i++)
        {
            (int output, int at) = Math.DivRem(i, inputs * taps);
            (int group, int unit) = Math.DivRem(output, outputs);
            (int input, int tap) = Math.DivRem(at, taps);
            turned[(((((group * taps) + tap) * inputs) + input) * outputs) + unit] = weight[i];
        }

        return groups * inputs * outputs * taps == weight.Length
            ? turned
            : throw new InvalidOperationException("weights are not as the declaration has them.");
    }

    private static void Add(ReadOnlySpan<double> x, double factor, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> from = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += factor * from[i];
        }

        for (int i = to.Length * Vector<double>.Count; i < y.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector<double>> one = MemoryMarshal.Cast<double, Vector<double>>(x);
        ReadOnlySpan<Vector<double>> other = MemoryMarshal.Cast<double, Vector<double>>(y);
        Vector<double> sums = default;
        for (int i = 0; i < one.Length; i++)
        {
            sums += one[i] * other[i];
        }

        double sum = Vector.Sum(sums);
        for (int i = one.Length * Vector<double>.Count; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
