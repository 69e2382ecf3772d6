using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Benchmarks;

/// <summary>The kernels of normalisation, softmax and dropout on 64 rows of 64 columns, 4,096 elements, at every vector width.</summary>
[Config(typeof(WidthJobs))]
public class RowKernels
{
    private const int Rows = 64;
    private const int Columns = 64;

    private readonly float[] x = new float[Rows * Columns];
    private readonly float[] du = new float[Rows * Columns];
    private readonly float[] result = new float[Rows * Columns];
    private readonly float[] statistics = new float[Rows * 16];
    private readonly float[] sums = new float[2 * Columns];

    /// <summary>Values between −4 and 4.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        foreach (float[] values in new[] { x, du, statistics, sums })
        {
            foreach (ref float value in values.AsSpan())
            {
                value = (8 * random.NextSingle()) - 4;
            }
        }
    }

    /// <summary>The bits of a mask.</summary>
    [Benchmark]
    public void DropoutMask() => DropoutMasks.Fill(ref result[0], Columns / 32, Rows, Columns, 1, 0, 0, 0, 1u << 30);

    /// <summary>Means and squared deviations of the columns.</summary>
    [Benchmark]
    public void ColumnStatistics() => At(new ColumnStatisticsKernel());

    /// <summary>The gradient of batch normalisation.</summary>
    [Benchmark]
    public void ColumnGradient() => At(new ColumnGradientKernel());

    /// <summary>Means and deviations of the rows.</summary>
    [Benchmark]
    public void RowStatistics() => At(new RowStatisticsKernel());

    /// <summary>The gradient of layer normalisation.</summary>
    [Benchmark]
    public void RowGradient() => At(new RowGradientKernel());

    /// <summary>Softmax.</summary>
    [Benchmark]
    public void Softmax() => At(new SoftmaxKernel());

    private interface IKernel
    {
        void Run<TVector>(RowKernels data)
            where TVector : struct, IVector<TVector, float>;
    }

    private void At<TKernel>(TKernel kernel)
        where TKernel : struct, IKernel
    {
        switch (SimdPath.Active)
        {
            case SimdPath.Vector512:
                kernel.Run<Float512>(this);
                break;
            case SimdPath.Vector256:
                kernel.Run<Float256>(this);
                break;
            case SimdPath.Vector128:
                kernel.Run<Float128>(this);
                break;
            default:
                kernel.Run<Float1>(this);
                break;
        }
    }

    private struct ColumnStatisticsKernel : IKernel
    {
        public readonly void Run<TVector>(RowKernels data)
            where TVector : struct, IVector<TVector, float> =>
            ColumnNormalization.Statistics<TVector, float>(ref data.x[0], Rows, Columns, ref data.result[0]);
    }

    private struct ColumnGradientKernel : IKernel
    {
        public readonly void Run<TVector>(RowKernels data)
            where TVector : struct, IVector<TVector, float> => ColumnNormalization.Gradient<TVector, float>(
                ref data.x[0], ref data.du[0], Rows, Columns, ref data.statistics[0], ref data.sums[0], ref Unsafe.NullRef<float>(),
                ref Unsafe.NullRef<float>(), ref data.result[0]);
    }

    private struct RowStatisticsKernel : IKernel
    {
        public readonly void Run<TVector>(RowKernels data)
            where TVector : struct, IVector<TVector, float> => RowNormalization.Statistics<TVector, float>(
                ref data.x[0], Rows, Columns, Columns, 1e-5f, true, ref data.result[0]);
    }

    private struct RowGradientKernel : IKernel
    {
        public readonly void Run<TVector>(RowKernels data)
            where TVector : struct, IVector<TVector, float> => RowNormalization.Gradient<TVector, float>(
                ref data.x[0], ref data.du[0], Rows, Columns, Columns, true, ref data.statistics[0], ref Unsafe.NullRef<float>(),
                ref Unsafe.NullRef<float>(), ref data.result[0]);
    }

    private struct SoftmaxKernel : IKernel
    {
        public readonly void Run<TVector>(RowKernels data)
            where TVector : struct, IVector<TVector, float> =>
            SoftmaxRows.Forward<TVector, float>(ref data.x[0], Rows, Columns, Columns, ref data.result[0]);
    }
}
