using System;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>The schema: sizes and the table of tensors.</summary>
internal static class SchemaFile
{
    private const int MostTensors = 48;

    public static string Write(NetworkDeclaration declaration, Schedule schedule, string element) => SourceFile.Write(declaration, code =>
    {
        NetworkGraph graph = schedule.Graph;
        code.Open("private static class Compiled");
        code.Line($"public static readonly {Names.Nets}NetworkSchema Schema = new()");
        code.Open("");
        code.Line($"Name = {Quote(declaration.Name.TrimStart('@'))},");
        code.Line(Format($"InputSize = {graph.InputWidth},"));
        code.Line(Format($"OutputSize = {graph.OutputWidth},"));
        code.Line($"Targets = {Names.Nets}TargetKind.{Targets(graph.Loss)},");
        code.Line(Format($"ParameterLength = {graph.ParameterLength},"));
        code.Line("StateLength = 0,");
        code.Line(Format($"PanelRows = {schedule.PanelRows},"));
        code.Line(Format($"WorkspacePerSample = {schedule.WorkspacePerSample},"));
        code.Line(Format($"WorkspaceForTraining = {schedule.TransposedLength},"));
        code.Line(Format($"WorkspaceForInputGradients = {schedule.InputTransposedLength + schedule.InputScratchLength},"));
        code.Line(Format($"ForwardFlops = {graph.ForwardFlops},"));
        code.Line(Format($"TrainingFlops = {graph.TrainingFlops},"));
        code.Line($"Summary = {Quote(SummaryTable.Write(declaration.Name, graph, element))},");
        Tensor[][] parts = Parts(graph.Tensors);
        code.Line($"Tensors = new {Names.Nets}TensorTable(");
        code.Indent(1);
        string spread = string.Join(",\n", parts.Select((_, part) => Format($".. Tensors{part}()")));
        code.Lines(parts.Length == 1 ? Rows(parts[0]) + ")," : $"[\n{spread}]),");
        code.Indent(-1);
        code.Close(";");
        for (int part = 0; part < parts.Length && parts.Length > 1; part++)
        {
            code.Line();
            code.Line(Format($"private static {Names.Nets}TensorEntry[] Tensors{part}() => new[]"));
            code.Open("");
            code.Lines(Rows(parts[part]));
            code.Close(";");
        }

        code.Close();
    });

    // A long table is cut, since one expression would be a constructor beyond what the JIT optimises.
    private static Tensor[][] Parts(EquatableArray<Tensor> tensors) =>
        Enumerable.Range(0, Math.Max(1, (tensors.Count + MostTensors - 1) / MostTensors))
            .Select(part => tensors.Skip(part * MostTensors).Take(MostTensors).ToArray())
            .ToArray();

    private static string Rows(Tensor[] tensors) => string.Join(",\n", tensors.Select(Row));

    private static string Row(Tensor tensor)
    {
        string shape = tensor.IsBias ? Format($"{tensor.Columns}") : Format($"{tensor.Columns}, {tensor.Rows}");
        string strides = tensor.IsBias ? "1" : Format($"1, {tensor.Pitch}");
        string kind = $"{Names.Nets}TensorKind.{(tensor.IsBias ? "Bias" : "Weight")}";
        string place = Format($"Offset: {tensor.Offset}, Rows: {tensor.Rows}, Columns: {tensor.Columns}, Pitch: {tensor.Pitch}");
        return $$"""
            new {{Names.Nets}}TensorEntry({{Quote(tensor.Name)}}, {{kind}}, {{place}})
            {
                Shape = new int[] { {{shape}} },
                Strides = new int[] { {{strides}} },
                {{Format($"FanIn = {tensor.FanIn}, FanOut = {tensor.FanOut}")}}, Decays = {{(tensor.IsBias ? "false" : "true")}},
                Init = {{InitText.Write(tensor.Init)}},
            }
            """;
    }

    private static string Targets(LossFunction loss) => loss switch
    {
        LossFunction.None => "None",
        LossFunction.SoftmaxCrossEntropy => "Labels",
        _ => "Values",
    };

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
