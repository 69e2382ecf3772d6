namespace Simd.Nets.Packages.Tests.Documentation;

/// <summary>The page of all layers is made of the doc comments: <c>SIMDNETS_ACCEPT=1 dotnet test tests/Simd.Nets.Packages.Tests</c> writes it.</summary>
public sealed class LayerReferenceTests
{
    [Fact]
    public void Page_of_layers_is_what_the_comments_say() => Repository.AssertUpToDate("docs/layers.md", LayerReference.Page());
}
