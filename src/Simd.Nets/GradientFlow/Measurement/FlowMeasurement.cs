using System.Globalization;

namespace Simd.Nets;

/// <summary>
/// A declared network as plain loops in double precision, forward in training mode and backward for values alone, with given parameters:
/// what gradients do behind every layer, be it fused away in the generated passes or not.
/// </summary>
internal sealed partial class FlowMeasurement : ILayerVisitor<MeasuredValue>
{
    private readonly Stack<Action> backward = new();
    private readonly Func<string, double[]> tensor;
    private readonly ulong seed;
    private readonly List<double> norms = [];
    private MeasuredValue x;
    private string name = "";
    private ulong dropouts;

    private FlowMeasurement(MeasuredValue inputs, Func<string, double[]> tensor, ulong seed) =>
        (x, this.tensor, this.seed) = (inputs, tensor, seed);

    /// <summary>The norms of the gradients of all layers' outputs over that of the network's, in the order of evaluation, a block before
    /// the layers inside it.</summary>
    /// <param name="layers">The declaration.</param>
    /// <param name="inputs">batch × inputs.</param>
    /// <param name="tensor">Parameters and statistics by their names.</param>
    /// <param name="seed">Of the gradients that go in, normal numbers, and of what dropout leaves out.</param>
    public static double[] Of(LayerStack layers, double[] inputs, Func<string, double[]> tensor, ulong seed)
    {
        var input = (InputLayer)layers[0];
        var values = new MeasuredValue(inputs.Length / input.Features, input.Features, input.Image);
        inputs.CopyTo(values.X, 0);
        var flow = new FlowMeasurement(values, tensor, seed);
        flow.Chain(layers, "", behindInput: true);
        double[] gradients = flow.x.Dx;
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = Philox.Block(seed, (ulong)i, 0).Normal0;
        }

        double whole = flow.x.GradientNorm;
        while (flow.backward.TryPop(out Action? back))
        {
            back();
        }

        return [.. flow.norms.Select(norm => norm / whole)];
    }

    public MeasuredValue Visit(InputLayer layer) => Same();

    public MeasuredValue Visit(FlattenLayer layer) => Same(flat: true);

    public MeasuredValue Visit(LossLayer layer) => Same();

    public MeasuredValue Visit(ActivationLayer layer)
    {
        ActivationFunction function = ActivationFunction.Of(layer);
        return Each((_, z) => function.Value(z), (_, z) => function.Slope(z));
    }

    public MeasuredValue Visit(PReluLayer layer)
    {
        double[] slopes = tensor(name + ".weight");
        return Each((i, z) => z > 0 ? z : Slope(i) * z, (i, z) => z > 0 ? 1 : Slope(i));

        double Slope(int i) => slopes[i % slopes.Length];
    }

    public MeasuredValue Visit(StandardizeLayer layer)
    {
        (double[] mean, double[] deviation) = (tensor(name + ".mean"), tensor(name + ".deviation"));
        return Each((i, z) => (z - mean[i % mean.Length]) / deviation[i % mean.Length], (i, _) => 1 / deviation[i % mean.Length]);
    }

    public MeasuredValue Visit(DropoutLayer layer)
    {
        // Alpha dropout puts SELU's limit in the place of what falls, and keeps mean and variance.
        const double Limit = -1.7580993408473766;
        double keep = 1 - layer.Rate;
        double factor = layer.Alpha ? 1 / Math.Sqrt(keep * (1 + (Limit * Limit * layer.Rate))) : 1 / keep;
        double shift = layer.Alpha ? -factor * layer.Rate * Limit : 0;
        double fallen = layer.Alpha ? (factor * Limit) + shift : 0;
        (ulong site, int features, int columns) = (++dropouts, x.Features, x.Columns);
        return Each((i, z) => Falls(i) ? fallen : (factor * z) + shift, (i, _) => Falls(i) ? 0 : factor);

        bool Falls(int i)
        {
            int at = layer.PerChannel ? (i / features * columns) + (i % columns) : i;
            return Philox.Block(seed, (ulong)at, site).Word0 < layer.Rate * (1UL << 32);
        }
    }

    public MeasuredValue Visit(ResidualLayer layer)
    {
        (MeasuredValue from, string block) = (x, name);
        MeasuredValue body = Branch(layer.Body, from, block + ".body.");
        MeasuredValue around = layer.Projection is null ? from : Branch(layer.Projection, from, block + ".projection.");
        MeasuredValue to = body.Like();
        for (int i = 0; i < to.X.Length; i++)
        {
            to.X[i] = around.X[i] + (layer.Scale * body.X[i]);
        }

        return Then(to, () =>
        {
            for (int i = 0; i < to.X.Length; i++)
            {
                around.Dx[i] += to.Dx[i];
                body.Dx[i] += layer.Scale * to.Dx[i];
            }
        });
    }

    public MeasuredValue Visit(ConcatLayer layer) => Concat(layer.Body, name + ".body.");

    public MeasuredValue Visit(DenseBlockLayer layer)
    {
        string block = name;
        for (int i = 0; i < layer.Count; i++)
        {
            x = Concat(layer.Body, string.Create(CultureInfo.InvariantCulture, $"{block}.{i}.body."));
        }

        return x;
    }

    /// <summary>The layers of a stack one after the other; the last value stays in x.</summary>
    private void Chain(LayerStack layers, string prefix, bool behindInput = false)
    {
        for (int position = 0; position < layers.Count; position++)
        {
            Layer layer = layers[position];
            string index = (behindInput ? position - 1 : position).ToString(CultureInfo.InvariantCulture);
            name = prefix + (layer.Name ?? (layer is InputLayer ? "input" : index));
            int place = norms.Count;
            norms.Add(0);
            MeasuredValue to = x = layer.Accept(this);
            // Behind whatever reads it.
            backward.Push(() => norms[place] = to.GradientNorm);
        }
    }

    private MeasuredValue Branch(LayerStack layers, MeasuredValue from, string prefix)
    {
        x = from;
        Chain(layers, prefix);
        (MeasuredValue result, x) = (x, from);
        return result;
    }

    private MeasuredValue Concat(LayerStack layers, string prefix)
    {
        MeasuredValue from = x;
        MeasuredValue body = Branch(layers, from, prefix);
        (int own, int grown) = (from.Columns, body.Columns);
        int rows = from.X.Length / own;
        ImageShape? image = from.Image is { } shape ? shape with { Channels = own + grown } : null;
        var to = new MeasuredValue(from.Batch, from.Features + body.Features, image);
        for (int row = 0; row < rows; row++)
        {
            from.X.AsSpan(row * own, own).CopyTo(to.X.AsSpan(row * (own + grown)));
            body.X.AsSpan(row * grown, grown).CopyTo(to.X.AsSpan((row * (own + grown)) + own));
        }

        return Then(to, () =>
        {
            for (int i = 0; i < to.X.Length; i++)
            {
                (int row, int column) = Math.DivRem(i, own + grown);
                if (column < own)
                {
                    from.Dx[(row * own) + column] += to.Dx[i];
                }
                else
                {
                    body.Dx[(row * grown) + column - own] += to.Dx[i];
                }
            }
        });
    }

    /// <summary>The same numbers with a gradient of their own.</summary>
    private MeasuredValue Same(bool flat = false)
    {
        (MeasuredValue from, var to) = (x, new MeasuredValue(x.Batch, x.Features, flat ? null : x.Image));
        from.X.CopyTo(to.X, 0);
        return Then(to, () => Add(to.Dx, 1, from.Dx));
    }

    private MeasuredValue Each(Func<int, double, double> value, Func<int, double, double> slope)
    {
        (MeasuredValue from, MeasuredValue to) = (x, x.Like());
        for (int i = 0; i < to.X.Length; i++)
        {
            to.X[i] = value(i, from.X[i]);
        }

        return Then(to, () =>
        {
            for (int i = 0; i < to.X.Length; i++)
            {
                from.Dx[i] += slope(i, from.X[i]) * to.Dx[i];
            }
        });
    }

    private MeasuredValue Then(MeasuredValue to, Action back)
    {
        backward.Push(back);
        return to;
    }
}
