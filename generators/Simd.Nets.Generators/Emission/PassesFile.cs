using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;
using Simd.Nets.Generators.Targets;

namespace Simd.Nets.Generators.Emission;

/// <summary>The passes of a network: straight lists of kernel calls for the rows of a panel, and the loops over panels around them.</summary>
internal sealed class PassesFile(NetworkDeclaration declaration, Schedule schedule, string element)
{
    private readonly RowsText text = new(schedule);

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
    public string Dispatch() => string.Join("\n\n", [
        Pick("void", "Infer", "ReadOnlySpan<T> inputs, int batch, Span<T> outputs", "inputs, batch, outputs"),
        Pick("double", "Evaluate", "ReadOnlySpan<T> inputs, int batch, Targets<T> targets, Span<T> outputs", "inputs, batch, targets, outputs"),
        Pick("double", "Differentiate", "ReadOnlySpan<T> inputs, int batch, Targets<T> targets", "inputs, batch, targets"),
        Pick("void", "Forward", "ReadOnlySpan<T> inputs, int batch, Span<T> outputs", "inputs, batch, outputs"),
        Pick(
            "void",
            "Backward",
            "ReadOnlySpan<T> inputs, int batch, ReadOnlySpan<T> outputGradients, Span<T> inputGradients",
            "inputs, batch, outputGradients, inputGradients"),
    ]);

    private string Pick(string result, string name, string parameters, string arguments)
    {
        VectorTarget[] targets = VectorTarget.All;
        string choices = string.Join(" else ", targets.Select((target, index) =>
            $$"""{{(index < targets.Length - 1 ? $"if (SimdTarget.Use{target.Bits}) " : "")}}{ {{(result == "void" ? "" : "return ")}}{{name}}<{{target.Name}}Kernels>(in memory, {{arguments}}); }"""));
        return $$"""
            static {{result}} INetwork<{{declaration.Name}}, {{element}}>.{{name}}(in NetworkMemory<{{element}}> memory, {{parameters.Replace("<T>", $"<{element}>")}})
            {
                {{choices.Replace(" else ", "\n    else ")}}
            }
            """;
    }

    private string ForRows() => $$"""
        /// <summary>Forward through all layers for the rows of one panel; a layer's rows start at <c>row</c> of its buffer.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void ForwardRows<TKernels>(ref {{element}} parameters, ref {{element}} inputs, int rows, ref {{element}} workspace, nint capacity, nint row)
            where TKernels : struct, IKernels
        {
            {{In(Pack() + text.Calls(schedule.Forward))}}
        }

        /// <summary>Backward through all layers: the gradient of the outputs becomes the gradients of the parameters.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void BackwardRows<TKernels>(ref {{element}} gradients, ref {{element}} inputs, int rows, ref {{element}} workspace, nint capacity, nint row, ref {{element}} transposed, bool accumulate)
            where TKernels : struct, IKernels
        {
            {{In(text.Calls(schedule.Backward))}}
        }

        /// <summary>The rest of the way: the gradient of the inputs, as dense rows.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void BackwardToInputs<TKernels>(int rows, ref {{element}} workspace, nint capacity, nint row, ref {{element}} transposed, ref {{element}} inputGradients)
            where TKernels : struct, IKernels
        {
            {{In(text.Calls(schedule.BackwardToInputs))}}
            DenseRows.Unpack(ref {{text.Buffer(schedule.InputGradientBuffer)}}, rows, {{Columns(schedule.InputGradientBuffer)}}, ref inputGradients);
        }

        /// <summary>Transposed copies of the weights, which the backward pass then reads along rows; once a step.</summary>
        private static void TransposeWeights<TKernels>(ref {{element}} parameters, ref {{element}} transposed, bool forInputs)
            where TKernels : struct, IKernels
        {
            {{In(text.Calls(schedule.Transposes))}}
            if (forInputs)
            {
                {{In(text.Calls(schedule.InputTransposes), 2)}}
            }
        }
        """;

    private string Inference() => $$"""
        private static void Infer<TKernels>(in NetworkMemory<{{element}}> memory, ReadOnlySpan<{{element}}> inputs, int batch, Span<{{element}}> outputs)
            where TKernels : struct, IKernels
        {
            ref {{element}} parameters = ref MemoryMarshal.GetReference(memory.Parameters);
            ref {{element}} workspace = ref MemoryMarshal.GetReference(memory.Workspace);
            const nint row = 0;
            nint capacity = Math.Min(batch, {{schedule.PanelRows}});
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = Math.Min({{schedule.PanelRows}}, batch - start);
                ForwardRows<TKernels>(ref parameters, ref At(inputs, start, {{InputWidth}}), rows, ref workspace, capacity, row);
                {{Unpack()}}
            }
        }
        """;

    private string WithLoss(KernelCall loss) => $$"""
        private static double Evaluate<TKernels>(in NetworkMemory<{{element}}> memory, ReadOnlySpan<{{element}}> inputs, int batch, Targets<{{element}}> allTargets, Span<{{element}}> outputs)
            where TKernels : struct, IKernels
        {
            ref {{element}} parameters = ref MemoryMarshal.GetReference(memory.Parameters);
            ref {{element}} workspace = ref MemoryMarshal.GetReference(memory.Workspace);
            const {{element}} scale = 1;
            const nint row = 0;
            nint capacity = Math.Min(batch, {{schedule.PanelRows}});
            double loss = 0;
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = Math.Min({{schedule.PanelRows}}, batch - start);
                ForwardRows<TKernels>(ref parameters, ref At(inputs, start, {{InputWidth}}), rows, ref workspace, capacity, row);
                {{Unpack()}}
                {{Targets()}}
                loss += {{text.Call(loss)}}
            }

            return loss;
        }

        private static double Differentiate<TKernels>(in NetworkMemory<{{element}}> memory, ReadOnlySpan<{{element}}> inputs, int batch, Targets<{{element}}> allTargets)
            where TKernels : struct, IKernels
        {
            ref {{element}} parameters = ref MemoryMarshal.GetReference(memory.Parameters);
            ref {{element}} gradients = ref MemoryMarshal.GetReference(memory.Gradients);
            ref {{element}} workspace = ref MemoryMarshal.GetReference(memory.Workspace);
            {{element}} scale = ({{element}})1 / batch;
            const nint row = 0;
            nint capacity = Math.Min(batch, {{schedule.PanelRows}});
            ref {{element}} transposed = ref Unsafe.Add(ref workspace, capacity * {{schedule.WorkspacePerSample}});
            TransposeWeights<TKernels>(ref parameters, ref transposed, forInputs: false);
            double loss = 0;
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = Math.Min({{schedule.PanelRows}}, batch - start);
                ref {{element}} panel = ref At(inputs, start, {{InputWidth}});
                ForwardRows<TKernels>(ref parameters, ref panel, rows, ref workspace, capacity, row);
                {{Targets()}}
                loss += {{text.Call(loss)}}
                BackwardRows<TKernels>(ref gradients, ref panel, rows, ref workspace, capacity, row, ref transposed, accumulate: start > 0);
            }

            return loss / batch;
        }
        """;

    private string WithoutLoss() => $$"""
        private static double Evaluate<TKernels>(in NetworkMemory<{{element}}> memory, ReadOnlySpan<{{element}}> inputs, int batch, Targets<{{element}}> targets, Span<{{element}}> outputs) =>
            throw new InvalidOperationException("{{declaration.Name}} declares no loss.");

        private static double Differentiate<TKernels>(in NetworkMemory<{{element}}> memory, ReadOnlySpan<{{element}}> inputs, int batch, Targets<{{element}}> targets) =>
            throw new InvalidOperationException("{{declaration.Name}} declares no loss.");
        """;

    private string Halves() => $$"""
        private static void Forward<TKernels>(in NetworkMemory<{{element}}> memory, ReadOnlySpan<{{element}}> inputs, int batch, Span<{{element}}> outputs)
            where TKernels : struct, IKernels
        {
            ref {{element}} parameters = ref MemoryMarshal.GetReference(memory.Parameters);
            ref {{element}} workspace = ref MemoryMarshal.GetReference(memory.Workspace);
            nint capacity = batch;
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = Math.Min({{schedule.PanelRows}}, batch - start);
                nint row = start;
                ForwardRows<TKernels>(ref parameters, ref At(inputs, start, {{InputWidth}}), rows, ref workspace, capacity, row);
                {{Unpack()}}
            }
        }

        private static void Backward<TKernels>(in NetworkMemory<{{element}}> memory, ReadOnlySpan<{{element}}> inputs, int batch, ReadOnlySpan<{{element}}> outputGradients, Span<{{element}}> inputGradients)
            where TKernels : struct, IKernels
        {
            ref {{element}} parameters = ref MemoryMarshal.GetReference(memory.Parameters);
            ref {{element}} gradients = ref MemoryMarshal.GetReference(memory.Gradients);
            ref {{element}} workspace = ref MemoryMarshal.GetReference(memory.Workspace);
            nint capacity = batch;
            ref {{element}} transposed = ref Unsafe.Add(ref workspace, capacity * {{schedule.WorkspacePerSample}});
            bool forInputs = !inputGradients.IsEmpty;
            TransposeWeights<TKernels>(ref parameters, ref transposed, forInputs);
            for (int start = 0; start < batch; start += {{schedule.PanelRows}})
            {
                int rows = Math.Min({{schedule.PanelRows}}, batch - start);
                nint row = start;
                DenseRows.Pack(ref At(outputGradients, start, {{schedule.Graph.OutputWidth}}), rows, ref {{text.Buffer(schedule.OutputGradientBuffer)}}, {{Columns(schedule.OutputGradientBuffer)}});
                BackwardRows<TKernels>(ref gradients, ref At(inputs, start, {{InputWidth}}), rows, ref workspace, capacity, row, ref transposed, accumulate: start > 0);
                if (forInputs)
                {
                    BackwardToInputs<TKernels>(rows, ref workspace, capacity, row, ref transposed, ref At(inputGradients, start, {{InputWidth}}));
                }
            }
        }
        """;

    private string References() => $$"""
        /// <summary>The first element of a row of a dense matrix.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ref TElement At<TElement>(ReadOnlySpan<TElement> rows, int row, int columns) =>
            ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), (nint)row * columns);
        """;

    private int InputWidth => schedule.Graph.InputWidth;

    private string Pack() => schedule.PacksInputs ? $"DenseRows.Pack(ref inputs, rows, ref {text.Buffer(0)}, {Columns(0)});\n" : "";

    private string Unpack() =>
        $"DenseRows.Unpack(ref {text.Buffer(schedule.OutputBuffer)}, rows, {Columns(schedule.OutputBuffer)}, ref At<{element}>(outputs, start, {schedule.Graph.OutputWidth}));";

    private string Targets() => schedule.Graph.Loss == LossFunction.SoftmaxCrossEntropy
        ? "ref int targets = ref At(allTargets.Labels, start, 1);"
        : $"ref {element} targets = ref At(allTargets.Values, start, {schedule.Graph.OutputWidth});";

    private string Columns(int buffer) =>
        string.Format(CultureInfo.InvariantCulture, "{0}, {1}", schedule.Buffers[buffer].Width, schedule.Buffers[buffer].Pitch);

    private static string In(string lines, int depth = 1) => lines.Replace("\n", "\n" + new string(' ', 4 * depth));
}
