using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Simd.Nets.Generators.Diagnostics;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <content>Collection expressions and spreads. All unreadable elements are reported, not only the first.</content>
internal sealed partial class StackEvaluator
{
    private LayerStack Collect(ICollectionExpressionOperation collection, Frame frame)
    {
        if (collection.Type is not { } type || !(type is IArrayTypeSymbol || network.IsVocabulary(type, nameof(LayerStack))))
        {
            throw Refuse(collection, frame, $"it makes a {collection.Type?.Name}; layers are read in a {nameof(LayerStack)} or an array");
        }

        var layers = new List<Layer>();
        bool isWhole = true;
        foreach (IOperation element in collection.Elements)
        {
            try
            {
                Append(layers, element, frame);
            }
            catch (UnreadableException) when (!isExhausted)
            {
                isWhole = false;
            }
        }

        return isWhole ? LayerStack.Create(layers.ToArray()) : throw new UnreadableException();
    }

    private void Append(List<Layer> layers, IOperation element, Frame frame)
    {
        var spread = element as ISpreadOperation;
        IOperation value = spread?.Operand ?? element;
        switch (Evaluate(value, frame))
        {
            case Layer layer when spread is null:
                layers.Add(origins.Place(layer, value.Syntax, frame));
                break;
            case LayerStack stack when spread is not null:
                layers.AddRange(stack);
                break;
            default:
                throw Refuse(value, frame, "it is no layer");
        }

        RequireCount(layers.Count, value, frame);
    }

    private void RequireCount(long count, IOperation operation, Frame frame)
    {
        if (count > Limits.Layers)
        {
            throw Refuse(
                LayerRules.TooLarge, operation, frame, "layers in a network", Text(Limits.Layers), Text(count), "declare fewer layers");
        }
    }
}
