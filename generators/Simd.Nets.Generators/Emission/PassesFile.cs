using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;
using Simd.Nets.Generators.Targets;

namespace Simd.Nets.Generators.Emission;

/// <summary>The passes of a network: loops over the panels of the batch around the lists of <see cref="PhaseLists"/>.</summary>
internal sealed partial class PassesFile(NetworkDeclaration declaration, Schedule schedule, string element)
{
    private readonly PhaseLists lists = new(schedule, element);
    private readonly OperandText inference = new(schedule.Inference.Memory);
    private readonly OperandText training = new(schedule.Training.Memory);
    private readonly PassSignature[] passes = PassSignature.All(declaration.Name, element);

    public string Write() => SourceFile.Write(declaration, code =>
    {
        code.Lines(string.Join("\n\n", lists.Methods()));
        code.Line();
        code.Lines(Infer());
        if (schedule.Few is not null)
        {
            code.Line();
            code.Lines(InferFew(schedule.Few));
        }

        if (schedule.HasStages)
        {
            code.Line();
            code.Lines(InferPart());
        }

        code.Line();
        code.Lines(schedule.Graph.Loss is null
            ? WithoutLoss()
            : string.Join("\n\n", Evaluate(), Differentiate(), DifferentiatePart(), LossOfPanel()));
        if (schedule.Training.Slabs.Count > 0)
        {
            code.Line();
            code.Lines(WeightGradientSlab());
        }

        code.Line();
        code.Lines(string.Join("\n\n", Forward(), Backward(), Layouts(), References()));
    });

    /// <summary>The members that <c>INetwork</c> asks for: each picks the widest kernels that the machine runs.</summary>
    public string Dispatch() => string.Join("\n\n", passes.Where(pass => pass.Name != "InferPart" || schedule.HasStages).Select(Pick));

    private static string Pick(PassSignature pass)
    {
        VectorTarget[] targets = VectorTarget.All;
        string result = pass.Result == "void" ? "" : "return ";
        string choices = string.Join("\nelse ", targets.Select((target, index) =>
            (index < targets.Length - 1 ? $"if ({Names.SimdTarget}.Use{target.Bits}) " : "")
            + $"{{ {result}{pass.Name}<{target.Name}Kernels>({pass.Arguments}); }}"));
        return $$"""
            {{pass.Member}}
            {
                {{In(choices)}}
            }
            """;
    }

    private string Infer() => Pass("Infer", Body(
        schedule.Few is { } few
            ? $"if (batch <= {Invariant(few.MostSamples)})\n{{\n    InferFew<TKernels>(in memory, inputs, batch, outputs);\n    return;\n}}\n"
            : "",
        Frame("InferenceLayout", holdsBatch: false),
        lists.PrepareInference,
        Panels(lists.Inference, Unpack(inference, schedule.Inference.Outputs))));

    private string InferFew(FewSchedule few)
    {
        string body = Body(
            Frame("FewLayout", holdsBatch: false),
            lists.PrepareFew,
            Panels(lists.Few, Unpack(new OperandText(few.Memory), few.Outputs)));
        return $$"""
            {{Signature("Infer").Replace(" Infer<", " InferFew<")}}
            {
                {{In(body)}}
            }
            """;
    }

    // The same in stages, so that many can work on a panel.
    private string InferPart() => Pass("InferPart", Body(
        $"var frame = new {Names.PassFrame}<{element}>(memory, inputs, batch, InferenceLayout, in part);",
        $$"""
        if (part.Index == 0)
        {
            {{lists.PrepareInference}}
            return;
        }

        """,
        Panels(lists.Inference, OperandText.Stage(Unpack(inference, schedule.Inference.Outputs), isShared: false))));

    private string Evaluate() => Pass("Evaluate", Body(
        Frame("InferenceLayout", holdsBatch: false),
        Weight(),
        $"const {element} scale = 1;",
        "double loss = 0;",
        lists.PrepareInference,
        Panels(
            lists.Inference,
            Unpack(inference, schedule.Inference.Outputs),
            PanelTargets(),
            $"loss += {inference.Call(schedule.Inference.Loss!)}"),
        "return new(loss, weight);"));

    private string WithoutLoss() => $$"""
        {{Signature("Evaluate")}} =>
            throw new {{Names.InvalidOperationException}}("{{declaration.Name}} declares no loss.");

        {{Signature("Differentiate")}} =>
            throw new {{Names.InvalidOperationException}}("{{declaration.Name}} declares no loss.");

        {{Signature("DifferentiatePart")}} =>
            throw new {{Names.InvalidOperationException}}("{{declaration.Name}} declares no loss.");
        """;

    private string Forward() => Pass("Forward", Body(
        Frame("TrainingLayout", holdsBatch: true),
        lists.PrepareForward,
        Phases(lists.Forward.Take(lists.Forward.Count - 1)),
        Panels(lists.Forward[lists.Forward.Count - 1].Rows, Unpack(training, schedule.Training.Outputs))));

    private string Backward() => Pass("Backward", Body(
        Frame("TrainingLayout", holdsBatch: true),
        lists.PrepareBackward,
        Panels(
            $"ref {element} panelGradients = ref At(outputGradients, frame.Start, {Invariant(schedule.Graph.OutputWidth)});",
            $"{Names.DenseRows}.Pack(ref panelGradients, frame.Rows, {Padded(schedule.Training.OutputGradient, schedule.Graph.OutputWidth)});",
            lists.Backward[0].Rows),
        lists.Backward[0].Finish,
        Phases(lists.Backward.Skip(1)),
        Slabs(),
        "if (inputGradients.IsEmpty)\n{\n    return;\n}\n",
        lists.PrepareInputs,
        Phases(lists.BackwardToInputs.Take(lists.BackwardToInputs.Count - 1)),
        Panels(
            lists.BackwardToInputs[lists.BackwardToInputs.Count - 1].Rows,
            $"ref {element} panelGradients = ref At<{element}>(inputGradients, frame.Start, {InputWidth});",
            schedule.Graph.Shapes[0].Image is null
                ? $"{Names.DenseRows}.Unpack({training.At(schedule.Training.InputGradient)}, frame.Rows, {InputWidth}, "
                    + $"{Invariant(training.Pitch(schedule.Training.InputGradient))}, ref panelGradients);"
                : $"{Names.Kernels}SampleBlocks.ToRows({training.At(schedule.Training.InputGradient)}, frame.Rows, {InputWidth}, {InputWidth}, "
                    + "ref panelGradients);")));

    private string Layouts()
    {
        MemoryPlan training = schedule.Training.Memory;
        var layouts = new List<string>();
        if (schedule.Few is { } few)
        {
            layouts.Add($$"""
                private static {{Names.Nets}}WorkspaceLayout FewLayout => new() { {{Layout(few.Memory, few.PreparedLength, 0, 0, ofBlocks: false)}} };
                """);
        }

        layouts.Add($$"""
            private static {{Names.Nets}}WorkspaceLayout InferenceLayout => new() { {{Layout(
                schedule.Inference.Memory, schedule.InferencePreparedLength, schedule.Inference.ScratchLength, 0, ofBlocks: true)}} };
            """);
        layouts.Add($$"""
            private static {{Names.Nets}}WorkspaceLayout TrainingLayout => new() { {{Layout(
                training,
                schedule.Training.TransposedLength,
                schedule.Training.ScratchLength,
                schedule.Training.InputTransposedLength,
                ofBlocks: true)}} };
            """);
        return string.Join("\n\n", layouts);
    }

    private string Layout(MemoryPlan memory, int transposed, int scratch, int inputTransposed, bool ofBlocks) => string.Join(", ", new[]
    {
        ("PerSample", memory.Length(Region.Samples)),
        ("PerPass", memory.Length(Region.Pass) + transposed),
        ("PerPanel", memory.Length(Region.Panels)),
        ("PerFurtherWorker", scratch),
        ("PerSampleForInputs", memory.Length(Region.SamplesForInputs)),
        ("PerPassForInputs", inputTransposed),
    }.Where(part => part.Item2 > 0).Select(part => $"{part.Item1} = {Invariant(part.Item2)}")
        .Concat(ofBlocks && schedule.Graph.HasImages ? ["OfBlocks = true"] : []));

    private string References()
    {
        string weights = schedule.Graph.Loss?.ClassWeights is { } classes
            ? $"\n\nprivate static {Names.ReadOnlySpan}<{element}> ClassWeightTable => new {element}[] {{ "
                + string.Join(", ", classes.Select(weight => string.Format(CultureInfo.InvariantCulture, "({0})({1:R})", element, weight)))
                + " };"
            : "";
        return $$"""
            /// <summary>The row of a span of dense rows.</summary>
            {{Names.Inlined}}
            private static ref T At<T>({{Names.ReadOnlySpan}}<T> rows, int row, int columns) =>
                ref {{Names.Unsafe}}.Add(ref {{Names.MemoryMarshal}}.GetReference(rows), (nint)row * columns);
            """ + weights;
    }

    private string Frame(string layout, bool holdsBatch) =>
        $"var frame = new {Names.PassFrame}<{element}>(memory, inputs, batch, {layout}, {Invariant(schedule.PanelRows)}, "
        + $"holdsBatch: {(holdsBatch ? "true" : "false")});";

    // The divisor of the mean: the number of samples, unless they or their classes have weights.
    private string Weight() =>
        $"double weight = {Names.Losses}.TotalWeight<{element}>(targets.Labels, targets.Weights, batch, "
        + $"{(schedule.Graph.Loss!.ClassWeights is null ? "default" : "ClassWeightTable")});";

    private string PanelTargets()
    {
        string targets = schedule.Graph.Loss!.TakesLabels
            ? "ref int panelTargets = ref At(targets.Labels, frame.Start, 1);"
            : $"ref {element} panelTargets = ref At(targets.Values, frame.Start, {Invariant(schedule.Graph.OutputWidth)});";
        return $$"""
            {{targets}}
            ref {{element}} panelWeights = ref (targets.Weights.IsEmpty
                ? ref {{Names.Unsafe}}.NullRef<{{element}}>()
                : ref At(targets.Weights, frame.Start, 1));
            """;
    }

    private string Unpack(OperandText text, Gradients.Place place) =>
        $"ref {element} panelOutputs = ref At<{element}>(outputs, frame.Start, {Invariant(schedule.Graph.OutputWidth)});\n"
        + $"{Names.DenseRows}.Unpack({text.At(place)}, frame.Rows, {Invariant(schedule.Graph.OutputWidth)}, "
        + $"{Invariant(text.Pitch(place))}, ref panelOutputs);";

    private string Padded(Gradients.Place place, int columns) =>
        $"{training.At(place)}, {Invariant(columns)}, {Invariant(training.Pitch(place))}";

    private string Phases(IEnumerable<PhaseLists.Names> phases) => string.Join("\n", phases.Select(phase =>
        Panels(phase.Rows) + (phase.Finish.Length == 0 ? "" : "\n" + phase.Finish)));

    private static string Panels(params string[] lines) => $$"""
        while (frame.Next())
        {
            {{In(Body(lines))}}
        }
        """;

    private string Pass(string name, string body) => $$"""
        {{Signature(name)}}
        {
            {{In(body)}}
        }
        """;

    private static string Body(params string[] parts) => string.Join("\n", parts.Where(part => part.Length > 0));

    private string InputWidth => Invariant(schedule.Graph.InputWidth);

    private string Signature(string pass) => passes.First(candidate => candidate.Name == pass).OverKernels;

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string In(string lines) => lines.Replace("\n", "\n    ");
}
