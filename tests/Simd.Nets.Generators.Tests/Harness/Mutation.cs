using FsCheck;
using FsCheck.Fluent;

namespace Simd.Nets.Generators.Tests.Harness;

/// <summary>Sources as they are while somebody types.</summary>
internal static class Mutation
{
    private static readonly string[] Fragments =
    [
        "[", "]", "(", ")", "{", "}", "..", ",", ";", "=>", "=", "-", "/ 0", "* 2147483647", "static ", "partial ", "record ", "abstract ", "file ", "<T>",
        " with { Name = null }", " with { }", "null", "default", "default!", "0", "-1", "\"", "$\"{", "@", "//", "/*", "#if X\n", "Layers", "Net", "Input(1)",
        "Repeat(99999999, [Relu])", "Repeat(9, [])", "Repeat(2, null!)", "..Repeat(2, default!), ", "Relu", "SoftmaxCrossEntropy", "new()", "new DenseLayer(", "() => ", "checked(", "unchecked(", "(int)", "(Layer)",
        "(double)", "?", ":", "??", "!", "&", "ref ", "out ", "in ", "params ", "this.", "base.", "await ", "throw ", "is ", "switch { _ => ", "nameof(",
        "Residual([", "Concat([Relu])", "DenseBlock(3, ", "DenseBlock(-1, [", "DenseBlock(999999999, [])", "projection: [", "body: ", "Projection = null", "Body = ",
        "ClassWeights = [", "Dropout(1)", "1e999", "1e-50", "double.NaN", "BatchNorm", "Huber", "Wide", "..Wide", "Block(1, 1)",
        "typeof(", "sizeof(int)", "stackalloc", "[Network]", "dynamic ", "public Net() { }", "required int X;", "Layers.", "Init.", "Distribution.Normal", "(Fan)9",
    ];

    private static readonly Gen<Func<string, string>> Edit = Gen.OneOf(
        Places.Select<double, Func<string, string>>(at => text => text[..(int)(at * text.Length)]),
        Places.SelectMany(_ => Gen.Choose(1, 12), (at, length) => (Func<string, string>)(text => Delete(text, at, length))),
        Places.SelectMany(
            _ => Gen.Elements(Fragments), (at, fragment) => (Func<string, string>)(text => text.Insert((int)(at * text.Length), fragment))),
        Places.SelectMany(_ => Places, (at, from) => (Func<string, string>)(text => Move(text, at, from))));

    private static Gen<double> Places => Gen.Choose(0, 9_999).Select(place => place / 10_000.0);

    /// <summary>Good sources after some edits.</summary>
    public static Gen<string> Of(string[] good) => Gen.Elements(good).SelectMany(
        _ => Gen.Choose(1, 4).SelectMany(count => Edit.ListOf(count)),
        (source, edits) => edits.Aggregate(source, (text, edit) => edit(text)));

    /// <summary>The first half of the text behind one place, inserted at another.</summary>
    private static string Move(string text, double at, double from) =>
        text.Insert((int)(at * text.Length), Delete(text[(int)(from * text.Length)..], 0.5, text.Length));

    private static string Delete(string text, double at, int length)
    {
        int start = (int)(at * text.Length);
        return text.Remove(start, Math.Min(length, text.Length - start));
    }
}
