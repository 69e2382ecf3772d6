using System;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <content>Arithmetic on the parameters of helpers; what is constant for the compiler never comes here.</content>
internal sealed partial class StackEvaluator
{
    private object? Convert(IConversionOperation conversion, Frame frame)
    {
        object? value = Evaluate(conversion.Operand, frame);
        return conversion.OperatorMethod switch
        {
            null => Compute(conversion, frame, () => Arithmetic.Cast(value, conversion.Type)),
            { } own when network.IsVocabulary(own.ContainingType) && value is not null =>
                Vocabulary.Call(own, [value]) ?? throw Refuse(conversion, frame, Unknown(own)),
            _ => throw Refuse(conversion, frame, "a conversion of the user's own would have to run"),
        };
    }

    private object? Binary(IBinaryOperation binary, Frame frame)
    {
        if (binary.OperatorMethod is { MethodKind: not MethodKind.BuiltinOperator } || binary.IsLifted)
        {
            throw Refuse(binary, frame, "an operator of the user's own would have to run");
        }

        object? left = Evaluate(binary.LeftOperand, frame);
        switch (binary.OperatorKind, left)
        {
            case (BinaryOperatorKind.ConditionalAnd, false):
                return false;
            case (BinaryOperatorKind.ConditionalOr, true):
                return true;
        }

        object? right = Evaluate(binary.RightOperand, frame);
        return Compute(binary, frame, () => Arithmetic.Binary(binary.OperatorKind, left, right, binary.Type));
    }

    private object? Unary(IUnaryOperation unary, Frame frame)
    {
        object? operand = Evaluate(unary.Operand, frame);
        return Compute(unary, frame, () => Arithmetic.Unary(unary.OperatorKind, operand, unary.Type));
    }

    private object? Choose(IConditionalOperation choice, Frame frame) => Evaluate(choice.Condition, frame) switch
    {
        true => Evaluate(choice.WhenTrue, frame),
        false => Evaluate(choice.WhenFalse, frame),
        _ => throw Refuse(choice, frame, "its condition is not known"),
    };

    private string Interpolate(IInterpolatedStringOperation interpolated, Frame frame)
    {
        var text = new StringBuilder();
        foreach (IInterpolatedStringContentOperation part in interpolated.Parts)
        {
            text.Append(part switch
            {
                IInterpolatedStringTextOperation { Text.ConstantValue.Value: string literal } => literal,
                IInterpolationOperation { Alignment: null, FormatString: null, Expression: var expression } hole =>
                    Compute(hole, frame, () => Arithmetic.Print(Evaluate(expression, frame))),
                _ => throw Refuse(part, frame, "alignments and formats are not read"),
            });
        }

        return text.ToString();
    }

    private T Compute<T>(IOperation operation, Frame frame, Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception failure) when (failure is ArithmeticException or NotSupportedException)
        {
            string why = failure is NotSupportedException ? failure.Message : string.Format(CultureInfo.InvariantCulture, "it {0}",
                failure is DivideByZeroException ? "divides by zero" : "overflows its type");
            throw Refuse(operation, frame, why);
        }
    }
}
