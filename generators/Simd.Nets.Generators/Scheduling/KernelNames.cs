using System.Collections.Generic;
using System.Globalization;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>Gives kernels that would be called alike, though a constant tells them apart, names of their own.</summary>
internal sealed class KernelNames
{
    private readonly Dictionary<string, Kernel> kernels = [];

    /// <summary>The kernel under a name that no other one has.</summary>
    public Kernel Distinct(Kernel kernel)
    {
        Kernel named = kernel;
        for (int number = 2; kernels.TryGetValue(named.Name, out Kernel known) && !known.Equals(named); number++)
        {
            named = kernel with { Name = string.Format(CultureInfo.InvariantCulture, "{0}_{1}", kernel.Name, number) };
        }

        kernels[named.Name] = named;
        return named;
    }
}
