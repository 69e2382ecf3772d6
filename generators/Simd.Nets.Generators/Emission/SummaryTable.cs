using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>The table of layers that stands in the generated remarks and that <c>Summary()</c> returns.</summary>
internal static class SummaryTable
{
    public static string Write(string name, NetworkGraph graph, string element)
    {
        var rows = new List<string[]> { new[] { "layer", "output", "parameters", "in memory", "FLOPs a sample" } };
        rows.Add(["input", graph.Shapes[0].ToString(), "", "", ""]);
        foreach (Operation operation in graph.Operations)
        {
            string width = graph.Shapes[operation.Output].ToString();
            string flops = operation is LinearOperation linear ? Number(linear.Flops) : "";
            rows.Add([operation.Layer, width, Shapes(operation), Range(operation), flops]);
        }

        if (graph.Loss is { Label: var loss })
        {
            rows.Add([loss, "1", "", "", ""]);
        }

        int[] widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        IEnumerable<string> lines = rows
            .Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        long parameters = graph.Tensors.Sum(tensor => (long)tensor.Rows * tensor.Columns);
        IEnumerable<string> ways = graph.Operations.OfType<ConvolutionOperation>()
            .Select(operation => $"{operation.Layer}: {ConvolutionKernels.Way(operation)}")
            .Concat(graph.HasImages ? [PixelConvolutions.Way(PixelConvolutions.MostSamples(graph))] : []);
        string total = $"{name} ({element}): {Number(parameters)} parameters, "
            + $"{Number(graph.ForwardFlops)} FLOPs a sample forward, {Number(graph.TrainingFlops)} with the backward pass";
        return string.Join("\n", [.. lines, .. ways, total]);
    }

    private static string Shapes(Operation operation) => string.Join(" + ", operation.Parameters.Select(tensor =>
        tensor.Role == TensorRole.Weight ? $"{Number(tensor.Rows)} × {Number(tensor.Columns)}" : Number(tensor.Columns)));

    private static string Range(Operation operation)
    {
        Tensor[] tensors = operation.Parameters.ToArray();
        return tensors.Length == 0 ? "" : $"{tensors[0].Offset}..{tensors[tensors.Length - 1].Offset + tensors[tensors.Length - 1].Length}";
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
