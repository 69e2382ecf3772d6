namespace Simd.Nets.Generators.Tests.Builds;

/// <summary>A wrong declaration is the only error of its build, however the rest of the project uses the network.</summary>
public sealed class OnlyErrorTests
{
    private const string Layers = "static LayerStack Layers => [Input(2), Dense(1), MeanSquaredError];";

    /// <summary>A network as a field, as a type argument in signatures, made, trained and asked.</summary>
    private const string Uses = """
        public class Uses
        {
            private readonly NET network = new(seed: 1);
            private Trainer<NET>? trainer;

            public Trainer<NET> Trainer => trainer ??= new Trainer<NET>(network, new Adam(1e-3f));

            public float Train(float[] inputs, float[] targets)
            {
                var trained = new NET(seed: 2);
                float loss = new Trainer<NET>(trained, new Adam(1e-3f)).Step(inputs, targets.AsSpan());
                trained.Predict(inputs, targets);
                network.CopyFrom(trained);
                return loss + Trainer.Step(inputs, targets.AsSpan()) + network.Clone().Parameters[0];
            }
        }
        """;

    [Fact]
    public void Good_network_builds() => Assert.Empty(Build("Net", $"[Network] public partial class Net {{ {Layers} }}"));

    [Theory]
    [InlineData("SNET0002", "")]
    [InlineData("SNET0002", "LayerStack Layers => [Input(2), Dense(1)];")]
    [InlineData("SNET0003", "static int width = 1; static LayerStack Layers => [Input(2), Dense(width)];")]
    [InlineData("SNET0004", "static LayerStack Layers => [Dense(1)];")]
    [InlineData("SNET0005", "static LayerStack Layers => [Input(2), Dense(0)];")]
    [InlineData("SNET0006", "static LayerStack Layers => [Input(2), MeanSquaredError, Dense(1)];")]
    [InlineData("SNET0007", "static LayerStack Layers => [Input(2), Dense(1), MeanSquaredError, MeanSquaredError];")]
    [InlineData("SNET0008", "static LayerStack Layers => [Input(2), Dense(100_000)];")]
    [InlineData("SNET0010", "static LayerStack Layers => [Input(2)];")]
    [InlineData("SNET0011", "static LayerStack Layers => [Input(2), Dense(1, name: \"\")];")]
    [InlineData("SNET0014", "static LayerStack Layers => [Input(2), Dense(1, init: new VarianceScaling(0, Fan.In, Distribution.Normal))];")]
    [InlineData("SNET0003", "static LayerStack Block() { var x = 2; return [Dense(x)]; } static LayerStack Layers => [Input(2), Concat([..Block()]), Dense(1)];")]
    [InlineData("SNET0005", "static LayerStack Layers => [Input(2), DenseBlock(2, [Relu, Residual([Dense(-1)])])];")]
    [InlineData("SNET0006", "static LayerStack Layers => [Input(2), Residual([Relu, MeanSquaredError])];")]
    [InlineData("SNET0008", "static LayerStack Layers => [Input(2), DenseBlock(1_000_000, [Dense(2)])];")]
    [InlineData("SNET0011", "static LayerStack Layers => [Input(2), Residual([Dense(2, name: \"a\"), Dense(2, name: \"a\")])];")]
    [InlineData("SNET0015", "static LayerStack Layers => [Input(2), Residual([])];")]
    [InlineData("SNET0016", "static LayerStack Layers => [Input(2), ..Repeat(2, [Residual([Dense(3)])])];")]
    [InlineData("SNET0017", "static LayerStack Layers => [Input(2), Concat([Dropout(2)])];")]
    [InlineData("SNET0018", "static LayerStack Layers => [Input(2), Dense(2), SoftmaxCrossEntropy with { ClassWeights = [1] }];")]
    [InlineData("SNET0019", "static LayerStack Layers => [Input(2), Dense(1), SoftmaxCrossEntropy];")]
    [InlineData("CS0103", "static LayerStack Layers => [Input(2), Residual([Dens(1)])];")]
    [InlineData("CS0103", "static LayerStack Layers => [Input(2), Dens(1)];")]
    public void Wrong_layers_are_the_only_error(string id, string members) =>
        Assert.Equal([$"{id} in 0.cs"], Build("Net", $"[Network] public partial class Net {{ {members} }}"));

    [Theory]
    [InlineData("SNET0001", "Net", "[Network] public class Net { # }")]
    [InlineData("SNET0009", "Net<int>", "[Network] public partial class Net<T> { # }")]
    [InlineData("SNET0009", "Net", "[Network] public abstract partial class Net { # }")]
    [InlineData("SNET0009", "Net", "[Network] public partial record Net { # }")]
    [InlineData("SNET0009", "Outer.Net", "public class Outer { [Network] public partial class Net { # } }")]
    [InlineData("SNET0009", "Outer<int>.Net", "public partial class Outer<T> { [Network] public partial class Net { # } }")]
    [InlineData("SNET0009", "Net", "[Network] public partial class Net(int x) { # int X => x; }")]
    [InlineData("SNET0009", "Net", "public class B { public B(int x) { } } [Network] public partial class Net : B { Net(string x) : base(1) { } # }")]
    [InlineData("SNET0012", "Net", "[Network] public partial class Net { # public int Predict => 1; }")]
    [InlineData("SNET0012", "Summary", "[Network] public partial class Summary { # }")]
    [InlineData("SNET0013", "Net", "[Network(ElementType = (ElementType)7)] public partial class Net { # }")]
    public void Wrong_class_is_the_only_error(string id, string name, string source)
    {
        IReadOnlyList<string> errors = Build(name, source.Replace("#", Layers, StringComparison.Ordinal));
        Assert.Equal([$"{id} in 0.cs"], errors.Distinct());
    }

    [Theory]
    [InlineData("SNET0001", "[Network] public sealed class Net { # }")]
    [InlineData("SNET0012", "[Network] public partial class Net { # public int Predict => 1; }")]
    public void Wrong_class_leaves_other_networks_right(string id, string wrong)
    {
        const string Right = "[Network] public partial class Good { # } "
            + "[Network(ElementType = ElementType.Float64)] public partial class Wide { # } ";
        IReadOnlyList<string> errors = Build("Good", (Right + wrong).Replace("#", Layers, StringComparison.Ordinal));
        Assert.Equal([$"{id} in 0.cs"], errors.Distinct());
    }

    [Theory]
    [InlineData("partial struct")]
    [InlineData("struct")]
    [InlineData("partial interface")]
    [InlineData("partial record struct")]
    public void What_is_no_class_is_left_to_the_compiler(string kind) => Assert.Equal(
        ["CS0592 in 0.cs"], Csc.Errors($"{Source.Usings} namespace Demo; [Network] public {kind} Net {{ {Layers} }}"));

    [Theory]
    [InlineData("namespace App; public class Uses { public Simd.Nets.Trainer<Demo.Net>? Trainer; }")]
    [InlineData("namespace App { using Simd.Nets; using Demo; public class Uses { public Trainer<Net>? Trainer; } }")]
    public void Trainers_named_in_full_or_imported_inside_a_namespace_cost_a_warning(string uses) => Assert.Equal(
        ["CS0436 in 1.cs", "SNET0001 in 0.cs"], // the test builds with warnings as errors
        Csc.Errors($"{Source.Usings} namespace Demo {{ [Network] public class Net {{ {Layers} }} }}", uses).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void File_local_network_is_the_only_error() => Assert.Equal(
        ["SNET0009 in 0.cs"],
        Csc.Errors(
            $"{Source.Usings} namespace Demo; [Network] file partial class Net {{ {Layers} }} "
            + Uses.Replace("NET", "Net", StringComparison.Ordinal).Replace("public class", "file class", StringComparison.Ordinal)));

    [Fact]
    public void Static_network_is_the_only_error_unless_it_is_used_as_an_instance() => Assert.Equal(
        ["SNET0009 in 0.cs"], Csc.Errors($"{Source.Usings} namespace Demo; [Network] static partial class Net {{ {Layers} }}"));

    private static IReadOnlyList<string> Build(string name, string network) => Csc.Errors(
        $"{Source.Usings} namespace Demo {{ {network} }}",
        $"{Source.Usings} namespace App {{ using Demo; {Uses.Replace("NET", name, StringComparison.Ordinal)} }}");
}
