using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Simd.Nets.Generators.Diagnostics;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <content>Collection expressions and spreads.</content>
internal sealed partial class StackEvaluator
{
    private object Collect(ICollectionExpressionOperation collection, Frame frame)
    {
        switch (collection.Type)
        {
            case IArrayTypeSymbol:
            case { } stack when network.IsVocabulary(stack, nameof(LayerStack)):
                return LayerStack.Create(LayersOf(collection, frame).ToArray());
            case { } weights when network.IsVocabulary(weights, nameof(ClassWeights)):
                return ClassWeights.Create(NumbersOf(collection, frame).ToArray());
            default:
                throw Refuse(
                    collection, frame, $"it makes a {collection.Type?.Name}; layers are read in a {nameof(LayerStack)} or an array");
        }
    }

    private List<Layer> LayersOf(ICollectionExpressionOperation collection, Frame frame)
    {
        var layers = new List<Layer>();
        long count = 0;
        ReadEach(collection.Elements, element => count = Append(layers, count, element, frame));
        return layers;
    }

    private List<double> NumbersOf(ICollectionExpressionOperation collection, Frame frame)
    {
        var numbers = new List<double>();
        ReadEach(collection.Elements, element => numbers.Add(
            element is not ISpreadOperation && Evaluate(element, frame) is double number
                ? number
                : throw Refuse(element, frame, $"{nameof(ClassWeights)} are numbers one by one")));
        return numbers;
    }

    /// <summary>Goes on behind what cannot be read, so that all of it is reported, and throws at the end.</summary>
    private void ReadEach<T>(ImmutableArray<T> parts, Action<T> read)
    {
        bool isWhole = true;
        foreach (T part in parts)
        {
            try
            {
                read(part);
            }
            catch (UnreadableException) when (!isExhausted)
            {
                isWhole = false;
            }
        }

        if (!isWhole)
        {
            throw new UnreadableException();
        }
    }

    /// <summary>Appends a layer or the layers of a spread stack to others, so many when expanded; yields how many they are then.</summary>
    private long Append(List<Layer> layers, long count, IOperation element, Frame frame)
    {
        var spread = element as ISpreadOperation;
        IOperation value = spread?.Operand ?? element;
        StackMeasure added;
        switch (Evaluate(value, frame))
        {
            case Layer layer when spread is null:
                layers.Add(origins.Place(layer, value.Syntax, frame));
                added = measures.Of(layer);
                break;
            case LayerStack stack when spread is not null:
                layers.AddRange(stack);
                added = measures.Of(stack);
                break;
            default:
                throw Refuse(value, frame, "it is no layer");
        }

        RequireCount(count + added.Layers, value, frame);
        if (added.Levels > Limits.Levels)
        {
            throw Refuse(
                LayerRules.TooLarge, value, frame, "stacks inside one another", Text(Limits.Levels), Text(added.Levels), "nest fewer");
        }

        return count + added.Layers;
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
