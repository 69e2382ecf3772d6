using Simd.Nets.Generators.Flow;
using static Simd.Nets.Layers;

namespace Simd.Nets.Generators.Tests.Flow;

/// <summary>Changes of stacks say what they do.</summary>
public sealed class ChangeTests
{
    [Fact]
    public void Title_names_every_kind_of_activation_that_is_replaced()
    {
        Assert.Equal("replace Silu by Relu, initialised for it", Title([Dense(8), Silu, Dense(8), Silu with { Name = "a" }, Dense(8)]));
        Assert.Equal("replace Silu and Gelu by Relu, initialised for it", Title([Dense(8), Silu, Dense(8), Gelu, Dense(8), Silu, Dense(8)]));
        Assert.Equal(
            "replace Silu, Gelu and Mish by Relu, initialised for it",
            Title([Dense(8), Silu, Dense(8), Gelu, Dense(8), Relu, Dense(8), Mish, Dense(8)]));

        static string Title(LayerStack hidden) => StackChange.Rectifiers([Input(8), .. hidden]).Text;
    }

    [Fact]
    public void Branches_inside_others_count_and_those_with_a_scale_do_not()
    {
        StackChange change = StackChange.ScaledBranches(
            [Input(8), Dense(8), Residual([Relu, Residual([Relu, Dense(8)]), Dense(8)]), Residual([Relu, Dense(8)], scale: 0.5), Dense(1)]);
        Assert.Equal("scale the branches by 0.707 (1/√2)", change.Text);
        LayerStack inner = [Relu, Residual([Relu, Dense(8)], scale: 0.707), Dense(8)];
        LayerStack scaled = [Input(8), Dense(8), Residual(inner, scale: 0.707), Residual([Relu, Dense(8)], scale: 0.5), Dense(1)];
        Assert.Equal(scaled, change.Layers);
    }

    [Fact]
    public void Layers_that_differ_by_name_share_a_function()
    {
        var functions = new FlowFunctions();
        Assert.Same(functions.Of(Gelu with { Name = "a" }), functions.Of(Gelu with { Name = "b" }));
        Assert.Same(functions.Of(PRelu), functions.Of(PRelu with { Name = "a" }));
        Assert.NotSame(functions.Of(Elu with { Name = "a" }), functions.Of(Elu with { Name = "a", Alpha = 2 }));
    }
}
