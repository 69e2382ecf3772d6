using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Draws declarations: up to 8 layers of 1 to 33 units, every kind of layer, and shrinks them.</summary>
internal static class DeclarationArbitrary
{
    public const int GreatestDepth = 8;

    // Around multiples of the vector widths, where tiles end, and any other.
    private static readonly Gen<int> Widths = Gen.Frequency(
        (3, Gen.Choose(1, 33)),
        (1, Gen.Elements(1, 2, 3, 4, 5, 7, 8, 9)),
        (2, Gen.Elements(15, 16, 17, 31, 32, 33)));

    private static readonly Gen<string?> Inits = Gen.Frequency(
        (2, Gen.Constant<string?>(null)),
        (1, Gen.Elements<string?>("He", "Xavier", "LeCun", "PyTorch")));

    private static readonly Gen<DeclaredElement> Activations =
        from kind in Gen.Elements("Relu", "Tanh", "Sigmoid")
        select (DeclaredElement)new DeclaredActivation(kind);

    private static readonly Gen<DeclaredElement> Denses =
        from units in Widths
        from bias in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from init in Inits
        select (DeclaredElement)new DeclaredDense(units, bias, init);

    private static readonly Gen<DeclaredElement> Repeats =
        from count in Gen.Choose(1, 3)
        from dense in Denses
        from activations in Activations.ListOf(1)
        from both in Gen.Choose(0, 3)
        select (DeclaredElement)new DeclaredRepeat(count, both == 0 ? [dense] : [dense, .. activations]);

    private static readonly Gen<DeclaredElement> Elements = Gen.Frequency((5, Denses), (4, Activations), (1, Repeats));

    /// <summary>The generator and its shrinker.</summary>
    public static Arbitrary<DeclaredNetwork> Declarations { get; } = Arb.From(Networks(), DeclarationShrinker.Shrink);

    /// <summary>As many declarations as asked for, the same for the same seed.</summary>
    public static IReadOnlyList<DeclaredNetwork> Sample(ulong seed, int count) =>
        Declarations.Generator.Sample(numberOfSamples: count, new Rnd(seed), size: 50);

    private static Gen<DeclaredNetwork> Networks() =>
        from isDouble in Gen.Elements(false, true)
        from inputs in Widths
        from depth in Gen.Frequency((2, Gen.Choose(1, GreatestDepth / 2)), (1, Gen.Choose(GreatestDepth / 2, GreatestDepth)))
        from elements in Elements.ListOf(depth)
        from named in Gen.Choose(0, depth * 2)
        from loss in Gen.Elements(null, "SoftmaxCrossEntropy", "MeanSquaredError")
        select new DeclaredNetwork(isDouble, inputs, Named([.. Shallow(elements)], named), loss);

    private static IEnumerable<DeclaredElement> Shallow(IEnumerable<DeclaredElement> elements)
    {
        int depth = 0;
        foreach (DeclaredElement element in elements)
        {
            depth += element.Depth;
            if (depth <= GreatestDepth)
            {
                yield return element;
            }
        }
    }

    // A name at one position, which by its index cannot be another's.
    private static ImmutableArray<DeclaredElement> Named(ImmutableArray<DeclaredElement> elements, int at) =>
        at >= elements.Length ? elements : elements.SetItem(at, elements[at] switch
        {
            DeclaredDense dense => dense with { Name = $"fc{at}" },
            DeclaredActivation activation => activation with { Name = $"act{at}" },
            DeclaredElement other => other,
        });
}
