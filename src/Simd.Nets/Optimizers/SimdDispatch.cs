using Simd.Nets.CompilerServices;

namespace Simd.Nets;

/// <summary>A loop over memory, written once for every width.</summary>
internal interface ISweep<T>
    where T : unmanaged
{
    /// <summary>Runs with vectors of this kind.</summary>
    void Run<V>()
        where V : struct, IVector<V, T>;
}

/// <summary>Runs a sweep at a width.</summary>
internal static class SimdDispatch
{
    /// <summary>A sweep over floats.</summary>
    public static void RunSingle<TSweep>(SimdPath path, ref TSweep sweep)
        where TSweep : struct, ISweep<float>, allows ref struct
    {
        switch (path)
        {
            case SimdPath.Vector512:
                sweep.Run<Float512>();
                break;
            case SimdPath.Vector256:
                sweep.Run<Float256>();
                break;
            case SimdPath.Vector128:
                sweep.Run<Float128>();
                break;
            default:
                sweep.Run<Float1>();
                break;
        }
    }

    /// <summary>A sweep over doubles.</summary>
    public static void RunDouble<TSweep>(SimdPath path, ref TSweep sweep)
        where TSweep : struct, ISweep<double>, allows ref struct
    {
        switch (path)
        {
            case SimdPath.Vector512:
                sweep.Run<Double512>();
                break;
            case SimdPath.Vector256:
                sweep.Run<Double256>();
                break;
            case SimdPath.Vector128:
                sweep.Run<Double128>();
                break;
            default:
                sweep.Run<Double1>();
                break;
        }
    }
}
