using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Simd.Nets.Probe;

/// <summary>Prints the SHA-256 of each network's first outputs, and of its weights and its state after 100 steps.</summary>
internal sealed class WeightHashes : NetworkCommand
{
    protected override bool RunOne<TNetwork, T>()
    {
        if (IsSlow(TNetwork.Schema))
        {
            return true;
        }

        var batch = new FixedBatch<TNetwork, T>(33);
        batch.Predict();
        Console.WriteLine($"outputs {TNetwork.Schema.Name} {Hash<T>(batch.Outputs)}");
        for (int step = 0; step < 100; step++)
        {
            batch.Step();
        }

        Console.WriteLine($"weights {TNetwork.Schema.Name} {Hash<T>(batch.Runtime.Parameters)}");
        if (TNetwork.Schema.StateLength > 0)
        {
            Console.WriteLine($"state {TNetwork.Schema.Name} {Hash<T>(batch.Runtime.State)}");
        }

        return true;
    }

    private static string Hash<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)));
}
