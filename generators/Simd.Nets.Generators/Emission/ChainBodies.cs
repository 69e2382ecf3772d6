using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Prints the loops of a chain and of its adjoint.</summary>
internal static class ChainBodies
{
    public static void Forward(CodeWriter code, TargetText text, ChainKernel kernel)
    {
        var chain = new ChainText(code, text, kernel.Shape, withValues: true);
        Loops(code, text, kernel.Shape, chain, kernel.HasSkip ? ["x", "skip", "y"] : ["x", "y"], () =>
        {
            if (!kernel.Shape.OfBlocks)
            {
                chain.Columns();
            }

            chain.Normalize();
            chain.Values(kernel.Shape.Stages.Count);
            string value = Format($"v{kernel.Shape.Stages.Count}");
            if (kernel.HasSkip)
            {
                string skip = chain.Load("skip");
                value = kernel.Scale == 1
                    ? $"{value} + {skip}"
                    : $"{text.Facade}.MultiplyAdd({value}, {chain.Constant(kernel.Scale)}, {skip})";
            }

            chain.Store(value, "y");
        });
    }

    public static void Gradient(CodeWriter code, TargetText text, ChainGradientKernel kernel)
    {
        var chain = new ChainText(code, text, kernel.Shape, kernel.FromX);
        List<string> rows = ["dy"];
        rows.AddRange(kernel.FromX ? ["x"] : []);
        rows.AddRange(kernel.FromH ? ["h"] : []);
        rows.AddRange(kernel.HasSkip ? ["skip"] : []);
        rows.AddRange(kernel.HasResultRows ? ["dx"] : []);
        if (kernel.HasSums)
        {
            ByColumns(code, text, kernel, chain, rows);
            return;
        }

        Loops(code, text, kernel.Shape, chain, rows, () =>
        {
            if (kernel.FromX && !kernel.Shape.OfBlocks)
            {
                chain.Columns();
            }

            Adjoint(code, kernel, chain);
        }, kernel.FromX);
    }

    /// <summary>Rows outside, columns inside; or one run of elements.</summary>
    private static void Loops(
        CodeWriter code,
        TargetText text,
        ChainShape shape,
        ChainText chain,
        IEnumerable<string> rows,
        System.Action body,
        bool withValues = true)
    {
        if (shape.OfBlocks)
        {
            new ChainBlockBodies(code, text, shape, chain).ByPixels(rows, withValues || shape.Slope is not null, body);
            return;
        }

        chain.Slope();
        if (shape.IsFlat)
        {
            code.Open(Format($"for (nint column = 0; column < elements; column += {text.Lanes})"));
            body();
            code.Close();
            return;
        }

        code.Open("for (int row = 0; row < rows; row++)");
        chain.Row();
        code.Open(Format($"for (nint column = 0; column < {shape.Pitch}; column += {text.Lanes})"));
        body();
        code.Close();
        code.Line();
        chain.NextRow(rows);
        code.Close();
    }

    /// <summary>Columns outside, rows inside: the sums over the rows stay in registers.</summary>
    private static void ByColumns(CodeWriter code, TargetText text, ChainGradientKernel kernel, ChainText chain, List<string> rows)
    {
        string[] moving = [.. rows, .. chain.Moving()];
        string[] sums = Sums(kernel).ToArray();
        if (kernel.Shape.OfBlocks)
        {
            new ChainBlockBodies(code, text, kernel.Shape, chain)
                .ByChannels([.. rows], sums, kernel.FromX, () => Adjoint(code, kernel, chain));
            return;
        }

        chain.Slope();
        string extent = kernel.Shape.IsFlat ? "elements" : Format($"{kernel.Shape.Pitch}");
        code.Open(Format($"for (nint column = 0; column < {extent}; column += {text.Lanes})"));
        if (kernel.FromX)
        {
            chain.Columns();
        }

        foreach (string sum in sums)
        {
            chain.Declare(sum + "_", $"{text.Facade}.Zero");
        }

        foreach (string reference in moving)
        {
            code.Line($"ref {text.Element} {reference}First = ref {reference};");
        }

        code.Open("for (int row = 0; row < rows; row++)");
        chain.Row();
        Adjoint(code, kernel, chain);
        chain.NextRow(rows);
        code.Close();
        code.Line();
        foreach (string reference in moving)
        {
            code.Line($"{reference} = ref {reference}First;");
        }

        foreach (string sum in sums)
        {
            code.Open($"if ({(sum == "dSlope" ? "accumulateSlope" : "accumulate")})");
            code.Line($"{sum}_ += {chain.Load(sum)};");
            code.Close();
            code.Line();
            chain.Store(sum + "_", sum);
        }

        code.Close();
    }

    private static void Adjoint(CodeWriter code, ChainGradientKernel kernel, ChainText chain)
    {
        if (kernel.FromX)
        {
            chain.Normalize();
            if (!kernel.FromH)
            {
                chain.Values(chain.ValuesNeeded());
            }
        }

        chain.Declare("g", chain.Load("dy"));
        if (kernel.FromH)
        {
            chain.Declare("h_", chain.Load("h"));
        }

        chain.Adjoint(kernel.FromH ? "h_" : null);
        if (kernel.HasBiasSum)
        {
            code.Line("dBias_ += g;");
        }

        if (kernel.HasGainSum)
        {
            code.Line("dGain_ += g * xHat;");
        }

        if (kernel.HasResultRows)
        {
            chain.Store(kernel.HasSkip ? $"g + {chain.Load("skip")}" : "g", "dx");
        }
    }

    private static IEnumerable<string> Sums(ChainGradientKernel kernel)
    {
        if (kernel.HasGainSum)
        {
            yield return "dGain";
        }

        if (kernel.HasBiasSum)
        {
            yield return "dBias";
        }

        if (kernel.Shape.Slope is not null)
        {
            yield return "dSlope";
        }
    }

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
