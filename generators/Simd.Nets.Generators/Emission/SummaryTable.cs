using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Emission;

/// <summary>The table of layers that stands in the generated remarks and that <c>Summary()</c> returns.</summary>
internal static class SummaryTable
{
    public static string Write(string name, NetworkGraph graph, string element)
    {
        var rows = new List<string[]> { new[] { "layer", "output", "parameters", "in memory", "FLOPs a sample" } };
        rows.Add(["input", Number(graph.InputWidth), "", "", ""]);
        foreach (Operation operation in graph.Operations)
        {
            string width = Number(graph.Widths[operation.Output]);
            rows.Add(operation is AffineOperation affine
                ? [operation.Layer, width, Shape(affine), Range(affine), Number(2L * affine.Weight.Rows * affine.Weight.Columns)]
                : [operation.Layer, width, "", "", ""]);
        }

        if (graph.Loss != LossFunction.None)
        {
            rows.Add([graph.Loss == LossFunction.SoftmaxCrossEntropy ? "softmax cross-entropy" : "mean squared error", "1", "", "", ""]);
        }

        int[] widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        IEnumerable<string> lines = rows
            .Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        long parameters = graph.Tensors.Sum(tensor => (long)tensor.Rows * tensor.Columns);
        string total = $"{name} ({element}): {Number(parameters)} parameters, "
            + $"{Number(graph.ForwardFlops)} FLOPs a sample forward, {Number(graph.TrainingFlops)} with the backward pass";
        return string.Join("\n", lines.Concat([total]));
    }

    private static string Shape(AffineOperation affine) =>
        $"{Number(affine.Weight.Rows)} × {Number(affine.Weight.Columns)}"
        + (affine.Bias is null ? "" : $" + {Number(affine.Weight.Columns)}");

    private static string Range(AffineOperation affine)
    {
        Tensor last = affine.Bias ?? affine.Weight;
        return $"{affine.Weight.Offset}..{last.Offset + last.Length}";
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
