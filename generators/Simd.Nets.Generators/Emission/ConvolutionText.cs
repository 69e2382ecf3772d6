using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Lowering;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>
/// Prints a convolution over blocks of samples: a vector holds one number of samples side by side, a weight is broadcast, and a tile of
/// pixels × channels stays in registers. Where windows reach over the border, pixels go one by one.
/// </summary>
internal sealed class ConvolutionText
{
    private readonly CodeWriter code;
    private readonly TargetText text;
    private readonly ConvolutionKernel kernel;
    private readonly Tile tile;
    private (int Pixel, int Lane)[] vectors = [];
    private string lane = "";

    public ConvolutionText(CodeWriter code, TargetText text, ConvolutionKernel kernel)
    {
        this.code = code;
        this.text = text;
        this.kernel = kernel;
        tile = TileNest.OfPixels(text.Target, kernel.Channels);
    }

    public void Body()
    {
        code.Line($"nint sourcePixel = (nint)shape.SourceChannels * {Layout.Granule};");
        code.Line("nint sourceRow = sourcePixel * shape.Columns.Sources;");
        code.Line($"nint targetPixel = (nint)shape.TargetChannels * {Layout.Granule};");
        code.Line("nint targetRow = targetPixel * shape.Columns.Targets;");
        code.Line("int width = shape.Width;");
        code.Line("nint perSource = shape.Pitch;");
        code.Open("for (int phase = 0; phase < shape.Rows.Phases * shape.Columns.Phases; phase++)");
        code.Line($"{Names.Kernels}ConvolutionPhase down = shape.Rows.Phase(phase / shape.Columns.Phases);");
        code.Line($"{Names.Kernels}ConvolutionPhase along = shape.Columns.Phase(phase % shape.Columns.Phases);");
        code.Line("int firstWhole = along.FirstWhole();");
        code.Line("int endWhole = along.EndWhole();");
        code.Line("nint pixelStep = along.SourcePerTarget * sourcePixel;");
        code.Line("nint targetStep = along.Step * targetPixel;");
        code.Line("nint perTap = along.SourcePerTap * sourcePixel;");
        code.Line("nint weightsPerTap = (nint)along.TapStep * shape.TapPitch;");
        code.Line("nint perTapRow = down.SourcePerTap * sourceRow;");
        code.Line("nint weightsPerTapRow = (nint)down.TapStep * shape.Columns.Taps * shape.TapPitch;");
        code.Line("int lines = blocks * shape.Groups * down.Count;");
        code.Line("int endLine = share.End(lines);");
        code.Open("for (int line = share.First(lines); line < endLine; line++)");
        code.Line("int row = line % down.Count;");
        code.Line("int group = line / down.Count % shape.Groups;");
        code.Line("int block = line / down.Count / shape.Groups;");
        code.Line("int tapRow = down.FirstInside(row);");
        code.Line("int endTapRow = down.EndInside(row);");
        code.Line("nint sourceLine = ((nint)block * shape.Rows.Sources) + down.Source + ((nint)row * down.SourcePerTarget);");
        code.Line($"ref {text.Element} xLine = ref {Add("x", $"(sourceLine * sourceRow) + (tapRow * perTapRow) + ((nint)group * shape.Depth * {Layout.Granule})")};");
        code.Line("nint weightLine = (nint)down.FirstTap * shape.Columns.Taps * shape.TapPitch;");
        code.Line($"ref {text.Element} wLine = ref {Add("w", "weightLine + (tapRow * weightsPerTapRow) + ((nint)group * shape.GroupPitch)")};");
        code.Line("nint target = (((nint)block * shape.Rows.Targets) + down.First + ((nint)row * down.Step)) * targetRow;");
        code.Line($"target += (along.First * targetPixel) + ((nint)group * width * {Layout.Granule});");
        code.Open(Format($"for (int at = 0; at < width; at += {tile.Vectors})"));
        code.Line("// The last tile may overlap the one before it.");
        code.Line(Format($"int channel = {Names.Math}.Min(at, width - {tile.Vectors});"));
        code.Line("int pixel = 0;");
        code.Open("while (pixel < along.Count)");
        if (tile.Rows > 1)
        {
            code.Open(Format($"if (pixel >= firstWhole && pixel + {tile.Rows} <= endWhole)"));
            code.Line("const int tap = 0;");
            code.Line("int endTap = along.Taps;");
            Tile(tile.Rows);
            code.Close();
            code.Open("else");
        }

        code.Line("int tap = along.FirstInside(pixel);");
        code.Line("int endTap = along.EndInside(pixel);");
        Tile(1);
        if (tile.Rows > 1)
        {
            code.Close();
        }

        code.Close();
        code.Close();
        code.Close();
        code.Close();
    }

    // A lane of a pixel's samples each: of several pixels one by one, as the second finds what the first has read in the nearest cache; of
    // a pixel alone as many at once as there are registers for, since its few sums would wait for one another.
    private void Tile(int pixels)
    {
        int lanes = 1;
        while (pixels == 1 && lanes * 2 <= Math.Min(Layout.Granule / text.Lanes, tile.Rows))
        {
            lanes *= 2;
        }

        vectors = [.. Enumerable.Range(0, pixels * lanes).Select(vector => (vector / lanes, vector % lanes * text.Lanes))];
        bool hasLanes = lanes * text.Lanes < Layout.Granule;
        lane = hasLanes ? " + lane" : "";
        if (hasLanes)
        {
            code.Open(Format($"for (nint lane = 0; lane < {Layout.Granule}; lane += {lanes * text.Lanes})"));
        }

        Sums();
        code.Line("int runs = shape.IsMerged ? 1 : endTap - tap;");
        code.Line("int steps = shape.IsMerged ? (endTap - tap) * shape.Depth : shape.Depth;");
        code.Line($"nint start = ((along.Source + ((nint)pixel * along.SourcePerTarget)) * sourcePixel) + (tap * perTap){lane};");
        code.Line("nint weights = (along.FirstTap + ((nint)tap * along.TapStep)) * shape.TapPitch;");
        for (int pixel = 2; pixel < pixels; pixel++)
        {
            code.Line(Format($"nint pixel{pixel} = {pixel} * pixelStep;"));
        }

        code.Line($"ref {text.Element} xRow = ref {Add("xLine", "start")};");
        code.Line($"ref {text.Element} wRow = ref {Add("wLine", "weights + channel")};");
        code.Open("for (int y_ = tapRow; y_ < endTapRow; y_++)");
        code.Line($"ref {text.Element} xRun = ref xRow;");
        code.Line($"ref {text.Element} wRun = ref wRow;");
        code.Open("for (int run = 0; run < runs; run++)");
        code.Line($"ref {text.Element} xk = ref xRun;");
        code.Line($"ref {text.Element} wk = ref wRun;");
        code.Open("for (int k = 0; k < steps; k++)");
        Step();
        code.Line(Format($"xk = ref {Names.Unsafe}.Add(ref xk, {Layout.Granule});"));
        code.Line($"wk = ref {Add("wk", "perSource")};");
        code.Close();
        code.Line();
        code.Line($"xRun = ref {Add("xRun", "perTap")};");
        code.Line($"wRun = ref {Add("wRun", "weightsPerTap")};");
        code.Close();
        code.Line();
        code.Line($"xRow = ref {Add("xRow", "perTapRow")};");
        code.Line($"wRow = ref {Add("wRow", "weightsPerTapRow")};");
        code.Close();
        code.Line();
        Results(pixels);
        if (hasLanes)
        {
            code.Close();
        }

        code.Line(Format($"pixel += {pixels};"));
    }

    private void Sums()
    {
        if (kernel.HasBias)
        {
            code.Line($"ref {text.Element} bk = ref {Add("b", "((nint)group * width) + channel")};");
        }

        for (int channel = 0; channel < tile.Vectors; channel++)
        {
            code.Declare(text.Vector, Enumerable.Range(0, vectors.Length).Select(vector =>
                $"{Sum(vector, channel)} = {(!kernel.HasBias ? text.Zero : vector > 0 ? Sum(0, channel) : text.Broadcast("bk", channel))}"));
        }
    }

    private void Step()
    {
        code.Declare(text.Vector, vectors.Select((vector, number) => Format($"x{number} = {Source(vector.Pixel, vector.Lane)}")));
        for (int channel = 0; channel < tile.Vectors; channel++)
        {
            string w = text.Broadcast("wk", channel);
            if (vectors.Length > 1)
            {
                code.Line(Format($"{text.Vector} w{channel} = {w};"));
                w = Format($"w{channel}");
            }

            for (int vector = 0; vector < vectors.Length; vector++)
            {
                code.Line($"{Sum(vector, channel)} = {text.MultiplyAdd(w, Format($"x{vector}"), Sum(vector, channel))};");
            }
        }
    }

    private void Results(int pixels)
    {
        code.Line($"nint result = target + (pixel * targetStep) + ((nint)channel * {Layout.Granule}){lane};");
        if (kernel.HasSkip && kernel.Scale != 1)
        {
            code.Line($"{text.Vector} scale = {text.Constant(kernel.Scale)};");
        }

        foreach (int pixel in Enumerable.Range(0, pixels))
        {
            code.Open("");
            foreach ((string name, string reference) in Targets())
            {
                string offset = pixel == 0 ? "result" : Format($"result + ({pixel} * targetStep)");
                code.Line($"ref {text.Element} {name} = ref {Add(reference, offset)};");
            }

            foreach (int vector in Enumerable.Range(0, vectors.Length).Where(vector => vectors[vector].Pixel == pixel))
            {
                for (int channel = 0; channel < tile.Vectors; channel++)
                {
                    int offset = (channel * Layout.Granule) + vectors[vector].Lane;
                    code.Line(text.Store(Value(vector, channel, offset), "yk", offset));
                }
            }

            code.Close();
        }
    }

    private IEnumerable<(string Name, string Reference)> Targets()
    {
        yield return ("yk", "y");
        if (kernel.Derivative is not null)
        {
            yield return ("hk", "h");
        }

        if (kernel.HasSkip)
        {
            yield return ("sk", "skip");
        }
    }

    private string Value(int vector, int channel, int offset)
    {
        string value = Sum(vector, channel);
        if (kernel.Derivative is not null)
        {
            string h = Format($"h{vector}_{channel}");
            code.Line($"{text.Vector} {h} = {text.Load("hk", offset)};");
            value = text.Derivative(kernel.Derivative, value, h);
        }

        if (kernel.HasSkip)
        {
            string skip = text.Load("sk", offset);
            value = kernel.Scale == 1 ? $"{value} + {skip}" : text.MultiplyAdd("scale", value, skip);
        }

        return text.Activation(kernel.Function, value);
    }

    private string Source(int pixel, int lane) => pixel switch
    {
        0 => text.Load("xk", lane),
        1 => text.LoadAt("xk", "pixelStep"),
        _ => text.LoadAt("xk", Format($"pixel{pixel}")),
    };

    private static string Add(string reference, string offset) => $"{Names.Unsafe}.Add(ref {reference}, {offset})";

    private static string Sum(int vector, int channel) => Format($"s{vector}_{channel}");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
