using System.Numerics;

namespace Simd.Nets.Probe;

/// <summary>
/// The three products of every network that is one dense layer or one convolution (inputs and weights, the outputs' gradient and weights,
/// the outputs' gradient and inputs): on small integers exact, to the last bit, whatever the order of the sum; on real numbers within
/// <c>16·eps·Σ|terms|</c>.
/// </summary>
internal sealed class ExactIntegers : NetworkCommand
{
    private static readonly int[] Batches = [1, 2, 3, 5, 8, 13, 15, 16, 17, 31, 32, 33, 64, 67, 131];

    protected override bool RunOne<TNetwork, T>()
    {
        Layer[] layers = [.. TNetwork.Declaration.Skip(1).Where(layer => layer is not LossLayer)];
        if (layers.Length != 1 || LinearLayer.Of((InputLayer)TNetwork.Declaration[0], layers[0]) is not { } linear)
        {
            return true;
        }

        bool held = true;
        foreach (int batch in Batches)
        {
            var random = new Random(batch);
            held &= Holds<TNetwork, T>(linear, batch, "integers", 0, () => T.CreateTruncating(random.Next(-4, 5)));
            double eps = double.CreateTruncating(T.BitIncrement(T.One) - T.One);
            held &= Holds<TNetwork, T>(linear, batch, "reals", 16 * eps, () => T.CreateTruncating((random.NextDouble() * 2) - 1));
        }

        return held;
    }

    private static bool Holds<TNetwork, T>(LinearLayer layer, int batch, string data, double bar, Func<T> draw)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkRuntime<TNetwork, T> runtime = TNetwork.Create(1).Runtime;
        (int inputs, int outputs) = (runtime.Schema.InputSize, runtime.Schema.OutputSize);
        T[] w = Set(runtime.Tensors[layer.Name + ".weight"], draw);
        T[] b = layer.Bias ? Set(runtime.Tensors[layer.Name + ".bias"], draw) : new T[layer.Units];
        T[] x = Draw(batch * inputs, draw);
        T[] dy = Draw(batch * outputs, draw);
        T[] y = new T[batch * outputs];
        T[] dx = new T[batch * inputs];
        runtime.Forward(x, y);
        runtime.Backward(x, dy, dx);

        SumsOfProducts<T> ys = new(y.Length, bar), dxs = new(dx.Length, bar), dws = new(w.Length, bar), dbs = new(b.Length, bar);
        for (int sample = 0; sample < batch; sample++)
        {
            for (int output = 0; output < outputs; output++)
            {
                ys.Add((sample * outputs) + output, b[output % layer.Units], T.One);
                dbs.Add(output % layer.Units, dy[(sample * outputs) + output], T.One);
            }

            foreach ((int output, int input, int weight) in layer.Terms)
            {
                (int from, int to) = ((sample * inputs) + input, (sample * outputs) + output);
                ys.Add(to, x[from], w[weight]);
                dxs.Add(from, dy[to], w[weight]);
                dws.Add(weight, dy[to], x[from]);
            }
        }

        return Agree("y", ys, y) & Agree("dx", dxs, dx) & Agree("dW", dws, Gradient("weight"))
            & (!layer.Bias || Agree("db", dbs, Gradient("bias")));

        T[] Gradient(string tensor)
        {
            NetworkTensor<T> source = runtime.Tensors[$"{layer.Name}.{tensor}"];
            var gradient = new T[source.Count];
            source.CopyGradientTo(gradient);
            return gradient;
        }

        bool Agree(string what, SumsOfProducts<T> expected, T[] actual)
        {
            if (expected.FirstWrong(actual) is not { } wrong)
            {
                return true;
            }

            Console.WriteLine($"FAILED {runtime.Schema.Name} batch {batch} path {SimdPath.Active}: {what}{wrong}, of {data}");
            return false;
        }
    }

    private static T[] Set<T>(NetworkTensor<T> tensor, Func<T> draw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = Draw(tensor.Count, draw);
        tensor.CopyFrom(values);
        return values;
    }

    private static T[] Draw<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];
}

/// <summary>Sums of products in double, and the error allowed to each: a share of the sum of its terms' sizes.</summary>
internal sealed class SumsOfProducts<T>(int count, double share)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] sums = new double[count];
    private readonly double[] sizes = new double[count];

    public void Add(int at, T left, T right)
    {
        double product = double.CreateTruncating(left) * double.CreateTruncating(right);
        sums[at] += product;
        sizes[at] += Math.Abs(product);
    }

    /// <summary>The first that is not what it should be, and what it is; null for none.</summary>
    public string? FirstWrong(T[] actual)
    {
        for (int at = 0; at < sums.Length; at++)
        {
            double allowed = share * sizes[at];
            if (!(Math.Abs(double.CreateTruncating(actual[at]) - sums[at]) <= allowed))
            {
                return $"[{at}] is {actual[at]}, expected {sums[at]:R} ± {allowed:R}";
            }
        }

        return null;
    }
}
