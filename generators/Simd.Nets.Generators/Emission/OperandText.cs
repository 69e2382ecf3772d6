using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Spells operands and lists of kernel calls.</summary>
internal sealed class OperandText(MemoryPlan memory)
{
    /// <summary>Each call behind a sentence that names its layer; a stage of its own, where work can be shared.</summary>
    public string Calls(EquatableArray<KernelCall> calls, bool areStages) => string.Join("\n", calls.Select((call, index) =>
        (index > 0 && calls[index - 1].Comment == call.Comment ? "" : $"// {call.Comment}: {call.Kernel.Formula}\n")
        + (areStages ? Stage(Call(call), call.Kernel.IsShared) : Call(call))));

    /// <summary>A stage of a panel's work.</summary>
    public static string Stage(string text, bool isShared) => $$"""
        if (frame.Takes{{(isShared ? "Share" : "Whole")}}())
        {
            {{text.Replace("\n", "\n    ")}}
        }
        """;

    /// <summary>A call with its operands, one a line.</summary>
    public string Call(KernelCall call) => $"TKernels.{call.Kernel.Name}(\n    {string.Join(",\n    ", call.Operands.Select(Spell))});";

    /// <summary>A place, as a reference.</summary>
    public string At(Place place, int behind = 0)
    {
        PlacedMemory placed = memory[place];
        return placed.Region switch
        {
            Region.Samples => Behind(Format($"frame.Buffer({placed.Offset}, {placed.Pitch})"), behind),
            Region.SamplesForInputs => Behind(Format($"frame.InputBuffer({placed.Offset}, {placed.Pitch})"), behind),
            Region.Panels => Format($"ref frame.OfPanel({placed.Offset + behind})"),
            _ => Format($"ref frame.Once({placed.Offset + behind})"),
        };
    }

    private static string Behind(string reference, int elements) =>
        elements == 0 ? "ref " + reference : Format($"ref {Names.Unsafe}.Add(ref {reference}, {elements})");

    /// <summary>Elements from row to row of a place.</summary>
    public int Pitch(Place place) => memory[place].Pitch;

    /// <summary>An operand.</summary>
    public string Spell(Operand operand) => operand.Kind switch
    {
        OperandKind.Inputs => "ref frame.Inputs()",
        OperandKind.Place => At(new Place(operand.Number), operand.Offset),
        OperandKind.FirstPanel => Format($"ref frame.OfFirstPanel({memory[new Place(operand.Number)].Offset})"),
        OperandKind.Parameter => Format($"ref frame.Parameter({operand.Number})"),
        OperandKind.Gradient => Format($"ref frame.Gradient({operand.Number})"),
        OperandKind.SlabGradient => Format($"ref frame.SlabGradient({operand.Number} + (first * {operand.Pitch}))"),
        OperandKind.State => Format($"ref frame.State({operand.Number})"),
        OperandKind.PendingState => Format($"ref frame.PendingState({operand.Number})"),
        OperandKind.Transposed => Format($"ref frame.Once({memory.Length(Region.Pass) + operand.Number})"),
        OperandKind.Scratch => Format($"ref frame.Scratch({memory.Length(Region.Pass)})"),
        OperandKind.TransposedForInputs => Format($"ref frame.OnceForInputs({operand.Number})"),
        OperandKind.Rows => "frame.Rows",
        OperandKind.Blocks => "frame.Blocks",
        OperandKind.BlockPixels => Format($"frame.Blocks * {operand.Number}"),
        OperandKind.RowPixels => Format($"frame.Rows * {operand.Number}"),
        OperandKind.BlockElements => Format($"(nint)frame.Blocks * {operand.Number * Layout.Granule}"),
        OperandKind.BatchPixels => Format($"frame.Batch * {operand.Number}"),
        OperandKind.Convolution => Convolution(operand.Numbers),
        OperandKind.Elements => Format($"(nint)frame.Rows * {operand.Number}"),
        OperandKind.Share => "frame.Share",
        OperandKind.Batch => "frame.Batch",
        OperandKind.Panels => "frame.Panels",
        OperandKind.PanelRows => "frame.PanelRows",
        OperandKind.FirstSample => "frame.Start",
        OperandKind.Accumulate => "frame.Accumulates",
        OperandKind.AccumulatePasses => "frame.AccumulatesPasses",
        OperandKind.No => "false",
        OperandKind.Literal => Format($"{operand.Number}"),
        OperandKind.SlabFirst => "first",
        OperandKind.SlabEnd => "end",
        OperandKind.Seed => "frame.Seed",
        OperandKind.Pass => "frame.Pass",
        OperandKind.Targets => "ref panelTargets",
        OperandKind.Weights => "ref panelWeights",
        _ => "scale",
    };

    // The first number tells whether it is transposed.
    private static string Convolution(EquatableArray<int> numbers) =>
        $"new {Names.Kernels}ConvolutionShape({(numbers[0] == 1 ? "true" : "false")}, "
        + $"{string.Join(", ", numbers.Skip(1).Select(number => number.ToString(CultureInfo.InvariantCulture)))})";

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
