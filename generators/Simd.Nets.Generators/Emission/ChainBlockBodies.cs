using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Prints the loops of a chain over blocks of samples, where what is known of a channel is one number for all lanes.</summary>
internal sealed class ChainBlockBodies(CodeWriter code, TargetText text, ChainShape shape, ChainText chain)
{
    /// <summary>Pixels outside, channels inside.</summary>
    public void ByPixels(IEnumerable<string> rows, bool knowsChannels, System.Action body)
    {
        code.Line("int firstPixel = share.First(pixels);");
        code.Line("int endPixel = share.End(pixels);");
        Start();
        NextPixels(rows, "firstPixel");
        code.Open("for (int pixel = firstPixel; pixel < endPixel; pixel++)");
        code.Open("for (nint channel = 0; channel < channels; channel++)");
        if (knowsChannels)
        {
            chain.Columns();
        }

        if (text.Lanes < Layout.Granule)
        {
            code.Open(Format($"for (nint column = channel * {Layout.Granule}; column < (channel + 1) * {Layout.Granule}; column += {text.Lanes})"));
            body();
            code.Close();
        }
        else
        {
            code.Line(Format($"nint column = channel * {Layout.Granule};"));
            body();
        }

        code.Close();
        code.Line();
        NextPixel(rows);
        code.Close();
        code.Line();
        NextPixels(rows, "(pixels - endPixel)");
        End();
        code.Close();
    }

    /// <summary>Channels outside, pixels inside: the sums over the pixels of a sample stay in registers.</summary>
    public void ByChannels(string[] rows, string[] sums, bool knowsChannels, System.Action body)
    {
        code.Line(Format($"nint endColumn = (nint)share.End(channels) * {Layout.Granule};"));
        Start();
        code.Open(Format($"for (nint column = (nint)share.First(channels) * {Layout.Granule}; column < endColumn; column += {text.Lanes})"));
        code.Line(Format($"nint channel = column / {Layout.Granule};"));
        if (knowsChannels)
        {
            chain.Columns();
        }

        foreach (string sum in sums)
        {
            chain.Declare(sum + "_", $"{text.Facade}.Zero");
        }

        foreach (string reference in rows)
        {
            code.Line($"ref {text.Element} {reference}First = ref {reference};");
        }

        foreach (int dropout in Dropouts())
        {
            code.Line(Format($"ref ushort kept{dropout}First = ref kept{dropout};"));
        }

        code.Open("for (int pixel = 0; pixel < pixels; pixel++)");
        body();
        NextPixel(rows);
        code.Close();
        code.Line();
        foreach (string reference in rows)
        {
            code.Line($"{reference} = ref {reference}First;");
        }

        foreach (int dropout in Dropouts())
        {
            code.Line(Format($"kept{dropout} = ref kept{dropout}First;"));
        }

        foreach (string sum in sums)
        {
            if (sum == "dSlope")
            {
                code.Open("if (block > 0 || accumulateSlope)");
                code.Line($"{sum}_ += {chain.Load(sum)};");
                code.Close();
                code.Line();
            }

            chain.Store(sum + "_", sum);
        }

        code.Close();
        code.Line();
        foreach (string reference in rows)
        {
            code.Line($"{reference} = ref {Names.Unsafe}.Add(ref {reference}, pixels * elements);");
        }

        foreach (string sum in sums.Where(sum => sum != "dSlope"))
        {
            code.Line($"{sum} = ref {Names.Unsafe}.Add(ref {sum}, {Layout.PanelStatistics} * elements);");
        }

        End();
        code.Close();
    }

    private void Start()
    {
        code.Line(Format($"nint elements = (nint)channels * {Layout.Granule};"));
        if (shape.Normalization is not null)
        {
            code.Line(Format($"nint channelPitch = (channels + {Layout.Granule - 1}) & -{Layout.Granule};"));
        }

        chain.Slope();
        code.Open("for (int block = 0; block < blocks; block++)");
        foreach (int dropout in Dropouts())
        {
            code.Line(Format($"ref ushort kept{dropout} = ref {Names.Unsafe}.As<{text.Element}, ushort>(ref bits{dropout});"));
        }
    }

    private void NextPixel(IEnumerable<string> rows) => Move(rows, "elements", "channels");

    private void NextPixels(IEnumerable<string> rows, string count) => Move(rows, $"{count} * elements", $"(nint){count} * channels");

    private void Move(IEnumerable<string> rows, string elements, string channels)
    {
        foreach (string row in rows)
        {
            code.Line($"{row} = ref {Names.Unsafe}.Add(ref {row}, {elements});");
        }

        foreach (int dropout in Dropouts().Where(dropout => !shape.Dropouts[dropout].PerChannel))
        {
            code.Line(Format($"kept{dropout} = ref {Names.Unsafe}.Add(ref kept{dropout}, {channels});"));
        }
    }

    private void End()
    {
        foreach (int dropout in Dropouts())
        {
            chain.Move(Format($"bits{dropout}"), Layout.Granule * shape.Dropouts[dropout].BitsPitch);
        }
    }

    private IEnumerable<int> Dropouts() => Enumerable.Range(0, shape.Dropouts.Count);

    private static string Format(System.FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
