using System.Numerics;

namespace Simd.Nets.Probe;

/// <summary>
/// The three matrix products of every network that is one dense layer: on small integers exact, to the last bit, whatever the order of the
/// sum; on real numbers within <c>16·eps·Σ|terms|</c>.
/// </summary>
internal sealed class ExactIntegers : NetworkCommand
{
    private static readonly int[] Batches = [1, 2, 3, 5, 8, 13, 16, 17, 31, 32, 33, 64, 67, 131];

    protected override bool RunOne<TNetwork, T>()
    {
        if (TNetwork.Declaration.Skip(1).Where(layer => layer is not LossLayer).ToArray() is not [DenseLayer dense])
        {
            return true;
        }

        bool held = true;
        foreach (int batch in Batches)
        {
            var random = new Random(batch);
            held &= Holds<TNetwork, T>(dense, batch, "integers", 0, () => T.CreateTruncating(random.Next(-4, 5)));
            double eps = double.CreateTruncating(T.BitIncrement(T.One) - T.One);
            held &= Holds<TNetwork, T>(dense, batch, "reals", 16 * eps, () => T.CreateTruncating((random.NextDouble() * 2) - 1));
        }

        return held;
    }

    private static bool Holds<TNetwork, T>(DenseLayer dense, int batch, string data, double bar, Func<T> draw)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkRuntime<TNetwork, T> runtime = TNetwork.Create(1).Runtime;
        (int inputs, int outputs) = (runtime.Schema.InputSize, dense.Units);
        string name = dense.Name ?? "0";
        T[] w = Set(runtime.Tensors[name + ".weight"], draw);
        T[] b = dense.Bias ? Set(runtime.Tensors[name + ".bias"], draw) : new T[outputs];
        T[] x = Draw(batch * inputs, draw);
        T[] dy = Draw(batch * outputs, draw);
        T[] y = new T[batch * outputs];
        T[] dx = new T[batch * inputs];
        runtime.Forward(x, y);
        runtime.Backward(x, dy, dx);
        var sum = new SumOfProducts(bar);
        bool held = Rows("y", y, outputs, (s, o) => sum.Of(inputs, i => (x[(s * inputs) + i], w[(o * inputs) + i]), b[o]))
            & Rows("dx", dx, inputs, (s, i) => sum.Of(outputs, o => (dy[(s * outputs) + o], w[(o * inputs) + i]), T.Zero))
            & Rows("dW", Gradient("weight"), inputs, (o, i) => sum.Of(batch, s => (dy[(s * outputs) + o], x[(s * inputs) + i]), T.Zero))
            & (!dense.Bias || Rows("db", Gradient("bias"), outputs, (_, o) => sum.Of(batch, s => (dy[(s * outputs) + o], T.One), T.Zero)));
        return held;

        T[] Gradient(string tensor)
        {
            NetworkTensor<T> source = runtime.Tensors[$"{name}.{tensor}"];
            var gradient = new T[source.Count];
            source.CopyGradientTo(gradient);
            return gradient;
        }

        bool Rows(string what, T[] actual, int columns, Func<int, int, (double Sum, double Bar)> expected)
        {
            for (int at = 0; at < actual.Length; at++)
            {
                (double value, double allowed) = expected(at / columns, at % columns);
                if (!(Math.Abs(double.CreateTruncating(actual[at]) - value) <= allowed))
                {
                    Console.WriteLine($"FAILED {runtime.Schema.Name} batch {batch} path {SimdPath.Active}: "
                        + $"{what}[{at / columns}, {at % columns}] of {data} is {actual[at]}, expected {value:R} ± {allowed:R}");
                    return false;
                }
            }

            return true;
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

/// <summary>A sum of products in double, and the error allowed to it: a share of the sum of its terms' sizes.</summary>
internal readonly record struct SumOfProducts(double Share)
{
    public (double Sum, double Bar) Of<T>(int count, Func<int, (T Left, T Right)> term, T start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = double.CreateTruncating(start);
        double sizes = Math.Abs(sum);
        for (int i = 0; i < count; i++)
        {
            (T left, T right) = term(i);
            double product = double.CreateTruncating(left) * double.CreateTruncating(right);
            sum += product;
            sizes += Math.Abs(product);
        }

        return (sum, Share * sizes);
    }
}
