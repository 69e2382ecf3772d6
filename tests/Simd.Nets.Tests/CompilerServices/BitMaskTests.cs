using System.Numerics;
using Simd.Nets.CompilerServices;
using Xunit;

namespace Simd.Nets.Tests;

public class BitMaskTests
{
    [Fact]
    public void Loaded_bits_set_the_lanes_of_their_columns() => KernelProperty.Check(new LoadedBits());

    private sealed class LoadedBits : IKernelProperty
    {
        public void Check<TVector, T>()
            where TVector : struct, IVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ushort[] bits = [0xA5C3, 0, 0xFFFF, 0x8001, 0x1234];
            for (int column = 0; column < 16 * bits.Length; column += TVector.Lanes)
            {
                var lanes = new T[TVector.Lanes];
                TVector mask = TVector.LoadBits(in bits[0], column);
                TVector.Store(TVector.Select(mask, TVector.One, TVector.Zero), ref lanes[0], 0);
                for (int lane = 0; lane < lanes.Length; lane++)
                {
                    int feature = column + lane;
                    Assert.Equal(T.CreateChecked((bits[feature / 16] >> (feature % 16)) & 1), lanes[lane]);
                }

                // All ones, so that what is masked out is an exact zero and what is not stays as it is.
                TVector.Store(mask & TVector.Broadcast(T.NegativeInfinity), ref lanes[0], 0);
                Assert.All(lanes, lane => Assert.True(lane == T.Zero || T.IsNegativeInfinity(lane)));
            }
        }
    }
}
