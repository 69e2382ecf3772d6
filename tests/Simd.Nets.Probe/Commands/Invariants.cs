using System.Numerics;
using System.Runtime.InteropServices;
using Simd.Nets.Testing;

namespace Simd.Nets.Probe;

/// <summary>What holds exactly, without a bar.</summary>
internal static class Invariants
{
    /// <summary>The invariant that a network breaks after its passes ran on a drawn case; null if none.</summary>
    public static string? Broken<TNetwork, T>(GradientDraw<TNetwork, T> draw)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PaddingIsZero<T>(TNetwork.Schema.Tensors, draw.Runtime.Gradients, "gradients")
        ?? PaddingIsZero<T>(TNetwork.Schema.Tensors, draw.Runtime.Parameters, "parameters")
        ?? EqualPassesAreEqual(draw)
        ?? PaddingIsZero<T>(TNetwork.Schema.StateTensors, draw.Runtime.State, "the state")
        ?? PredictionOfABatchIsThatOfItsSamples(draw);

    /// <summary>Whether two spans hold the same bits.</summary>
    public static bool SameBits<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));

    private static string? PaddingIsZero<T>(TensorTable tensors, ReadOnlySpan<T> memory, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] padding = memory.ToArray();
        foreach (TensorEntry tensor in tensors)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                padding.AsSpan(tensor.Offset + (row * tensor.Pitch), tensor.Columns).Clear();
            }
        }

        int at = padding.AsSpan().IndexOfAnyExcept(T.Zero);
        return at < 0 ? null : $"padding of {what} is not zero: {padding[at]} at offset {at}";
    }

    // The same number of the pass gives the same masks and with them the same bits, whatever ran in between. Leaves the state committed.
    private static string? EqualPassesAreEqual<TNetwork, T>(GradientDraw<TNetwork, T> draw)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] first = Forward(draw.Mode.Pass);
        Forward(draw.Mode.Pass + 1);
        string? broken = SameBits<T>(first, Forward(draw.Mode.Pass)) ? null : "a training pass of the same number writes other outputs";
        draw.Runtime.Backward(draw.Inputs, draw.OutputGradients);
        draw.Runtime.CommitState();
        return broken;

        T[] Forward(ulong pass)
        {
            var outputs = new T[draw.Batch * draw.Reference.OutputSize];
            draw.Runtime.Passes = pass;
            draw.Runtime.Forward(draw.Inputs, outputs);
            return outputs;
        }
    }

    private static string? PredictionOfABatchIsThatOfItsSamples<TNetwork, T>(GradientDraw<TNetwork, T> draw)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputs = draw.Reference.InputSize;
        int outputs = draw.Reference.OutputSize;
        var together = new T[draw.Batch * outputs];
        draw.Runtime.Predict(draw.Inputs, together);
        var alone = new T[outputs];
        for (int sample = 0; sample < draw.Batch; sample++)
        {
            draw.Runtime.Predict(draw.Inputs.AsSpan(sample * inputs, inputs), alone);
            if (!SameBits<T>(alone, together.AsSpan(sample * outputs, outputs)))
            {
                return $"sample {sample} is predicted otherwise alone than in its batch of {draw.Batch}";
            }
        }

        return null;
    }
}
