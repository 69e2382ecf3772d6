using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;
using Simd.Nets.Generators.Targets;

namespace Simd.Nets.Generators.Emission;

/// <summary>
/// The passes of a network: straight lists of kernel calls for the rows of a panel, and the loops over panels around them.
/// </summary>
internal sealed class PassesFile(NetworkDeclaration declaration, Schedule schedule, string element)
{
    private readonly RowsText text = new(schedule);
    private readonly PassSignature[] passes = PassSignature.All(declaration.Name, element);

    public string Write() => SourceFile.Write(declaration, code =>
    {
        code.Lines(ForRows());
        code.Line();
        code.Lines(Inference());
        code.Line();
        code.Lines(schedule.Loss is { } loss ? WithLoss(loss) : WithoutLoss());
        code.Line();
        code.Lines(Halves());
        code.Line();
        code.Lines(References());
    });

    /// <summary>The members that <c>INetwork</c> asks for: each picks the widest kernels that the machine runs.</summary>
    public string Dispatch() => string.Join("\n\n", passes.Select(Pick));

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

    private string ForRows() => string.Join("\n\n", [
        RowsMethod.Write(
            "ForwardRows",
            "Forward through all layers for the rows of one panel; a layer's rows start at <c>row</c> of its buffer.",
            [$"ref {element} parameters", $"ref {element} inputs", "int rows", .. Place],
            text,
            schedule.Forward,
            before: Pack()),
        RowsMethod.Write(
            "BackwardRows",
            "Backward through all layers: the gradient of the outputs becomes the gradients of the parameters.",
            [$"ref {element} gradients", $"ref {element} inputs", "int rows", .. Place, $"ref {element} transposed", "bool accumulate"],
            text,
            schedule.Backward),
        RowsMethod.Write(
            "BackwardToInputs",
            "The rest of the way: the gradient of the inputs, as dense rows.",
            ["int rows", .. Place, $"ref {element} transposed", $"ref {element} inputGradients"],
            text,
            schedule.BackwardToInputs,
            after: Dense("Unpack", schedule.InputGradientBuffer, "ref inputGradients")),
        RowsMethod.Write(
            "TransposeWeights",
            "Transposed copies of the weights, which the backward pass then reads along rows; once a step.",
            [$"ref {element} parameters", $"ref {element} transposed", "bool forInputs"],
            text,
            schedule.Transposes,
            after: schedule.InputTransposes.Count == 0 ? "" : $"if (forInputs)\n{{\n    {In(text.Calls(schedule.InputTransposes))}\n}}"),
    ]);

    private string Inference() => $$"""
        {{Signature("Infer")}}
        {
            {{Start("parameters", "Parameters")}}
            {{Start("workspace", "Workspace")}}
            const nint row = 0;
            nint capacity = {{Names.Math}}.Min(batch, {{schedule.PanelRows}});
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = {{Names.Math}}.Min({{schedule.PanelRows}}, batch - start);
                ref {{element}} panel = ref At(inputs, start, {{InputWidth}});
                ForwardRows<TKernels>(ref parameters, ref panel, rows, ref workspace, capacity, row);
                {{In(Unpack(), 2)}}
            }
        }
        """;

    private string WithLoss(KernelCall loss) => $$"""
        {{Signature("Evaluate")}}
        {
            {{Start("parameters", "Parameters")}}
            {{Start("workspace", "Workspace")}}
            const {{element}} scale = 1;
            const nint row = 0;
            nint capacity = {{Names.Math}}.Min(batch, {{schedule.PanelRows}});
            double loss = 0;
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = {{Names.Math}}.Min({{schedule.PanelRows}}, batch - start);
                ref {{element}} panel = ref At(inputs, start, {{InputWidth}});
                ForwardRows<TKernels>(ref parameters, ref panel, rows, ref workspace, capacity, row);
                {{In(Unpack(), 2)}}
                {{Targets()}}
                loss += {{In(text.Call(loss), 2)}}
            }

            return new(loss, batch);
        }

        {{Signature("Differentiate")}}
        {
            {{Start("parameters", "Parameters")}}
            {{Start("gradients", "Gradients")}}
            {{Start("workspace", "Workspace")}}
            {{element}} scale = ({{element}})1 / batch;
            const nint row = 0;
            nint capacity = {{Names.Math}}.Min(batch, {{schedule.PanelRows}});
            ref {{element}} transposed = ref {{Names.Unsafe}}.Add(ref workspace, capacity * {{schedule.WorkspacePerSample}});
            TransposeWeights<TKernels>(ref parameters, ref transposed, forInputs: false);
            double loss = 0;
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = {{Names.Math}}.Min({{schedule.PanelRows}}, batch - start);
                ref {{element}} panel = ref At(inputs, start, {{InputWidth}});
                ForwardRows<TKernels>(ref parameters, ref panel, rows, ref workspace, capacity, row);
                {{Targets()}}
                loss += {{In(text.Call(loss), 2)}}
                BackwardRows<TKernels>(ref gradients, ref panel, rows, ref workspace, capacity, row, ref transposed, accumulate: start > 0 || memory.AccumulateGradients);
            }

            return loss / batch;
        }
        """;

    private string WithoutLoss() => $$"""
        {{Signature("Evaluate")}} =>
            throw new {{Names.InvalidOperationException}}("{{declaration.Name}} declares no loss.");

        {{Signature("Differentiate")}} =>
            throw new {{Names.InvalidOperationException}}("{{declaration.Name}} declares no loss.");
        """;

    private string Halves() => $$"""
        {{Signature("Forward")}}
        {
            {{Start("parameters", "Parameters")}}
            {{Start("workspace", "Workspace")}}
            nint capacity = batch;
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = {{Names.Math}}.Min({{schedule.PanelRows}}, batch - start);
                nint row = start;
                ref {{element}} panel = ref At(inputs, start, {{InputWidth}});
                ForwardRows<TKernels>(ref parameters, ref panel, rows, ref workspace, capacity, row);
                {{In(Unpack(), 2)}}
            }
        }

        {{Signature("Backward")}}
        {
            {{Start("parameters", "Parameters")}}
            {{Start("gradients", "Gradients")}}
            {{Start("workspace", "Workspace")}}
            nint capacity = batch;
            ref {{element}} transposed = ref {{Names.Unsafe}}.Add(ref workspace, capacity * {{schedule.WorkspacePerSample}});
            bool forInputs = !inputGradients.IsEmpty;
            TransposeWeights<TKernels>(ref parameters, ref transposed, forInputs);
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = {{Names.Math}}.Min({{schedule.PanelRows}}, batch - start);
                nint row = start;
                ref {{element}} panel = ref At(inputs, start, {{InputWidth}});
                ref {{element}} panelGradients = ref At(outputGradients, start, {{schedule.Graph.OutputWidth}});
                {{In(Dense("Pack", schedule.OutputGradientBuffer, "ref panelGradients"), 2)}}
                BackwardRows<TKernels>(ref gradients, ref panel, rows, ref workspace, capacity, row, ref transposed, accumulate: start > 0 || memory.AccumulateGradients);
                if (forInputs)
                {
                    ref {{element}} panelInputGradients = ref At<{{element}}>(inputGradients, start, {{InputWidth}});
                    BackwardToInputs<TKernels>(rows, ref workspace, capacity, row, ref transposed, ref panelInputGradients);
                }
            }
        }
        """;

    private string References() => $$"""
        /// <summary>The first element of a row of a dense matrix.</summary>
        {{Names.Inlined}}
        private static ref TElement At<TElement>({{Names.ReadOnlySpan}}<TElement> rows, int row, int columns) =>
            ref {{Names.Unsafe}}.Add(ref {{Names.MemoryMarshal}}.GetReference(rows), (nint)row * columns);
        """;

    private int InputWidth => schedule.Graph.InputWidth;

    // Where the rows of a panel lie in the workspace.
    private string[] Place => [$"ref {element} workspace", "nint capacity", "nint row"];

    private string Signature(string name) => passes.Single(pass => pass.Name == name).OverKernels;

    private string Start(string name, string span) => $"ref {element} {name} = ref {Names.MemoryMarshal}.GetReference(memory.{span});";

    private string Pack() => schedule.PacksInputs ? Dense("Pack", 0, "ref inputs") : "";

    private string Unpack() =>
        $"ref {element} panelOutputs = ref At<{element}>(outputs, start, {Invariant(schedule.Graph.OutputWidth)});\n"
        + Dense("Unpack", schedule.OutputBuffer, "ref panelOutputs");

    // Between the rows of a buffer and the caller's dense rows: into the buffer, or out of it.
    private string Dense(string function, int buffer, string dense)
    {
        string padded = $"ref {text.Buffer(buffer)}";
        string columns = $"{Invariant(schedule.Buffers[buffer].Width)}, {Invariant(schedule.Buffers[buffer].Pitch)}";
        return function == "Pack"
            ? $"{Names.DenseRows}.Pack({dense}, rows, {padded}, {columns});"
            : $"{Names.DenseRows}.Unpack({padded}, rows, {columns}, {dense});";
    }

    private string Targets() => schedule.Graph.Loss == LossFunction.SoftmaxCrossEntropy
        ? "ref int panelTargets = ref At(targets.Labels, start, 1);"
        : $"ref {element} panelTargets = ref At(targets.Values, start, {Invariant(schedule.Graph.OutputWidth)});";

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string In(string lines, int depth = 1) => lines.Replace("\n", "\n" + new string(' ', 4 * depth));
}
