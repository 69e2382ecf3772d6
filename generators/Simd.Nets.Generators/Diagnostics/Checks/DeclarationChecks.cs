using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>What is wrong with a stack of layers: for the generator whether, for the analyzer what.</summary>
internal static class DeclarationChecks
{
    /// <summary>All findings, in the order of the rules.</summary>
    public static IEnumerable<Finding> Run(LayerStack layers, ElementType elementType) =>
        OrderChecks.Run(layers)
            .Concat(SizeChecks.Of(layers).Findings)
            .Concat(NameChecks.Run(layers))
            .Concat(InitChecks.Run(layers))
            .Concat(OptionChecks.Run(layers, elementType));
}
