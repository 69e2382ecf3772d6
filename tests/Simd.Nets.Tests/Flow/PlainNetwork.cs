namespace Simd.Nets.Tests.Flow;

/// <summary>A batch of rows on its way through a plain network, and its gradient.</summary>
internal sealed class Panel(int rows, int columns)
{
    public int Rows => rows;

    public int Columns => columns;

    public float[] X { get; } = new float[rows * columns];

    public float[] Dx { get; } = new float[rows * columns];

    public double GradientNorm => Math.Sqrt(Dx.Sum(value => (double)value * value));
}

/// <summary>
/// A network of rows as plain loops, forward and backward, its weights drawn by the library's initialisers: what a prediction of gradients
/// is compared with.
/// </summary>
internal sealed class PlainNetwork : ILayerVisitor<Panel>
{
    private readonly Stack<Action> backward = new();
    private readonly Random random;
    private readonly int seed;
    private Init init = Init.Xavier;
    private int tensors;
    private Panel x;

    private PlainNetwork(int rows, int columns, int seed)
    {
        (this.seed, random) = (seed, new Random(seed));
        x = Normal(new(rows, columns));
    }

    /// <summary>The norms of the gradients of all layers' outputs, given normal inputs, 256 of them, and normal gradients of the outputs.
    /// These are large, so that floats hold what is left of them.</summary>
    public static double[] GradientNorms(LayerStack layers, int seed)
    {
        var network = new PlainNetwork(256, ((InputLayer)layers[0]).Features, seed);
        var outputs = new List<Panel>();
        foreach (Layer layer in layers)
        {
            outputs.Add(network.x = layer.Accept(network));
        }

        for (int i = 0; i < network.x.Dx.Length; i++)
        {
            network.x.Dx[i] = 1e10f * network.Draw();
        }

        while (network.backward.TryPop(out Action? back))
        {
            back();
        }

        return [.. outputs.Select(panel => panel.GradientNorm)];
    }

    public Panel Visit(InputLayer layer)
    {
        init = layer.Init ?? init;
        return x;
    }

    public Panel Visit(DenseLayer layer)
    {
        (Panel from, var to) = (x, new Panel(x.Rows, layer.Units));
        (int inputs, int units) = (from.Columns, layer.Units);
        Func<int, double> draw = Values([units, inputs]);
        var weight = new float[inputs * units];
        var transposed = new float[inputs * units];
        for (int i = 0; i < weight.Length; i++)
        {
            transposed[i] = (float)draw(i);
            weight[(i % inputs * units) + (i / inputs)] = transposed[i];
        }

        if (init.Bias && layer.Bias)
        {
            draw = Values([units]);
            double[] bias = [.. Enumerable.Range(0, units).Select(draw)];
            for (int i = 0; i < to.X.Length; i++)
            {
                to.X[i] = (float)bias[i % units];
            }
        }

        MatrixProduct.Add(from.X, weight, to.X, from.Rows, inputs, units);
        return Then(to, () => MatrixProduct.Add(to.Dx, transposed, from.Dx, from.Rows, units, inputs));

        Func<int, double> Values(int[] shape) => InitialValues.Of(
            new TensorEntry("w", TensorKind.Weight, 0, inputs, units, units)
            {
                Shape = shape,
                Strides = shape,
                FanIn = inputs,
                FanOut = units,
                Decays = false,
                Init = init,
            },
            new TensorRandom((ulong)seed, tensors++));
    }

    public Panel Visit(ActivationLayer layer)
    {
        ActivationFunction function = ActivationFunction.Of(layer);
        (Panel from, var to) = (x, new Panel(x.Rows, x.Columns));
        for (int i = 0; i < to.X.Length; i++)
        {
            to.X[i] = (float)function.Value(from.X[i]);
        }

        return Then(to, () =>
        {
            for (int i = 0; i < to.X.Length; i++)
            {
                from.Dx[i] += (float)function.Slope(from.X[i]) * to.Dx[i];
            }
        });
    }

    public Panel Visit(BatchNormLayer layer) => Normalized(x.Columns, x.Rows, 1, x.Columns, layer.Eps, centred: true);

    public Panel Visit(LayerNormLayer layer) => Normalized(x.Rows, x.Columns, x.Columns, 1, layer.Eps, centred: true);

    public Panel Visit(RmsNormLayer layer) => Normalized(x.Rows, x.Columns, x.Columns, 1, layer.Eps, centred: false);

    public Panel Visit(DropoutLayer layer)
    {
        (Panel from, var to) = (x, new Panel(x.Rows, x.Columns));
        float[] mask = [.. from.X.Select(_ => random.NextDouble() < layer.Rate ? 0 : (float)(1 / (1 - layer.Rate)))];
        for (int i = 0; i < mask.Length; i++)
        {
            to.X[i] = mask[i] * from.X[i];
        }

        return Then(to, () =>
        {
            for (int i = 0; i < mask.Length; i++)
            {
                from.Dx[i] += mask[i] * to.Dx[i];
            }
        });
    }

    public Panel Visit(ResidualLayer layer)
    {
        Panel from = x;
        var to = new Panel(from.Rows, from.Columns);
        Panel body = Through(layer.Body, from);
        for (int i = 0; i < to.X.Length; i++)
        {
            to.X[i] = from.X[i] + ((float)layer.Scale * body.X[i]);
        }

        return Then(to, () =>
        {
            for (int i = 0; i < to.X.Length; i++)
            {
                from.Dx[i] += to.Dx[i];
                body.Dx[i] += (float)layer.Scale * to.Dx[i];
            }
        });
    }

    public Panel Visit(ConcatLayer layer)
    {
        Panel from = x;
        Panel body = Through(layer.Body, from);
        var to = new Panel(from.Rows, from.Columns + body.Columns);
        Each((part, at, whole) => to.X[whole] = part.X[at]);
        return Then(to, () => Each((part, at, whole) => part.Dx[at] += to.Dx[whole]));

        void Each(Action<Panel, int, int> move)
        {
            for (int i = 0; i < to.X.Length; i++)
            {
                (int row, int column) = Math.DivRem(i, to.Columns);
                (Panel part, int first) = column < from.Columns ? (from, 0) : (body, from.Columns);
                move(part, (row * part.Columns) + column - first, i);
            }
        }
    }

    public Panel Visit(ConvolutionLayer layer) => throw Images();

    public Panel Visit(PoolingLayer layer) => throw Images();

    public Panel Visit(AdaptivePoolingLayer layer) => throw Images();

    public Panel Visit(FlattenLayer layer) => x;

    public Panel Visit(PReluLayer layer) => throw Images();

    public Panel Visit(SoftmaxLayer layer) => throw Images();

    public Panel Visit(StandardizeLayer layer) => x;

    public Panel Visit(DenseBlockLayer layer) => throw Images();

    public Panel Visit(LossLayer layer) => x;

    private static NotSupportedException Images() => new("the generated networks are measured for this layer.");

    private Panel Through(LayerStack layers, Panel from)
    {
        x = from;
        foreach (Layer layer in layers)
        {
            x = layer.Accept(this);
        }

        return x;
    }

    /// <summary><c>y = (x − mean) / √(variance + ε)</c> over groups of so many numbers.</summary>
    private Panel Normalized(int groups, int count, int groupStride, int stride, double eps, bool centred)
    {
        (Panel from, var to) = (x, new Panel(x.Rows, x.Columns));
        var inverses = new double[groups];
        for (int group = 0; group < groups; group++)
        {
            double mean = centred ? Mean(at => from.X[at]) : 0;
            inverses[group] = 1 / Math.Sqrt(Mean(at => Math.Pow(from.X[at] - mean, 2)) + eps);
            Every(at => to.X[at] = (float)((from.X[at] - mean) * inverses[group]));

            double Mean(Func<int, double> value) => Sum(group, value) / count;
            void Every(Action<int> action) => Sum(group, at =>
            {
                action(at);
                return 0;
            });
        }

        return Then(to, () =>
        {
            for (int group = 0; group < groups; group++)
            {
                double mean = centred ? Sum(group, at => to.Dx[at]) / count : 0;
                double along = Sum(group, at => to.Dx[at] * (double)to.X[at]) / count;
                Sum(group, at => from.Dx[at] += (float)(inverses[group] * (to.Dx[at] - mean - (to.X[at] * along))));
            }
        });

        double Sum(int group, Func<int, double> value)
        {
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += value((group * groupStride) + (i * stride));
            }

            return sum;
        }
    }

    private Panel Then(Panel to, Action back)
    {
        backward.Push(back);
        return to;
    }

    private Panel Normal(Panel panel)
    {
        for (int i = 0; i < panel.X.Length; i++)
        {
            panel.X[i] = Draw();
        }

        return panel;
    }

    private float Draw() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
