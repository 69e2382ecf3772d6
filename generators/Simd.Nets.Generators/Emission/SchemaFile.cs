using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>The schema: sizes and the table of tensors.</summary>
internal static class SchemaFile
{
    public static string Write(NetworkDeclaration declaration, Schedule schedule, string element) => SourceFile.Write(declaration, code =>
    {
        NetworkGraph graph = schedule.Graph;
        code.Open("private static class Compiled");
        code.Line("public static readonly NetworkSchema Schema = new()");
        code.Open("");
        code.Line($"Name = {Quote(declaration.Name.TrimStart('@'))},");
        code.Line(Format($"InputSize = {graph.InputWidth},"));
        code.Line(Format($"OutputSize = {graph.OutputWidth},"));
        code.Line($"Targets = TargetKind.{Targets(graph.Loss)},");
        code.Line(Format($"ParameterLength = {graph.ParameterLength},"));
        code.Line("StateLength = 0,");
        code.Line(Format($"PanelRows = {schedule.PanelRows},"));
        code.Line(Format($"WorkspacePerSample = {schedule.WorkspacePerSample},"));
        code.Line(Format($"WorkspaceForTraining = {schedule.TransposedLength},"));
        code.Line(Format($"WorkspaceForInputGradients = {schedule.InputTransposedLength + schedule.InputScratchLength},"));
        code.Line(Format($"ForwardFlops = {graph.ForwardFlops},"));
        code.Line(Format($"TrainingFlops = {graph.TrainingFlops},"));
        code.Line($"Summary = {Quote(SummaryTable.Write(declaration.Name, graph, element))},");
        code.Line("Tensors = new TensorTable(");
        code.Indent(1);
        for (int i = 0; i < graph.Tensors.Count; i++)
        {
            code.Line(Row(graph.Tensors[i]) + (i + 1 < graph.Tensors.Count ? "," : "),"));
        }

        if (graph.Tensors.Count == 0)
        {
            code.Line("),");
        }

        code.Indent(-1);
        code.Close(";");
        code.Close();
    });

    private static string Row(Tensor tensor)
    {
        string shape = tensor.IsBias ? Format($"[{tensor.Columns}]") : Format($"[{tensor.Columns}, {tensor.Rows}]");
        string strides = tensor.IsBias ? "[1]" : Format($"[1, {tensor.Pitch}]");
        string kind = tensor.IsBias ? "Bias" : "Weight";
        return Format($"new TensorEntry({Quote(tensor.Name)}, TensorKind.{kind}, Offset: {tensor.Offset}, Rows: {tensor.Rows}, Columns: {tensor.Columns}, Pitch: {tensor.Pitch}) ")
            + $"{{ Shape = new int[] {Braces(shape)}, Strides = new int[] {Braces(strides)}, "
            + Format($"FanIn = {tensor.FanIn}, FanOut = {tensor.FanOut}, Decays = {(tensor.IsBias ? "false" : "true")}, Init = {InitText.Write(tensor.Init)} }}");
    }

    private static string Braces(string list) => "{ " + list.Trim('[', ']') + " }";

    private static string Targets(LossFunction loss) => loss switch
    {
        LossFunction.None => "None",
        LossFunction.SoftmaxCrossEntropy => "Labels",
        _ => "Values",
    };

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
