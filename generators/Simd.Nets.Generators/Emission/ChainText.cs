using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Prints what a chain does to the vector at <c>column</c>, in the library's vectors.</summary>
/// <param name="withValues">Whether the chain's values are computed: derivatives may follow from its output alone.</param>
internal sealed class ChainText(CodeWriter code, TargetText text, ChainShape shape, bool withValues)
{
    private readonly bool knowsRows = withValues && shape.Normalization is { OfRows: true };
    private readonly string vector = text.Facade;

    /// <summary>What is known of a column: loaded once where the rows go by inside.</summary>
    public void Columns()
    {
        if (shape.Normalization is { } normalization)
        {
            if (!normalization.OfRows)
            {
                Declare("mean", OfColumn("statistics"));
                Declare("rstd", shape.OfBlocks ? Broadcast("statistics", "channelPitch + channel") : Load("statistics", shape.Pitch));
            }

            if (normalization.HasGain)
            {
                Declare("gain_", OfColumn("gain"));
            }

            if (normalization.HasBias)
            {
                Declare("bias_", OfColumn("bias"));
            }
        }

        if (shape.Slope is { PerColumn: true })
        {
            Declare("slope_", OfColumn("slope"));
        }
    }

    /// <summary>The one slope of all columns, before all loops.</summary>
    public void Slope()
    {
        if (shape.Slope is { PerColumn: false })
        {
            Declare("slope_", $"{vector}.Broadcast(slope)");
        }
    }

    /// <summary>What is known of a row.</summary>
    public void Row()
    {
        if (knowsRows)
        {
            Declare("mean", $"{vector}.Broadcast(statistics)");
            Declare("rstd", $"{vector}.Broadcast({TargetText.At("statistics", 1)})");
        }
    }

    /// <summary>The references that move from row to row, with their steps.</summary>
    public void NextRow(IEnumerable<string> rows)
    {
        foreach (string row in rows)
        {
            Move(row, shape.Pitch);
        }

        if (knowsRows)
        {
            Move("statistics", Layout.Granule);
        }

        for (int i = 0; i < shape.Dropouts.Count; i++)
        {
            Move(Invariant($"bits{i}"), shape.Dropouts[i].BitsPitch);
        }
    }

    /// <summary>The references that <see cref="NextRow"/> moves besides rows.</summary>
    public IEnumerable<string> Moving()
    {
        if (knowsRows)
        {
            yield return "statistics";
        }

        for (int i = 0; i < shape.Dropouts.Count; i++)
        {
            yield return Invariant($"bits{i}");
        }
    }

    /// <summary>x̂ and u, of <c>v0</c> the latter.</summary>
    public void Normalize()
    {
        Declare(shape.Normalization is null ? "v0" : "x0", Load("x"));
        if (shape.Normalization is not { } normalization)
        {
            return;
        }

        Declare("xHat", "(x0 - mean) * rstd");
        Declare("v0", (normalization.HasGain, normalization.HasBias) switch
        {
            (true, true) => $"{vector}.MultiplyAdd(xHat, gain_, bias_)",
            (true, false) => "xHat * gain_",
            _ => "xHat",
        });
    }

    /// <summary>The values behind so many stages, each from the one before.</summary>
    public void Values(int stages)
    {
        int bits = 0;
        for (int i = 0; i < stages; i++)
        {
            string v = Invariant($"v{i}");
            Declare(Invariant($"v{i + 1}"), shape.Stages[i] switch
            {
                FunctionStage stage => Function(stage.Function, "", v),
                SlopeStage => $"{vector}.Select({vector}.LessThan({vector}.Zero, {v}), {v}, {v} * slope_)",
                DropoutStage { Shift: 0, Dropped: 0 } stage => $"{Bits(bits++)} & ({v} * {Constant(stage.Scale)})",
                DropoutStage stage =>
                    $"{vector}.Select({Bits(bits++)}, {vector}.MultiplyAdd({v}, {Constant(stage.Scale)}, {Constant(stage.Shift)}), {Constant(stage.Dropped)})",
                _ => v,
            });
        }
    }

    /// <summary>Turns g, the adjoint of the chain's output, into that of v0; <paramref name="output"/> is what derivatives of outputs read.</summary>
    public void Adjoint(string? output)
    {
        int bits = shape.Dropouts.Count;
        for (int i = shape.Stages.Count - 1; i >= 0; i--)
        {
            string v = Invariant($"v{i}");
            switch (shape.Stages[i])
            {
                case FunctionStage { Function: { Derives: DerivativeSource.Input } function }:
                    code.Line($"g = g * {Function(function, "Derivative", v)};");
                    break;
                case FunctionStage { Function: var function }:
                    code.Line($"g = g * {Function(function, "Derivative", output ?? Invariant($"v{i + 1}"))};");
                    break;
                case SlopeStage:
                    code.Line($"dSlope_ = {vector}.MultiplyAdd({vector}.Min({v}, {vector}.Zero), g, dSlope_);");
                    code.Line($"g = {vector}.Select({vector}.LessThan({vector}.Zero, {v}), g, g * slope_);");
                    break;
                case DropoutStage stage:
                    code.Line($"g = {Bits(--bits)} & (g * {Constant(stage.Scale)});");
                    break;
            }
        }
    }

    /// <summary>How many stages' values the adjoint reads, if they are computed again.</summary>
    public int ValuesNeeded() => Enumerable.Range(0, shape.Stages.Count)
        .Select(i => shape.Stages[i] switch
        {
            FunctionStage { Function.Derives: DerivativeSource.Input } or SlopeStage => i,
            FunctionStage => i + 1,
            _ => 0,
        })
        .DefaultIfEmpty()
        .Max();

    public void Declare(string name, string value) => code.Line($"{vector} {name} = {value};");

    public string Load(string reference, int behind = 0) =>
        $"{vector}.Load(ref {reference}, {(behind == 0 ? "column" : Invariant($"column + {behind}"))})";

    public string Constant(double number) => $"{vector}.Broadcast({text.Literal(number)})";

    public void Store(string value, string reference) => code.Line($"{vector}.Store({value}, ref {reference}, column);");

    public void Move(string reference, int elements) =>
        code.Line(Invariant($"{reference} = ref {Names.Unsafe}.Add(ref {reference}, {elements});"));

    private string Function(PointwiseFunction function, string suffix, string argument) => function.Parameter is { } parameter
        ? $"{Names.VectorMath}.{function.Name}{suffix}({argument}, {Constant(parameter)})"
        : $"{Names.VectorMath}.{function.Name}{suffix}({argument})";

    /// <summary>What is known of a column; in blocks, of the channel that its lanes share.</summary>
    private string OfColumn(string reference) => shape.OfBlocks ? Broadcast(reference, "channel") : Load(reference);

    private string Broadcast(string reference, string offset) => $"{vector}.Broadcast({Names.Unsafe}.Add(ref {reference}, {offset}))";

    private string Bits(int index) => shape.OfBlocks
        ? Invariant($"{vector}.LoadBits(ref kept{index}, column)")
        : Invariant($"{vector}.LoadBits(ref {Names.Unsafe}.As<{text.Element}, ushort>(ref bits{index}), column)");

    private static string Invariant(System.FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
