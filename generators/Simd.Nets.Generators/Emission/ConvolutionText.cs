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
        code.Open("for (int line = 0; line < blocks * shape.Groups * down.Count; line++)");
        code.Line("int row = line % down.Count;");
        code.Line("int group = line / down.Count % shape.Groups;");
        code.Line("int block = line / down.Count / shape.Groups;");
        code.Line("int tapRow = down.FirstInside(row);");
        code.Line("int endTapRow = down.EndInside(row);");
        code.Line($"ref {text.Element} xLine = ref {Add("x", $"((nint)block * shape.Rows.Sources * sourceRow) + ((nint)group * shape.Depth * {Layout.Granule})")};");
        code.Line($"ref {text.Element} wLine = ref {Add("w", "(nint)group * shape.GroupPitch")};");
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

    private string Lane => text.Lanes < Layout.Granule ? " + lane" : "";

    // The second half of the samples finds what the first has read in the nearest cache.
    private void Tile(int pixels)
    {
        bool hasLanes = text.Lanes < Layout.Granule;
        if (hasLanes)
        {
            code.Open(Format($"for (nint lane = 0; lane < {Layout.Granule}; lane += {text.Lanes})"));
        }

        Sums(pixels);
        code.Line("int runs = shape.IsMerged ? 1 : endTap - tap;");
        code.Line("int steps = shape.IsMerged ? (endTap - tap) * shape.Depth : shape.Depth;");
        code.Line($"nint start = ((along.Source + ((nint)pixel * along.SourcePerTarget)) * sourcePixel) + (tap * perTap){Lane};");
        code.Line("nint weights = (along.FirstTap + ((nint)tap * along.TapStep)) * shape.TapPitch;");
        for (int pixel = 2; pixel < pixels; pixel++)
        {
            code.Line(Format($"nint pixel{pixel} = {pixel} * pixelStep;"));
        }

        code.Open("for (int y_ = tapRow; y_ < endTapRow; y_++)");
        code.Line("nint sourceLine = down.Source + ((nint)row * down.SourcePerTarget) + ((nint)y_ * down.SourcePerTap);");
        code.Line("nint weightLine = (down.FirstTap + ((nint)y_ * down.TapStep)) * shape.Columns.Taps * shape.TapPitch;");
        code.Line($"ref {text.Element} xRun = ref {Add("xLine", "(sourceLine * sourceRow) + start")};");
        code.Line($"ref {text.Element} wRun = ref {Add("wLine", "weightLine + weights + channel")};");
        code.Open("for (int run = 0; run < runs; run++)");
        code.Line($"ref {text.Element} xk = ref xRun;");
        code.Line($"ref {text.Element} wk = ref wRun;");
        code.Open("for (int k = 0; k < steps; k++)");
        Step(pixels);
        code.Line(Format($"xk = ref {Names.Unsafe}.Add(ref xk, {Layout.Granule});"));
        code.Line($"wk = ref {Add("wk", "perSource")};");
        code.Close();
        code.Line();
        code.Line($"xRun = ref {Add("xRun", "perTap")};");
        code.Line($"wRun = ref {Add("wRun", "weightsPerTap")};");
        code.Close();
        code.Close();
        code.Line();
        Results(pixels);
        if (hasLanes)
        {
            code.Close();
        }

        code.Line(Format($"pixel += {pixels};"));
    }

    private void Sums(int pixels)
    {
        if (kernel.HasBias)
        {
            code.Line($"ref {text.Element} bk = ref {Add("b", "((nint)group * width) + channel")};");
        }

        for (int channel = 0; channel < tile.Vectors; channel++)
        {
            code.Declare(text.Vector, Enumerable.Range(0, pixels).Select(pixel =>
                $"{Sum(pixel, channel)} = {(!kernel.HasBias ? text.Zero : pixel > 0 ? Sum(0, channel) : text.Broadcast("bk", channel))}"));
        }
    }

    private void Step(int pixels)
    {
        code.Declare(text.Vector, Enumerable.Range(0, pixels).Select(pixel => Format($"x{pixel} = {Load("xk", PixelOffset(pixel))}")));
        for (int channel = 0; channel < tile.Vectors; channel++)
        {
            string w = text.Broadcast("wk", channel);
            if (pixels > 1)
            {
                code.Line(Format($"{text.Vector} w{channel} = {w};"));
                w = Format($"w{channel}");
            }

            for (int pixel = 0; pixel < pixels; pixel++)
            {
                code.Line($"{Sum(pixel, channel)} = {text.MultiplyAdd(w, Format($"x{pixel}"), Sum(pixel, channel))};");
            }
        }
    }

    private void Results(int pixels)
    {
        code.Line($"nint result = target + (pixel * targetStep) + ((nint)channel * {Layout.Granule}){Lane};");
        if (kernel.HasSkip && kernel.Scale != 1)
        {
            code.Line($"{text.Vector} scale = {text.Constant(kernel.Scale)};");
        }

        for (int pixel = 0; pixel < pixels; pixel++)
        {
            code.Open("");
            foreach ((string name, string reference) in Targets())
            {
                string offset = pixel == 0 ? "result" : Format($"result + ({pixel} * targetStep)");
                code.Line($"ref {text.Element} {name} = ref {Add(reference, offset)};");
            }

            for (int channel = 0; channel < tile.Vectors; channel++)
            {
                code.Line(text.Store(Value(pixel, channel), "yk", channel * Layout.Granule));
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

    private string Value(int pixel, int channel)
    {
        int offset = channel * Layout.Granule;
        string value = Sum(pixel, channel);
        if (kernel.Derivative is not null)
        {
            string h = Format($"h{channel}");
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

    private static string PixelOffset(int pixel) => pixel switch
    {
        0 => "",
        1 => "pixelStep",
        _ => Format($"pixel{pixel}"),
    };

    private string Load(string reference, string offset) => text.LoadAt(reference, offset);

    private static string Add(string reference, string offset) => $"{Names.Unsafe}.Add(ref {reference}, {offset})";

    private static string Sum(int pixel, int channel) => Format($"s{pixel}_{channel}");

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
