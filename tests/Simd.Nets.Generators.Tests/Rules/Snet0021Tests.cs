namespace Simd.Nets.Generators.Tests.Rules;

public sealed class Snet0021Tests
{
    [Theory]
    [InlineData("[Input(8, 8, 3), [|Conv2D(16, 3, groups: 3)|]]", "has 3 groups", "input, 8×8×3, and of its output, 6×6×16")]
    [InlineData("[Input(8, 8, 3), [|Conv2D(4, 3, groups: 2)|]]", "has 2 groups", "input, 8×8×3, and of its output, 6×6×4")]
    [InlineData("[Input(9, 6), [|Conv1D(8, 3, groups: 6)|]]", "has 6 groups", "input, 1×9×6, and of its output, 1×7×8")]
    public void Groups_that_do_not_divide_are_an_error_that_names_both_shapes(string layers, string groups, string shapes) =>
        Expect.LayersError("SNET0021", layers, "", groups, shapes);

    [Theory]
    [InlineData("[Input(8, 8, 4), Conv2D(6, 3, groups: 2), Conv2D(6, 3, groups: 6), Conv2D(12, 1, groups: 6)]")]
    public void Groups_that_divide_are_silent(string layers) => Expect.Silence(Source.Network(layers));
}
