using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Emission;

public sealed class EmittedMembersTests
{
    [Theory]
    [InlineData("[Input(5), Dense(40), Relu, Dense(3), SoftmaxCrossEntropy]", "Network")]
    [InlineData("[Input(5), Dense(3), MeanSquaredError]", "Network(ElementType = ElementType.Float64)")]
    [InlineData("[Input(5), Dense(40), Tanh, Dense(3)]", "Network")]
    [InlineData("[Input(5), Dense(0)]", "Network")]
    public void Every_member_of_the_generated_part_is_listed(string layers, string attribute)
    {
        Compilation complete = InMemory.Generate(InMemory.Compile(Source.Network(layers, attribute: attribute)));
        IEnumerable<string> emitted = complete.GetTypeByMetadataName("Demo.Net")!.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName && member.Name != LayersProperty.Name)
            .Where(member => member is not IMethodSymbol { AssociatedSymbol: not null })
            .Select(member => member.Name)
            .Distinct();
        Assert.Contains("Predict", emitted);
        Assert.Equal([], emitted.Except(EmittedMembers.Names).Order(StringComparer.Ordinal));
    }
}
