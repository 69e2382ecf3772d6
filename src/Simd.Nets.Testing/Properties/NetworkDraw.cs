using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>Draws networks, inputs and targets from random numbers.</summary>
internal static class NetworkDraw<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A network whose weights start as declared, and all else at random.</summary>
    public static TNetwork Network(Random random)
    {
        TNetwork network = TNetwork.Create((ulong)random.NextInt64());
        Randomize(network.Runtime, random);
        return network;
    }

    /// <summary>A batch with targets.</summary>
    public static NetworkBatch<TNetwork, T> Batch(Random random, int count)
    {
        NetworkSchema schema = TNetwork.Schema;
        return new(
            Fill(count * schema.InputSize, () => Normal(random, 1)),
            schema.Targets == TargetKind.Labels ? Fill(count, () => random.Next(schema.OutputSize)) : [],
            schema.Targets == TargetKind.Values ? Fill(count * schema.OutputSize, () => Target(random)) : []);
    }

    // What starts as zero or one would hide that it is not added, or multiplied with; a bias of zero besides lies exactly on the kink of a
    // ReLU whose inputs are all dead. Of the state, variances and deviations are what divides: those of the start are one.
    public static void Randomize(NetworkRuntime<TNetwork, T> runtime, Random random)
    {
        foreach (NetworkTensor<T> tensor in runtime.Tensors)
        {
            switch (tensor.Entry.Kind)
            {
                case TensorKind.Bias:
                    tensor.CopyFrom(Fill(tensor.Count, () => Normal(random, .3)));
                    break;
                case TensorKind.Gain:
                    tensor.CopyFrom(Fill(tensor.Count, () => Between(random, .5, 1.5)));
                    break;
                case TensorKind.Slope:
                    tensor.CopyFrom(Fill(tensor.Count, () => Between(random, -.2, .6)));
                    break;
            }
        }

        foreach (NetworkTensor<T> tensor in runtime.StateTensors)
        {
            bool divides = tensor.ToArray().All(value => value == T.One);
            tensor.CopyFrom(Fill(tensor.Count, () => divides ? Between(random, .5, 2) : Normal(random, .3)));
        }
    }

    /// <summary>A value that the network's loss compares with.</summary>
    public static T Target(Random random) => TNetwork.Schema.TargetsAreProbabilities
        ? T.CreateTruncating(Math.Clamp((random.NextDouble() * 1.5) - .25, 0, 1))
        : Normal(random, 1);

    public static T Between(Random random, double low, double high) => T.CreateTruncating(low + ((high - low) * random.NextDouble()));

    public static T Normal(Random random, double deviation) => T.CreateTruncating(
        deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    public static TValue[] Fill<TValue>(int count, Func<TValue> draw)
    {
        var values = new TValue[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = draw();
        }

        return values;
    }
}
