using System.Numerics;
using Simd.Nets.CompilerServices;

namespace Simd.Nets.Tests;

/// <summary>A property of a kernel, stated once.</summary>
internal interface IKernelProperty
{
    void Check<TVector, T>()
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Checks a property at every width: those that the machine lacks run in software.</summary>
internal static class KernelProperty
{
    /// <summary>All of the work of a kernel that can be shared: each of these does some of it, or none where there is little.</summary>
    public static IReadOnlyList<WorkShare> Shares { get; } = [new(1, 3), new(2, 3), new(0, 3)];

    public static void Check(IKernelProperty property)
    {
        property.Check<Float512, float>();
        property.Check<Float256, float>();
        property.Check<Float128, float>();
        property.Check<Float1, float>();
        CheckDouble(property);
    }

    public static void CheckDouble(IKernelProperty property)
    {
        property.Check<Double512, double>();
        property.Check<Double256, double>();
        property.Check<Double128, double>();
        property.Check<Double1, double>();
    }
}
