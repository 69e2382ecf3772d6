using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <content><c>x with { Name = "fc" }</c> and <c>new DenseLayer(64) { Bias = false }</c>.</content>
internal sealed partial class StackEvaluator
{
    private object? With(IWithOperation with, Frame frame)
    {
        return Evaluate(with.Operand, frame) is { } original and (Layer or Init)
            ? Assign(Vocabulary.Copy(original), with.Initializer, frame)
            : throw Refuse(with, frame, "only layers and initialisers are read with 'with'");
    }

    private object? Create(IObjectCreationOperation creation, Frame frame)
    {
        if (creation is not { Constructor: { } constructor, Type: { } type } || !network.IsVocabulary(type))
        {
            throw Refuse(creation, frame, "only layers and initialisers are made with 'new'");
        }

        object?[] arguments = Arguments(creation.Arguments, constructor, creation, frame);
        object made = Vocabulary.Make(constructor, arguments) ?? throw Refuse(creation, frame, Unknown(constructor));
        return creation.Initializer is { } initializer ? Assign(made, initializer, frame) : made;
    }

    private object Assign(object target, IObjectOrCollectionInitializerOperation initializer, Frame frame)
    {
        foreach (IOperation assignment in initializer.Initializers)
        {
            if (assignment is not ISimpleAssignmentOperation
                {
                    Target: IPropertyReferenceOperation { Property: var property },
                    Value: var value,
                })
            {
                throw Refuse(assignment, frame, "only assignments of properties are read here");
            }

            object? assigned = Evaluate(value, frame);
            if (assigned is null && NeedsLayers(property.Type))
            {
                throw Refuse(value, frame, $"it is null, and {property.Name} needs layers here");
            }

            if (!Vocabulary.Set(target, property, assigned))
            {
                throw Refuse(assignment, frame, Unknown(property));
            }
        }

        return target;
    }
}
