using System.Collections;
using System.Reflection;

namespace Simd.Nets.Generators.Tests.Parsing;

/// <summary>A declaration is cached by the compiler, so it must hold nothing that holds a compilation.</summary>
public sealed class PurityTests
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Declaration_reaches_no_object_of_the_compiler()
    {
        NetworkDeclaration declaration = InMemory.Parse(
            InMemory.Compile(
                $$"""
                {{Source.Usings}}
                namespace A { partial class Outer { [Network(ElementType = ElementType.Float64)] partial class Net {
                  const int Units = 3;
                  static string Title(int i) => $"fc{i}" + ".x";
                  static LayerStack Block(int i) => [Dense(i, name: Title(i), init: new VarianceScaling(2, Fan.Out, Distribution.Normal)), Relu];
                  static LayerStack Layers => [Input(Units), ..Block(4), ..Repeat(2, [Dense(Units), Tanh with { }]),
                    Residual([..Block(3)], projection: [Dropout(0.5)]), DenseBlock(2, Block(3)), MeanSquaredError with { Name = nameof(Outer) }]; } } }
                """),
            "A.Outer+Net")!;
        Assert.True(declaration.IsValid);

        int reached = 0;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([declaration]);
        while (open.TryPop(out object? value))
        {
            reached++;
            string assembly = value.GetType().Assembly.GetName().Name!;
            Assert.True(assembly is "Simd.Nets.Generators" or "System.Private.CoreLib", $"a {value.GetType()} is in the declaration");
            Assert.False(value is Delegate, $"a {value.GetType()} is in the declaration");
            foreach (object part in Parts(value).Where(part => part is not Type && seen.Add(part)))
            {
                open.Push(part);
            }
        }

        Assert.True(reached > 15, $"only {reached} objects were reached");
    }

    private static IEnumerable<object> Parts(object value) => value switch
    {
        string => [],
        Array array => ((IEnumerable)array).Cast<object?>().OfType<object>(),
        _ when value.GetType().IsPrimitive => [],
        _ => Fields(value.GetType()).Select(field => field.GetValue(value)).OfType<object>(),
    };

    private static IEnumerable<FieldInfo> Fields(Type? type) =>
        type is null ? [] : type.GetFields(Declared).Concat(Fields(type.BaseType));
}
