using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Simd.Nets.Generators.Diagnostics;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <content>Members of the vocabulary, and helpers.</content>
internal sealed partial class StackEvaluator
{
    private object? Property(IPropertyReferenceOperation reference, Frame frame)
    {
        IPropertySymbol property = reference.Property;
        if (!property.IsStatic)
        {
            throw Refuse(reference, frame, $"{property.Name} belongs to an object; only static properties are read");
        }

        return network.IsVocabulary(property.ContainingType)
            ? Vocabulary.Get(property) ?? throw Refuse(reference, frame, Unknown(property))
            : Body(property, reference, [], frame);
    }

    private object? Call(IInvocationOperation call, Frame frame)
    {
        IMethodSymbol method = call.TargetMethod;
        if (!method.IsStatic || method.MethodKind != MethodKind.Ordinary || method.IsGenericMethod)
        {
            throw Refuse(call, frame, $"{method.Name} is not a plain static method");
        }

        object?[] arguments = Arguments(call.Arguments, method, call, frame);
        if (!network.IsVocabulary(method.ContainingType))
        {
            return Body(method, call, arguments, frame);
        }

        if (method.Name == nameof(Layers.Repeat) && arguments is [int count, LayerStack body])
        {
            RequireRepeatable(count, body, call, frame);
        }

        return Vocabulary.Call(method, arguments) ?? throw Refuse(call, frame, Unknown(method));
    }

    private object?[] Arguments(
        ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method, IOperation call, Frame frame)
    {
        var values = new object?[method.Parameters.Length];
        ReadEach(arguments, argument =>
        {
            if (argument.Parameter is not { RefKind: RefKind.None, IsParams: false } parameter)
            {
                throw Refuse(call, frame, $"{method.Name} takes an argument by reference or as params");
            }

            object? value = Evaluate(argument.Value, frame);
            if (value is null && network.IsVocabulary(method.ContainingType) && NeedsLayers(parameter.Type))
            {
                throw Refuse(argument.Value, frame, $"it is null, and {NameOf(method)} needs layers here");
            }

            values[parameter.Ordinal] = value;
        });

        return arguments.Length == values.Length ? values : throw new UnreadableException();
    }

    /// <summary>Whether the vocabulary takes layers here and no null: names, initialisers and projections may be null.</summary>
    private bool NeedsLayers(ITypeSymbol type) =>
        type.NullableAnnotation != NullableAnnotation.Annotated
        && (network.IsVocabulary(type, nameof(LayerStack)) || network.IsVocabulary(type, nameof(Layer)));

    /// <summary>A repeat is measured before it is made.</summary>
    private void RequireRepeatable(int count, LayerStack body, IInvocationOperation call, Frame frame)
    {
        if (count < 0)
        {
            throw Refuse(LayerRules.NotPositive, call, frame, Excerpt.Of(call.Syntax), "a count of 0 or more", count);
        }

        RequireCount(count * Math.Max(1, measures.Of(body).Layers), call, frame);
    }

    private object? Body(ISymbol member, IOperation call, object?[] arguments, Frame frame)
    {
        if (member.DeclaringSyntaxReferences.IsEmpty)
        {
            throw Refuse(call, frame, $"{member.Name} is compiled elsewhere; a helper's source must be in this project");
        }

        ISymbol body = member switch
        {
            IMethodSymbol { OriginalDefinition: var method } => method.PartialImplementationPart ?? method,
            IPropertySymbol { OriginalDefinition: var property } => property.PartialImplementationPart ?? property,
            _ => member,
        };
        ExpressionSyntax expression = SingleExpression.Of(body)
            ?? throw Refuse(call, frame, $"the body of {member.Name} is not a single expression");
        var inside = new Frame(arguments, frame.Call ?? call.Syntax);
        object? value = Evaluate(OperationOf(expression), inside);
        return value is Layer layer ? origins.Place(layer, expression, inside) : value;
    }

    private static string NameOf(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;

    private static string Unknown(ISymbol member) =>
        $"this generator does not know {member.ContainingType.Name}.{member.Name}; use the generator that came with the library";
}
