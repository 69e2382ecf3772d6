using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>The schema: sizes and the table of tensors.</summary>
internal static class SchemaFile
{
    private const int MostTensors = 48;

    public static string Write(NetworkDeclaration declaration, Schedule schedule, string element, PassesFile passes) => SourceFile.Write(declaration, code =>
    {
        NetworkGraph graph = schedule.Graph;
        code.Open("private static class Compiled");
        code.Line($"public static readonly {Names.Nets}NetworkSchema Schema = new()");
        code.Open("");
        code.Line($"Name = {Quote(declaration.Name.TrimStart('@'))},");
        code.Line(Format($"InputSize = {graph.InputWidth},"));
        code.Line(Format($"OutputSize = {graph.OutputWidth},"));
        code.Line($"Targets = {Names.Nets}TargetKind.{Targets(graph.Loss)},");
        if (graph.Loss is { TakesProbabilities: true })
        {
            code.Line("TargetsAreProbabilities = true,");
        }

        code.Line(Format($"ParameterLength = {graph.ParameterLength},"));
        code.Line(Format($"StateLength = {graph.StateLength},"));
        if (schedule.BatchNormalisation is { } layer)
        {
            code.Line($"BatchNormalisation = {Quote(layer)},");
        }

        code.Line(Format($"PanelRows = {schedule.PanelRows},"));
        code.Line("Inference = InferenceLayout,");
        code.Line("Training = TrainingLayout,");
        if (schedule.Training.HoldsBatch)
        {
            code.Line("HoldsBatch = true,");
        }

        if (passes.PartKinds.Count > 0)
        {
            code.Line($"Parts = new[] {{ {string.Join(", ", passes.PartKinds.Select(kind => $"{Names.Kernels}PartKind.{kind}"))} }},");
        }

        if (passes.Stages.Count > 0)
        {
            code.Line($"Stages = new[] {{ {string.Join(", ", passes.Stages)} }},");
            code.Line(Format($"SharedTrainingFlops = {schedule.SharedTrainingFlops},"));
        }

        if (schedule.HasStages)
        {
            code.Line(Format($"InferenceStages = {schedule.Inference.Rows.Count + 1},"));
            code.Line(Format($"SharedForwardFlops = {schedule.SharedForwardFlops},"));
        }

        if (schedule.Few is { } few)
        {
            code.Line(Format($"FewSamples = {few.MostSamples},"));
        }

        if (schedule.Training.Slabs.Count > 0)
        {
            string indexes = string.Join(", ", schedule.Training.Slabs.Select(slab => Index(graph, slab.Weight)));
            code.Line(Format($"SlabInputs = {SlabGradient.Inputs},"));
            code.Line($"SlabTensors = new[] {{ {indexes} }},");
            if (schedule.Training.Slabs.Any(slab => slab.IsOfInputs))
            {
                code.Line("SlabsBoundInputs = true,");
            }
        }

        code.Line(Format($"ForwardFlops = {graph.ForwardFlops},"));
        code.Line(Format($"TrainingFlops = {graph.TrainingFlops},"));
        code.Line($"Summary = {Quote(SummaryTable.Write(declaration.Name, graph, element))},");
        if (schedule.Training.Activations.Count > 0)
        {
            code.Line("Activations = Activations(),");
        }

        Tensor[][] parts = Parts(graph.Tensors);
        Tensor[][] stateParts = Parts(graph.StateTensors);
        Table(code, "Tensors", parts, "");
        if (graph.StateTensors.Count > 0)
        {
            Table(code, "StateTensors", stateParts, "State");
        }

        code.Close(";");
        PartMethods(code, parts, "");
        PartMethods(code, stateParts, "State");
        Activations(code, schedule.Training.Activations);
        code.Close();
    });

    private static void Activations(CodeWriter code, EquatableArray<HeldActivation> activations)
    {
        if (activations.Count == 0)
        {
            return;
        }

        string rows = string.Join(",\n", activations.Select(held =>
            Format($"new({Quote(held.Activation.Layer)}, Offset: {held.Memory.Offset}, ")
            + Format($"Pitch: {held.Memory.Pitch}, Features: {held.Activation.Shape.Features}, Channels: {held.Activation.Shape.Channels})")
            + (held.Memory.OfBlocks || held.Activation.IsArgument || held.Activation.Kept < 1 ? " { " + Options(held) + " }" : "")));
        code.Line();
        code.Line($"private static {Names.Nets}ActivationEntry[] Activations() => new {Names.Nets}ActivationEntry[]");
        code.Open("");
        code.Lines(rows + ",");
        code.Close(";");
    }

    private static string Options(HeldActivation held) => string.Join(", ", new[]
    {
        held.Memory.OfBlocks ? "OfBlocks = true" : "",
        held.Activation.IsArgument ? "IsArgument = true" : "",
        held.Activation.Kept < 1 ? Format($"Kept = {held.Activation.Kept:R}") : "",
    }.Where(option => option.Length > 0));

    private static void Table(CodeWriter code, string property, Tensor[][] parts, string prefix)
    {
        code.Line($"{property} = new {Names.Nets}TensorTable(");
        code.Indent(1);
        string spread = string.Join(",\n", parts.Select((_, part) => Format($".. {prefix}Tensors{part}()")));
        code.Lines(parts.Length == 1 ? Rows(parts[0]) + ")," : $"[\n{spread}]),");
        code.Indent(-1);
    }

    private static void PartMethods(CodeWriter code, Tensor[][] parts, string prefix)
    {
        for (int part = 0; part < parts.Length && parts.Length > 1; part++)
        {
            code.Line();
            code.Line(Format($"private static {Names.Nets}TensorEntry[] {prefix}Tensors{part}() => new[]"));
            code.Open("");
            code.Lines(Rows(parts[part]));
            code.Close(";");
        }
    }

    // A long table is cut, since one expression would be a constructor beyond what the JIT optimises.
    private static Tensor[][] Parts(EquatableArray<Tensor> tensors) =>
        Enumerable.Range(0, Math.Max(1, (tensors.Count + MostTensors - 1) / MostTensors))
            .Select(part => tensors.Skip(part * MostTensors).Take(MostTensors).ToArray())
            .ToArray();

    private static string Rows(Tensor[] tensors) => string.Join(",\n", tensors.Select(Row));

    private static string Row(Tensor tensor)
    {
        bool isMatrix = tensor.Role == TensorRole.Weight;
        (string shape, string strides) = Axes(tensor);
        string kind = $"{Names.Nets}TensorKind.{tensor.Role}";
        string place = Format($"Offset: {tensor.Offset}, Rows: {tensor.Rows}, Columns: {tensor.Columns}, Pitch: {tensor.Pitch}");
        return $$"""
            new {{Names.Nets}}TensorEntry({{Quote(tensor.Name)}}, {{kind}}, {{place}})
            {
                Shape = new int[] { {{shape}} },
                Strides = new int[] { {{strides}} },
                {{Format($"FanIn = {tensor.FanIn}, FanOut = {tensor.FanOut}")}}, Decays = {{(isMatrix ? "true" : "false")}},
                Init = {{InitText.Write(tensor.Init)}},{{Flattened(tensor)}}
            }
            """;
    }

    private static string Flattened(Tensor tensor) => tensor.Flattened is { } image
        ? Format($"\n    FlattenedImage = new {Names.Nets}ImageShape({image.Height}, {image.Width}, {image.Channels}),")
        : "";

    /// <summary>The logical shape, as PyTorch has it, and the elements from one index of each axis to the next.</summary>
    private static (string Shape, string Strides) Axes(Tensor tensor) => tensor switch
    {
        { Window: { IsOneDimensional: true } window } => (
            Format($"{tensor.Columns}, {window.Channels}, {window.Width}"),
            Format($"1, {tensor.Pitch}, {window.Channels * tensor.Pitch}")),
        { Window: { } window } => (
            Format($"{tensor.Columns}, {window.Channels}, {window.Height}, {window.Width}"),
            Format($"1, {tensor.Pitch}, {window.Width * window.Channels * tensor.Pitch}, {window.Channels * tensor.Pitch}")),
        { Role: TensorRole.Weight } => (Format($"{tensor.Columns}, {tensor.Rows}"), Format($"1, {tensor.Pitch}")),
        _ => (Format($"{tensor.Columns}"), "1"),
    };

    private static string Index(NetworkGraph graph, Tensor tensor) =>
        Enumerable.Range(0, graph.Tensors.Count).First(index => graph.Tensors[index] == tensor).ToString(CultureInfo.InvariantCulture);

    private static string Targets(LossFunction? loss) => loss switch
    {
        null => "None",
        { TakesLabels: true } => "Labels",
        _ => "Values",
    };

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
