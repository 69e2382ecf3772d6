using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Lowering;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>
/// Prints the weight gradient of a convolution over blocks of samples: a tile of inputs × channels is summed over the pixels of a band of
/// rows, sample by sample side by side, and these lanes are added up at the end.
/// </summary>
internal sealed class ConvolutionGradientText
{
    /// <summary>Bytes of a band's rows, of x and dz together: they are gone through once a tile and should stay in the second-level
    /// cache.</summary>
    private const int BandBytes = 512 * 1024;

    private readonly CodeWriter code;
    private readonly TargetText text;
    private readonly Tile tile;

    public ConvolutionGradientText(CodeWriter code, TargetText text, ConvolutionGradientKernel kernel)
    {
        this.code = code;
        this.text = text;
        tile = TileNest.OfGradient(text.Target, new(kernel.Inputs, kernel.Channels));
    }

    public void Body()
    {
        code.Line($"nint sourcePixel = (nint)shape.SourceChannels * {Layout.Granule};");
        code.Line("nint sourceRow = sourcePixel * shape.Columns.Sources;");
        code.Line($"nint targetPixel = (nint)shape.TargetChannels * {Layout.Granule};");
        code.Line("nint targetRow = targetPixel * shape.Columns.Targets;");
        code.Line($"{Names.Kernels}ConvolutionPhase down = shape.Rows.Phase(0);");
        code.Line($"{Names.Kernels}ConvolutionPhase along = shape.Columns.Phase(0);");
        code.Line("nint pixelStep = along.SourcePerTarget * sourcePixel;");
        code.Line("// Taps of a row that lie side by side are one with more inputs, if all of them are met by every pixel.");
        code.Line("bool isMerged = shape.IsMerged && !shape.IsPadded;");
        code.Line("int taps = isMerged ? 1 : along.Taps;");
        code.Line("int depth = isMerged ? along.Taps * shape.Depth : shape.Depth;");
        code.Line("int width = shape.Width;");
        code.Line($"nint rowBytes = ((sourceRow * along.SourcePerTarget) + targetRow) * {(text.Element == "float" ? 4 : 8)};");
        code.Line(Format($"int bandRows = {Names.Math}.Max(1, (int)({BandBytes} / rowBytes));"));
        code.Line("int bands = (down.Count + bandRows - 1) / bandRows;");
        code.Line(Format($"int inputTiles = (depth + {tile.Rows - 1}) / {tile.Rows};"));
        code.Line("int tiles = shape.Groups * down.Taps * taps * inputTiles;");
        code.Line("int firstTile = share.First(tiles);");
        code.Line("int endTile = share.End(tiles);");
        code.Open("for (int part = 0; part < blocks * bands; part++)");
        code.Line("bool adds = accumulate || part > 0;");
        code.Line("int block = part / bands;");
        code.Line("int firstRow = part % bands * bandRows;");
        code.Line($"int endRow = {Names.Math}.Min(firstRow + bandRows, down.Count);");
        code.Open("for (int window = firstTile / inputTiles; window * inputTiles < endTile; window++)");
        code.Line("int tap = window % taps;");
        code.Line("int tapRow = window / taps % down.Taps;");
        code.Line("int group = window / taps / down.Taps;");
        code.Line($"int first = {Names.Math}.Max(firstRow, down.FirstTarget(tapRow));");
        code.Line($"int end = {Names.Math}.Min(endRow, down.EndTarget(tapRow));");
        code.Line("int pixel = isMerged ? 0 : along.FirstTarget(tap);");
        code.Line("int pixels = (isMerged ? along.Count : along.EndTarget(tap)) - pixel;");
        code.Line("nint source = ((nint)block * shape.Rows.Sources) + down.Source + ((nint)first * down.SourcePerTarget) + ((nint)tapRow * down.SourcePerTap);");
        code.Line("source *= sourceRow;");
        code.Line("source += (along.Source + ((nint)pixel * along.SourcePerTarget) + ((nint)tap * along.SourcePerTap)) * sourcePixel;");
        code.Line($"source += (nint)group * shape.Depth * {Layout.Granule};");
        code.Line("nint target = (((nint)block * shape.Rows.Targets) + first) * targetRow;");
        code.Line($"target += (pixel * targetPixel) + ((nint)group * width * {Layout.Granule});");
        code.Line("nint weights = ((((nint)tapRow * along.Taps) + tap) * shape.TapPitch) + ((nint)group * width);");
        code.Line(Format($"int endInput = {Names.Math}.Min(depth, (endTile - (window * inputTiles)) * {tile.Rows});"));
        code.Line(Format($"int firstInput = {Names.Math}.Max(0, firstTile - (window * inputTiles)) * {tile.Rows};"));
        code.Open(Format($"for (int atInput = firstInput; atInput < endInput; atInput += {tile.Rows})"));
        code.Line("// The last tiles may overlap those before them: what these have stored stays.");
        code.Line(Format($"int input = {Names.Math}.Min(atInput, depth - {tile.Rows});"));
        code.Open(Format($"for (int atChannel = 0; atChannel < width; atChannel += {tile.Vectors})"));
        code.Line(Format($"int channel = {Names.Math}.Min(atChannel, width - {tile.Vectors});"));
        for (int input = 0; input < tile.Rows; input++)
        {
            code.Declare(text.Vector, Enumerable.Range(0, tile.Vectors).Select(channel => $"{Sum(input, channel)} = {text.Zero}"));
        }

        code.Line($"ref {text.Element} xLine = ref {Add("x", $"source + ((nint)input * {Layout.Granule})")};");
        code.Line($"ref {text.Element} dLine = ref {Add("dz", $"target + ((nint)channel * {Layout.Granule})")};");
        code.Open("for (int row = first; row < end; row++)");
        code.Line($"ref {text.Element} xk = ref xLine;");
        code.Line($"ref {text.Element} dk = ref dLine;");
        code.Open("for (int k = 0; k < pixels; k++)");
        for (int lane = 0; lane < Layout.Granule; lane += text.Lanes)
        {
            code.Open("");
            Step(lane);
            code.Close();
        }

        code.Line($"xk = ref {Add("xk", "pixelStep")};");
        code.Line($"dk = ref {Add("dk", "targetPixel")};");
        code.Close();
        code.Line();
        code.Line($"xLine = ref {Add("xLine", "down.SourcePerTarget * sourceRow")};");
        code.Line($"dLine = ref {Add("dLine", "targetRow")};");
        code.Close();
        code.Line();
        Results();
        code.Close();
        code.Close();
        code.Close();
        code.Close();
    }

    // All samples of a pixel, while its line is in the nearest cache; what they yield is added up in the end anyway.
    private void Step(int lane)
    {
        code.Declare(text.Vector, Enumerable.Range(0, tile.Rows).Select(input =>
            Format($"x{input} = {text.Load("xk", (input * Layout.Granule) + lane)}")));
        for (int channel = 0; channel < tile.Vectors; channel++)
        {
            code.Line(Format($"{text.Vector} d{channel} = {text.Load("dk", (channel * Layout.Granule) + lane)};"));
            for (int input = 0; input < tile.Rows; input++)
            {
                code.Line($"{Sum(input, channel)} = {text.MultiplyAdd(Format($"x{input}"), Format($"d{channel}"), Sum(input, channel))};");
            }
        }
    }

    private void Results()
    {
        code.Line("int newInput = atInput - input;");
        code.Line("int newChannel = atChannel - channel;");
        code.Line($"ref {text.Element} dwk = ref {Add("dw", "weights + ((nint)input * shape.Pitch) + channel")};");
        for (int input = 0; input < tile.Rows; input++)
        {
            code.Open(Format($"if (newInput <= {input})"));
            for (int channel = 0; channel < tile.Vectors; channel++)
            {
                code.Open(Format($"if (newChannel <= {channel})"));
                string weight = TargetText.At("dwk", channel);
                string sum = text.SumOfLanes(Sum(input, channel));
                code.Line($"{weight} = adds ? {weight} + {sum} : {sum};");
                code.Close();
            }

            code.Close();
            code.Line();
            if (input < tile.Rows - 1)
            {
                code.Line($"dwk = ref {Add("dwk", "shape.Pitch")};");
            }
        }
    }

    private static string Add(string reference, string offset) => $"{Names.Unsafe}.Add(ref {reference}, {offset})";

    private static string Sum(int input, int channel) => Format($"s{input}_{channel}");

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
