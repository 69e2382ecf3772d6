using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <summary>
/// C#'s arithmetic on boxed numbers: integers as long, floating point as double (rounding a sum, product or quotient of floats once more
/// changes nothing), then narrowed to the type that the compiler found. Overflow is always an error.
/// </summary>
/// <remarks>
/// Everything throws <see cref="NotSupportedException"/> for what is not understood, and <see cref="ArithmeticException"/>.
/// </remarks>
internal static class Arithmetic
{
    public static object? Binary(BinaryOperatorKind kind, object? left, object? right, ITypeSymbol? type) => (left, right) switch
    {
        _ when kind == BinaryOperatorKind.Add && type?.SpecialType == SpecialType.System_String => Print(left) + Print(right),
        (float or double, float or double) => Cast(Floating(kind, ToDouble(left!), ToDouble(right!)), type),
        _ when IsInteger(left) && IsInteger(right) => Cast(Integral(kind, ToInt64(left!), ToInt64(right!)), type),
        (bool x, bool y) => Logical(kind, x, y),
        (string or null, string or null) when kind == BinaryOperatorKind.Equals => Equals(left, right),
        (string or null, string or null) when kind == BinaryOperatorKind.NotEquals => !Equals(left, right),
        _ => throw NotUnderstood(kind),
    };

    public static object? Unary(UnaryOperatorKind kind, object? operand, ITypeSymbol? type) => (kind, operand) switch
    {
        (UnaryOperatorKind.Not, bool x) => !x,
        (UnaryOperatorKind.Plus, _) => Cast(operand, type),
        (UnaryOperatorKind.Minus, float or double) => Cast(-ToDouble(operand), type),
        (UnaryOperatorKind.Minus, _) when IsInteger(operand) => Cast(checked(-ToInt64(operand!)), type),
        _ => throw NotUnderstood(kind),
    };

    /// <summary>A number as one of another type, as C#'s cast (fractions are cut, not rounded); what is no number stays as it is.</summary>
    public static object? Cast(object? value, ITypeSymbol? type) => Number(type) switch
    {
        _ when !IsInteger(value) && value is not (float or double) => value,
        SpecialType.System_SByte => checked((sbyte)ToInt64(value!)),
        SpecialType.System_Byte => checked((byte)ToInt64(value!)),
        SpecialType.System_Int16 => checked((short)ToInt64(value!)),
        SpecialType.System_UInt16 => checked((ushort)ToInt64(value!)),
        SpecialType.System_Char => checked((char)ToInt64(value!)),
        SpecialType.System_Int32 => checked((int)ToInt64(value!)),
        SpecialType.System_UInt32 => checked((uint)ToInt64(value!)),
        SpecialType.System_Int64 => ToInt64(value!),
        SpecialType.System_UInt64 => checked((ulong)ToInt64(value!)),
        SpecialType.System_Single => (float)ToDouble(value!),
        SpecialType.System_Double => ToDouble(value!),
        SpecialType.System_Decimal => throw new NotSupportedException("decimals are not read"),
        _ => value,
    };

    /// <summary>Text and whole numbers from zero, which every culture prints alike.</summary>
    public static string Print(object? value) => value switch
    {
        null => "",
        string text => text,
        char letter => letter.ToString(),
        _ when IsInteger(value) && ToInt64(value) >= 0 => ToInt64(value).ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException("only text and whole numbers from zero are printed alike everywhere"),
    };

    private static object Floating(BinaryOperatorKind kind, double x, double y) => kind switch
    {
        BinaryOperatorKind.Add => x + y,
        BinaryOperatorKind.Subtract => x - y,
        BinaryOperatorKind.Multiply => x * y,
        BinaryOperatorKind.Divide => x / y,
        BinaryOperatorKind.Remainder => x % y,
        BinaryOperatorKind.Equals => x == y,
        BinaryOperatorKind.NotEquals => x != y,
        BinaryOperatorKind.LessThan => x < y,
        BinaryOperatorKind.LessThanOrEqual => x <= y,
        BinaryOperatorKind.GreaterThan => x > y,
        BinaryOperatorKind.GreaterThanOrEqual => x >= y,
        _ => throw NotUnderstood(kind),
    };

    private static object Integral(BinaryOperatorKind kind, long x, long y) => kind switch
    {
        BinaryOperatorKind.Add => checked(x + y),
        BinaryOperatorKind.Subtract => checked(x - y),
        BinaryOperatorKind.Multiply => checked(x * y),
        BinaryOperatorKind.Divide => x / y,
        BinaryOperatorKind.Remainder => y == -1 ? 0L : x % y,
        BinaryOperatorKind.Equals => x == y,
        BinaryOperatorKind.NotEquals => x != y,
        BinaryOperatorKind.LessThan => x < y,
        BinaryOperatorKind.LessThanOrEqual => x <= y,
        BinaryOperatorKind.GreaterThan => x > y,
        BinaryOperatorKind.GreaterThanOrEqual => x >= y,
        _ => throw NotUnderstood(kind),
    };

    private static object Logical(BinaryOperatorKind kind, bool x, bool y) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => x & y,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => x | y,
        BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => x ^ y,
        BinaryOperatorKind.Equals => x == y,
        _ => throw NotUnderstood(kind),
    };

    private static SpecialType Number(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { EnumUnderlyingType: { } underlying } => underlying.SpecialType,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } => Number(inner),
        _ => type?.SpecialType ?? SpecialType.None,
    };

    private static bool IsInteger(object? value) => value is int or long or byte or sbyte or short or ushort or uint or ulong or char;

    private static long ToInt64(object value) => value is float or double
        ? checked((long)Math.Truncate(ToDouble(value)))
        : Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static double ToDouble(object value) => value is char letter ? letter : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static NotSupportedException NotUnderstood(Enum kind) => new($"the operator {kind} is not read for these operands");
}
