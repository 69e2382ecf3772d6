using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Simd.Nets.Generators.Diagnostics;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <summary>
/// Evaluates the expression of a <c>Layers</c> property to the stack it would yield at run time, by reading: constants, calls of the
/// vocabulary (made for real, of the same source that the user calls), and helpers whose body is one expression. A file a construct.
/// </summary>
internal sealed partial class StackEvaluator(NetworkClass network, IElementSink? sink, CancellationToken token)
{
    /// <summary>How deep expressions and helpers may nest: far below what the stack of a compiler's thread holds.</summary>
    private const int DeepestNesting = 200;

    /// <summary>How many expressions are read before a declaration counts as too large; helpers that call helpers multiply.</summary>
    private const int MostSteps = 200_000;

    private readonly ElementOrigins origins = new();
    private readonly StackMeasures measures = new();
    private readonly Dictionary<ExpressionSyntax, IOperation?> operations = [];
    private readonly HashSet<(string Rule, Location At)> reported = [];
    private int steps;
    private int depth;
    private bool isExhausted;

    /// <summary>The stack; null, and reported, where something in it cannot be read.</summary>
    public LayerStack? Read(ExpressionSyntax expression)
    {
        try
        {
            if (Evaluate(OperationOf(expression), Frame.Property) is LayerStack layers)
            {
                if (sink is not null)
                {
                    origins.Report(layers, sink);
                }

                return layers;
            }
        }
        catch (UnreadableException)
        {
            // reported where it was thrown, unless the compiler has no operation to read there
        }

        if (reported.Count == 0)
        {
            Refuse(PropertyRules.NotUnderstood, expression, Frame.Property, Excerpt.Of(expression), "it is no stack of layers");
        }

        return null;
    }

    private object? Evaluate(IOperation? operation, Frame frame)
    {
        token.ThrowIfCancellationRequested();
        if (operation is null)
        {
            throw new UnreadableException();
        }

        if (++steps > MostSteps)
        {
            isExhausted = true;
            throw Refuse(
                LayerRules.TooLarge, operation, frame, "expressions to read in a network", Text(MostSteps), "more", "declare fewer layers");
        }

        if (depth >= DeepestNesting)
        {
            isExhausted = true;
            throw Refuse(operation, frame, $"expressions and helpers nest deeper than {DeepestNesting} (does a helper call itself?)");
        }

        depth++;
        try
        {
            return operation.ConstantValue is { HasValue: true, Value: var constant } ? constant : Read(operation, frame);
        }
        catch (TargetInvocationException)
        {
            throw Refuse(operation, frame, "the vocabulary refuses these values");
        }
        finally
        {
            depth--;
        }
    }

    private object? Read(IOperation operation, Frame frame) => operation switch
    {
        ICollectionExpressionOperation collection => Collect(collection, frame),
        IPropertyReferenceOperation property => Property(property, frame),
        IInvocationOperation call => Call(call, frame),
        IObjectCreationOperation creation => Create(creation, frame),
        IWithOperation with => With(with, frame),
        IConversionOperation conversion => Convert(conversion, frame),
        IParameterReferenceOperation parameter => frame.Arguments[parameter.Parameter.Ordinal],
        IBinaryOperation binary => Binary(binary, frame),
        IUnaryOperation unary => Unary(unary, frame),
        IConditionalOperation choice => Choose(choice, frame),
        IInterpolatedStringOperation text => Interpolate(text, frame),
        IFieldReferenceOperation field =>
            throw Refuse(field, frame, $"the field {field.Field.Name} is not const; make it const, or a static property"),
        _ => throw Refuse(operation, frame, "only its value at run time is known"),
    };

    /// <summary>What the compiler makes of an expression, bound once: helpers that call helpers come back often.</summary>
    private IOperation? OperationOf(ExpressionSyntax expression)
    {
        if (!operations.TryGetValue(expression, out IOperation? operation))
        {
            operation = Bind(expression);
            operations.Add(expression, operation);
        }

        return operation;
    }

    private IOperation? Bind(ExpressionSyntax expression)
    {
        if (!network.Compilation.ContainsSyntaxTree(expression.SyntaxTree))
        {
            return null;
        }

        IOperation? operation = network.Compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression, token);
        while (operation?.Parent is IConversionOperation { IsImplicit: true } conversion && conversion.Syntax == operation.Syntax)
        {
            operation = conversion;
        }

        return operation;
    }

    private UnreadableException Refuse(IOperation operation, Frame frame, string why) =>
        Refuse(PropertyRules.NotUnderstood, operation.Syntax, frame, Excerpt.Of(operation.Syntax), why);

    private UnreadableException Refuse(DiagnosticDescriptor rule, IOperation operation, Frame frame, params object[] arguments) =>
        Refuse(rule, operation.Syntax, frame, arguments);

    /// <summary>Reports once a place, however often the place is read.</summary>
    private UnreadableException Refuse(DiagnosticDescriptor rule, SyntaxNode syntax, Frame frame, params object[] arguments)
    {
        Location at = (frame.Call ?? syntax).GetLocation();
        if (reported.Add((rule.Id, at)))
        {
            sink?.Report(rule, at, frame.Call is null ? null : syntax.GetLocation(), arguments);
        }

        return new UnreadableException();
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>Ends the reading of an element; the reason has been reported already.</summary>
internal sealed class UnreadableException : Exception;

/// <summary>What an expression is read in: the property itself, or a helper.</summary>
/// <param name="Arguments">Of the helper, by ordinal.</param>
/// <param name="Call">Where <c>Layers</c> calls the helper, perhaps through others; null in the property itself.</param>
internal sealed record Frame(object?[] Arguments, SyntaxNode? Call)
{
    /// <summary>The property itself.</summary>
    public static Frame Property { get; } = new([], null);
}
