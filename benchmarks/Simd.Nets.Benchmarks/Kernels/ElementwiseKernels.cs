using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Benchmarks;

/// <summary>The kernels that go over elements, on 16,384 of them, at every vector width.</summary>
[Config(typeof(WidthJobs))]
public class ElementwiseKernels
{
    private const int Rows = 1024;
    private const int Columns = 10;
    private const int Pitch = 16;

    private readonly float[] source = new float[Rows * Pitch];
    private readonly float[] target = new float[Rows * Pitch];
    private readonly int[] labels = new int[Rows];

    /// <summary>Values between −4 and 4.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        for (int i = 0; i < source.Length; i++)
        {
            source[i] = (8 * random.NextSingle()) - 4;
        }
    }

    /// <summary><c>max(0, z)</c>.</summary>
    [Benchmark]
    public void Relu() => At(SimdPath.Active, new ReluKernel());

    /// <summary><c>tanh z</c>.</summary>
    [Benchmark]
    public void Tanh() => At(SimdPath.Active, new TanhKernel());

    /// <summary><c>1 / (1 + e^−z)</c>.</summary>
    [Benchmark]
    public void Sigmoid() => At(SimdPath.Active, new SigmoidKernel());

    /// <summary>Softmax cross-entropy of 1,024 rows of 10 classes, with its gradient.</summary>
    [Benchmark]
    public void SoftmaxCrossEntropy() => At(SimdPath.Active, new LossKernel());

    private interface IKernel
    {
        void Run<TVector>(ElementwiseKernels data)
            where TVector : struct, IVector<TVector, float>;
    }

    private void At<TKernel>(SimdPath path, TKernel kernel)
        where TKernel : struct, IKernel
    {
        switch (path)
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

    private struct ReluKernel : IKernel
    {
        public readonly void Run<TVector>(ElementwiseKernels data)
            where TVector : struct, IVector<TVector, float>
        {
            for (nint i = 0; i < data.source.Length; i += TVector.Lanes)
            {
                TVector.Store(VectorMath.Relu(TVector.Load(ref data.source[0], i)), ref data.target[0], i);
            }
        }
    }

    private struct TanhKernel : IKernel
    {
        public readonly void Run<TVector>(ElementwiseKernels data)
            where TVector : struct, IVector<TVector, float>
        {
            for (nint i = 0; i < data.source.Length; i += TVector.Lanes)
            {
                TVector.Store(VectorMath.Tanh(TVector.Load(ref data.source[0], i)), ref data.target[0], i);
            }
        }
    }

    private struct SigmoidKernel : IKernel
    {
        public readonly void Run<TVector>(ElementwiseKernels data)
            where TVector : struct, IVector<TVector, float>
        {
            for (nint i = 0; i < data.source.Length; i += TVector.Lanes)
            {
                TVector.Store(VectorMath.Sigmoid(TVector.Load(ref data.source[0], i)), ref data.target[0], i);
            }
        }
    }

    private struct LossKernel : IKernel
    {
        public readonly void Run<TVector>(ElementwiseKernels data)
            where TVector : struct, IVector<TVector, float> =>
            Losses.SoftmaxCrossEntropy<TVector, float>(
                ref data.source[0], ref data.target[0], Rows, Columns, Pitch, ref data.labels[0], ref Unsafe.NullRef<float>(), 1);
    }
}
