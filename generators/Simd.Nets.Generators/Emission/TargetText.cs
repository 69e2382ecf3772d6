using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Targets;

namespace Simd.Nets.Generators.Emission;

/// <summary>How the operations of a kernel are spelled for a vector target and an element type.</summary>
internal sealed class TargetText
{
    public TargetText(VectorTarget target, ElementType elementType)
    {
        Target = target;
        Element = elementType == ElementType.Float32 ? "float" : "double";
        ElementType = elementType;
        Lanes = target.Lanes(ElementBytes);
        IsScalar = target.Bits == 0;
        Api = IsScalar ? Element : $"{Names.Cpu}Vector{target.Bits}";
        Vector = IsScalar ? Element : $"{Api}<{Element}>";
        string width = IsScalar ? "1" : target.Bits.ToString(CultureInfo.InvariantCulture);
        Facade = Names.Kernels + (Element == "float" ? "Float" : "Double") + width;
    }

    public VectorTarget Target { get; }

    /// <summary>How single elements are spelled.</summary>
    public TargetText OfElement => new(VectorTarget.All[VectorTarget.All.Length - 1], ElementType);

    /// <summary>How four elements side by side are spelled.</summary>
    public TargetText OfFour => new(VectorTarget.All.First(target => target.Lanes(ElementBytes) == 4), ElementType);

    /// <summary><c>float</c> or <c>double</c>.</summary>
    public string Element { get; }

    /// <summary>The type of a register.</summary>
    public string Vector { get; }

    /// <summary>The library's wrapper around it, which its generic functions take.</summary>
    public string Facade { get; }

    /// <summary>Elements of a register.</summary>
    public int Lanes { get; }

    /// <summary>A number as an element.</summary>
    public string Literal(double number) => string.Format(CultureInfo.InvariantCulture, "({0})({1:R})", Element, number);

    /// <summary>A number in every lane.</summary>
    public string Constant(double number) => IsScalar ? Literal(number) : $"{Api}.Create({Literal(number)})";

    public string Zero => IsScalar ? "0" : $"{Vector}.Zero";

    public string One => IsScalar ? "1" : $"{Vector}.One";

    private ElementType ElementType { get; }

    public int ElementBytes => ElementType == ElementType.Float32 ? 4 : 8;

    private bool IsScalar { get; }

    private string Api { get; }

    /// <summary><c>ref r</c> moved by a constant number of elements.</summary>
    public static string At(string reference, int offset) =>
        offset == 0 ? reference : string.Format(CultureInfo.InvariantCulture, Names.Unsafe + ".Add(ref {0}, {1})", reference, offset);

    private static string From(string reference, int offset) =>
        offset == 0 ? reference : string.Format(CultureInfo.InvariantCulture, "{0}, {1}", reference, offset);

    public string Load(string reference, int offset) =>
        IsScalar ? At(reference, offset) : $"{Api}.LoadUnsafe(ref {From(reference, offset)})";

    /// <summary>A vector so many elements, known when it runs, behind a reference.</summary>
    public string LoadAt(string reference, string offset) => offset.Length == 0
        ? Load(reference, 0)
        : IsScalar ? $"{Names.Unsafe}.Add(ref {reference}, {offset})" : $"{Api}.LoadUnsafe(ref {reference}, (nuint){offset})";

    /// <summary>The lanes, added up.</summary>
    public string SumOfLanes(string vector) => IsScalar ? vector : $"{Api}.Sum({vector})";

    public string Broadcast(string reference, int offset) =>
        IsScalar ? At(reference, offset) : $"{Api}.Create({At(reference, offset)})";

    public string Store(string vector, string reference, int offset) =>
        IsScalar ? $"{At(reference, offset)} = {vector};" : $"{Api}.StoreUnsafe({vector}, ref {From(reference, offset)});";

    /// <summary>
    /// a·b + c, in one rounding where the machine has it. 128 bits stand for machines with and without, so the library asks.
    /// </summary>
    public string MultiplyAdd(string a, string b, string c) => Target.Bits switch
    {
        0 => $"({a} * {b}) + {c}",
        128 => $"{Names.Kernels}Fused.MultiplyAdd({a}, {b}, {c})",
        _ => $"{Api}.FusedMultiplyAdd({a}, {b}, {c})",
    };

    /// <summary>An activation that fits the epilogue of a product.</summary>
    public string Activation(PointwiseFunction? function, string z) => function switch
    {
        null => z,
        // The native maximum yields its second operand where one is NaN: a NaN stays visible.
        _ when IsScalar => $"{z} < 0 ? 0 : {z}",
        _ => $"{Api}.MaxNative({Zero}, {z})",
    };

    /// <summary>An adjoint times the derivative of the function that yielded h.</summary>
    public string Derivative(PointwiseFunction? function, string dh, string h) => function switch
    {
        null => dh,
        _ when function == PointwiseFunction.Relu && IsScalar => $"{h} > 0 ? {dh} : 0",
        _ when function == PointwiseFunction.Relu => $"{Api}.ConditionalSelect({Api}.GreaterThan({h}, {Zero}), {dh}, {Zero})",
        _ when function == PointwiseFunction.Tanh => $"{dh} * ({One} - ({h} * {h}))",
        _ => $"{dh} * ({h} * ({One} - {h}))",
    };
}
