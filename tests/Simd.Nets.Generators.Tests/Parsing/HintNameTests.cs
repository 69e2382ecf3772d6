using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Parsing;

namespace Simd.Nets.Generators.Tests.Parsing;

public sealed class HintNameTests
{
    [Fact]
    public void Names_differ_where_file_names_ignore_case_and_signs()
    {
        Compilation compilation = InMemory.Compile(
            """
            class Net { } class NET { } class net { } class Net<T> { } class Net<T, U> { }
            class @class { } class Class { } class Größe { } class Gr__e { }
            namespace A { class Net { } class B { class Net { } class net { } } }
            namespace A.B_ { class Net { } }
            namespace A_B { class Net { } }
            """);
        string[] names = [.. Types(compilation.Assembly.GlobalNamespace).Select(HintName.Of)];
        Assert.Equal(15, names.Length);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9_.]+$", name));
    }

    [Fact]
    public void Long_names_stay_below_what_file_systems_hold()
    {
        Compilation compilation = InMemory.Compile($"namespace {new string('N', 400)} {{ class Net {{ }} class NeT {{ }} }}");
        string[] names = [.. Types(compilation.Assembly.GlobalNamespace).Select(HintName.Of)];
        Assert.Equal(2, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 120));
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within) =>
        within.GetTypeMembers().SelectMany(type => Types(type).Prepend(type))
            .Concat(within is INamespaceSymbol space ? space.GetNamespaceMembers().SelectMany(Types) : []);
}
