using System.Globalization;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Prints a convolution by minimal filtering: transforms of the library around the products.</summary>
internal static class WinogradText
{
    public static void Body(CodeWriter code, TargetText text, WinogradKernel kernel)
    {
        string types = $"<{text.Facade}, {text.Element}>";
        code.Line("int tiles = (shape.Columns.Targets + 1) / 2;");
        code.Line("int tileRows = (shape.Rows.Targets + 1) / 2;");
        code.Line("// Points are a line of the cache more apart than what they hold: 16 of them would meet in the same few sets.");
        code.Line($"nint points = ((nint)run * shape.SourceChannels * {Layout.Granule}) + {Layout.Granule};");
        code.Line($"nint results = ((nint)run * shape.TargetChannels * {Layout.Granule}) + {Layout.Granule};");
        code.Line("nint source = (nint)shape.Rows.Sources * shape.Columns.Sources * shape.SourceChannels * 16;");
        code.Line("nint target = (nint)shape.Rows.Targets * shape.Columns.Targets * shape.TargetChannels * 16;");
        code.Line("nint weights = (nint)shape.SourceChannels * shape.Pitch;");
        code.Line($"ref {text.Element} m = ref {Add("scratch", $"{Names.Kernels}Winograd.Points * points")};");
        code.Line("int endLine = share.End(blocks * tileRows);");
        code.Open("for (int line = share.First(blocks * tileRows); line < endLine; line++)");
        code.Line("int block = line / tileRows;");
        code.Line("int tileRow = line % tileRows;");
        code.Open("for (int tile = 0; tile < tiles; tile += run)");
        code.Line($"int count = {Names.Math}.Min(run, tiles - tile);");
        code.Line($"{Names.Kernels}Winograd.TransformInputs{types}(");
        code.Line($"    ref {Add("x", "block * source")}, in shape, shape.SourceChannels * {Layout.Granule}, tileRow, tile, count, ref scratch, points);");
        code.Line("// The tiles as an image of one row.");
        code.Line($"var row = new {Names.Kernels}ConvolutionShape("
            + "false, 1, count, shape.SourceChannels, 1, count, shape.TargetChannels, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, shape.Pitch);");
        code.Open($"for (int point = 0; point < {Names.Kernels}Winograd.Points; point++)");
        code.Line($"{kernel.Product.Name}(");
        code.Line($"    ref {Add("scratch", "point * points")}, 1, ref {Add("w", "point * weights")}, ref {Add("m", "point * results")}, row, "
            + $"{Names.Kernels}WorkShare.Whole);");
        code.Close();
        code.Line();
        string nothing = $"ref {Names.Unsafe}.NullRef<{text.Element}>()";
        string b = kernel.HasBias ? "ref b" : nothing;
        string h = kernel.Derivative is not null ? $"ref {Add("h", "block * target")}" : nothing;
        string skip = kernel.HasSkip ? $"ref {Add("skip", "block * target")}" : nothing;
        string last = string.Format(CultureInfo.InvariantCulture, "{0}, {1}", text.Literal(kernel.Scale), kernel.Function is not null ? "true" : "false");
        code.Line($"{Names.Kernels}Winograd.TransformOutputs{types}(");
        code.Line($"    ref m, results, in shape, shape.TargetChannels * {Layout.Granule}, {Layout.Granule}, tileRow, tile, count, {b}, {h}, {skip}, {last}, "
            + $"ref {Add("y", "block * target")});");
        code.Close();
        code.Close();
    }

    private static string Add(string reference, string offset) => $"{Names.Unsafe}.Add(ref {reference}, {offset})";
}
