using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// Losses over the rows of a panel, with the gradient of the outputs; both may lie in the same rows. Each takes <c>weights</c>, one a
/// sample, or a null reference for ones; returns the weighted sum of the samples' losses; and writes <c>scale · weight · d loss / dz</c>,
/// its padding zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Losses
{
    /// <summary>Σ weight · class weight of the label: what PyTorch's mean divides by. An empty span stands for ones.</summary>
    /// <param name="labels">One class a sample; read only where there are class weights.</param>
    /// <param name="weights">One a sample, or none.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="classWeights">One a class, or none.</param>
    public static double TotalWeight<T>(ReadOnlySpan<int> labels, ReadOnlySpan<T> weights, int batch, ReadOnlySpan<T> classWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights.IsEmpty && classWeights.IsEmpty)
        {
            return batch;
        }

        double sum = 0;
        for (int row = 0; row < batch; row++)
        {
            double weight = weights.IsEmpty ? 1 : double.CreateTruncating(weights[row]);
            sum += classWeights.IsEmpty ? weight : weight * double.CreateTruncating(classWeights[labels[row]]);
        }

        return sum;
    }

    /// <summary>The weight at an index, or 1 where there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T WeightOf<T>(ref T weights, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.IsNullRef(ref weights) ? T.One : Unsafe.Add(ref weights, index);

    /// <summary>A vector of what the caller gave in dense rows, and some numbers behind the last of its row; nothing behind the last row is
    /// read.</summary>
    /// <param name="dense">The first element.</param>
    /// <param name="at">That of the vector.</param>
    /// <param name="all">Elements of all rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector DenseAt<TVector, T>(ref T dense, nint at, nint all)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => at <= all - TVector.Lanes
            ? TVector.Load(ref dense, at)
            : TVector.LoadMasked(ref dense, at, (int)(all - at), T.Zero);
}
