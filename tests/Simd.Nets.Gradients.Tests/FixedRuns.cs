using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Training on samples that are the same each time.</summary>
internal static class FixedRuns
{
    /// <summary>The hash of what a network has learned from a batch a step.</summary>
    public static string Trained<TNetwork>(
        Optimizer optimizer, int steps, int batch, int threads, int shards, int accumulation = 1, GradientClip? clip = null)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(5);
        (network.Runtime.Shards, network.Runtime.Threads) = (shards, threads);
        var trainer = new Trainer<TNetwork>(network, optimizer) { AccumulationSteps = accumulation, Clip = clip };
        for (int step = 0; step < steps; step++)
        {
            float[] inputs = Numbers(batch * TNetwork.Schema.InputSize, (ulong)step);
            if (TNetwork.Schema.Targets == TargetKind.Labels)
            {
                trainer.Step(inputs, Labels<TNetwork>(batch));
            }
            else
            {
                trainer.Step(inputs, Numbers(batch * TNetwork.Schema.OutputSize, 99));
            }
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(network.Runtime.Parameters));
        hash.AppendData(MemoryMarshal.AsBytes(network.Runtime.State));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Changes every element of a tensor.</summary>
    public static void Change<TNetwork>(TNetwork network, string tensor, Func<float, float> change)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        Assert.True(TNetwork.Schema.Tensors.TryGet(tensor, out TensorEntry? entry));
        foreach (ref float parameter in network.Runtime.Parameters.Slice(entry.Offset, entry.Length))
        {
            parameter = change(parameter);
        }
    }

    /// <summary>A label a sample.</summary>
    public static int[] Labels<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork, float> =>
        [.. Enumerable.Range(0, batch).Select(sample => sample * 7 % TNetwork.Schema.OutputSize)];

    /// <summary>From −2 to 2.</summary>
    public static float[] Numbers(int count, ulong seed)
    {
        var stream = new PhiloxStream(seed, 1);
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (stream.NextInt32(2001) - 1000) / 500f;
        }

        return numbers;
    }
}

/// <summary>A network's runtime, which the class shows as an interface only.</summary>
internal static class RuntimeOf
{
    public static NetworkRuntime<TNetwork, float> Runtime<TNetwork>(this TNetwork network)
        where TNetwork : class, INetwork<TNetwork, float> => network.Runtime;
}
