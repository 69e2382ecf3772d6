using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Spells operands and prints lists of kernel calls: what the passes do with the rows of one panel.</summary>
internal sealed class RowsText(Schedule schedule)
{
    /// <summary>Each call behind a sentence that names its layer.</summary>
    public string Calls(EquatableArray<KernelCall> calls) => string.Join("\n", calls.Select((call, index) =>
        (index > 0 && calls[index - 1].Comment == call.Comment ? "" : $"// {call.Comment}: {call.Kernel.Formula}\n") + Call(call)));

    /// <summary>A call with its operands, one a line.</summary>
    public string Call(KernelCall call) => $"TKernels.{call.Kernel.Name}(\n    {string.Join(",\n    ", call.Operands.Select(Spell))});";

    /// <summary>The rows of a buffer, as a reference.</summary>
    public string Buffer(int number)
    {
        ScheduledBuffer buffer = schedule.Buffers[number];
        return schedule.IsInputScratch(number)
            ? Format($"{Names.Unsafe}.Add(ref transposed, {schedule.TransposedLength + schedule.InputTransposedLength})")
            : Format($"{Names.Unsafe}.Add(ref workspace, (capacity * {buffer.Prefix}) + (row * {buffer.Pitch}))");
    }

    private string Spell(Operand operand) => operand.Kind switch
    {
        OperandKind.Inputs => "ref inputs",
        OperandKind.Buffer => $"ref {Buffer(operand.Number)}",
        OperandKind.Parameter => Format($"ref {Names.Unsafe}.Add(ref parameters, {operand.Number})"),
        OperandKind.Gradient => Format($"ref {Names.Unsafe}.Add(ref gradients, {operand.Number})"),
        OperandKind.Transposed => Format($"ref {Names.Unsafe}.Add(ref transposed, {operand.Number})"),
        OperandKind.Rows => "rows",
        OperandKind.Elements => Format($"(nint)rows * {operand.Number}"),
        OperandKind.Accumulate => "accumulate",
        OperandKind.Targets => "ref panelTargets",
        _ => "scale",
    };

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
