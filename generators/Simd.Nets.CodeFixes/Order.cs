using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Simd.Nets.Generators.Flow.Writing;

namespace Simd.Nets.CodeFixes;

/// <summary>Layers put elsewhere, left out or replaced by their kin.</summary>
internal static class Order
{
    /// <summary>Dropout behind the last batch normalisation and its activation.</summary>
    public static Remedy DropoutLast(WrittenNetwork network, WrittenLayer[] here) => new(
        "MoveDropout", "Put Dropout behind the last batch normalisation", edits =>
    {
        WrittenLayer? last = network.Layers.LastOrDefault(written => written.Layer is BatchNormLayer);
        if (here.Length == 0 || last is null)
        {
            edits.GiveUp();
            return;
        }

        // The outermost element it is inside of: a repeat may hold both.
        CollectionElementSyntax? target = last.Element.AncestorsAndSelf().OfType<CollectionElementSyntax>().LastOrDefault();
        if (target?.Parent is not CollectionExpressionSyntax collection)
        {
            edits.GiveUp();
            return;
        }

        int index = collection.Elements.IndexOf(target) + 1;
        if (index < collection.Elements.Count && network.Layers.Any(written =>
            written.Element.Parent == collection.Elements[index] && written.Layer is ActivationLayer or PReluLayer))
        {
            target = collection.Elements[index];
        }

        edits.Remove(here[0]);
        edits.InsertAfter(target, here[0].Syntax.ToString());
    });

    public static Remedy WithoutDropout(WrittenLayer[] here) => new(
        "WithoutDropout", "Leave Dropout out", edits => Array.ForEach(here, edits.Remove));

    public static Remedy WithoutBias(WrittenLayer[] here) => new(
        "WithoutBias", "Drop the redundant bias", edits => Each(here, layer => edits.SetOption(layer, "bias", "false")));

    public static Remedy WithoutLast(WrittenLayer[] here) => new(
        "WithoutLast",
        $"Leave {(here.Length > 0 && here[0].Layer is SigmoidLayer ? "Sigmoid" : "Softmax")} to the loss",
        edits => Array.ForEach(here, edits.Remove));

    public static Remedy AlphaDropout(WrittenLayer[] here) => new(
        "AlphaDropout",
        "Use alpha dropout",
        edits => Each(here, layer =>
        {
            if (SourceEdits.Core(layer) is InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments.Count: 1 }
                && edits.Option(layer, "alpha") is null
                && (called is MemberAccessExpressionSyntax member ? member.Name : called) is { } name)
            {
                edits.Replace(name, name == called ? edits.Spelling(name, "AlphaDropout") : "AlphaDropout");
            }
            else
            {
                edits.SetOption(layer, "alpha", "true");
            }
        }));

    public static Remedy Standardized(WrittenNetwork network) => new("Standardize", "Standardise the inputs", edits =>
    {
        if (network.Layers[0].Site.Parent is ExpressionElementSyntax element)
        {
            edits.InsertAfter(element, edits.Spelling(element, "Standardize"));
        }
        else
        {
            edits.GiveUp();
        }
    });

    public static Remedy DeclaredScale(WrittenNetwork network)
    {
        string scale = network.Flow[0].SecondMoment.ToString("R", CultureInfo.InvariantCulture);
        return new("DeclareScale", $"Declare that the inputs have mean square {scale}", edits =>
            edits.SetOption(network.Layers[0].Syntax, "secondMoment", scale));
    }

    private static void Each(WrittenLayer[] here, Action<ExpressionSyntax> edit) =>
        Array.ForEach([.. here.Select(written => written.Syntax).Distinct()], edit);
}
