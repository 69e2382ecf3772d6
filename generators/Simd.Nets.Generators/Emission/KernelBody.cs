using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Lowering;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>Prints the body of a kernel for one vector target.</summary>
internal sealed class KernelBody(CodeWriter code, TargetText text) : IKernelVisitor<bool>
{
    public bool Visit(MatrixProductKernel kernel)
    {
        new MatrixProductText(code, text, kernel).Body();
        return true;
    }

    public bool Visit(TransposedProductKernel kernel)
    {
        new TransposedProductText(code, text, kernel).Body();
        return true;
    }

    public bool Visit(WeightGradientKernel kernel)
    {
        new WeightGradientText(code, text, kernel).Body();
        return true;
    }

    public bool Visit(BiasGradientKernel kernel)
    {
        int vectors = kernel.Pitch / text.Lanes;
        foreach (ColumnBlocks blocks in TileNest.Blocks(vectors, System.Math.Min(vectors, 8)))
        {
            int first = blocks.First * text.Lanes;
            int width = blocks.Vectors * text.Lanes;
            int[] offsets = Enumerable.Range(0, blocks.Vectors).Select(vector => vector * text.Lanes).ToArray();
            code.Open(Format($"for (nint column = {first}; column < {first + (blocks.Count * width)}; column += {width})"));
            code.Line(Format($"ref {text.Element} dbk = ref {Names.Unsafe}.Add(ref db, column);"));
            code.Line(Format($"ref {text.Element} dzr = ref {Names.Unsafe}.Add(ref dz, column);"));
            code.Declare(text.Vector, offsets.Select((_, vector) => Format($"s{vector} = {text.Zero}")));
            code.Open("for (int row = 0; row < rows; row++)");
            Each(offsets, (sum, offset) => $"{sum} += {text.Load("dzr", offset)};");
            code.Line(Format($"dzr = ref {Names.Unsafe}.Add(ref dzr, {kernel.Pitch});"));
            code.Close();
            code.Line();
            code.Open("if (accumulate)");
            Each(offsets, (sum, offset) => $"{sum} += {text.Load("dbk", offset)};");
            code.Close();
            code.Line();
            Each(offsets, (sum, offset) => text.Store(sum, "dbk", offset));
            code.Close();
        }

        return true;
    }

    public bool Visit(ConvolutionKernel kernel)
    {
        new ConvolutionText(code, text, kernel).Body();
        return true;
    }

    public bool Visit(ConvolutionGradientKernel kernel)
    {
        new ConvolutionGradientText(code, text, kernel).Body();
        return true;
    }

    public bool Visit(WinogradKernel kernel)
    {
        WinogradText.Body(code, text, kernel);
        return true;
    }

    public bool Visit(ChainKernel kernel)
    {
        ChainBodies.Forward(code, text, kernel);
        return true;
    }

    public bool Visit(ChainGradientKernel kernel)
    {
        ChainBodies.Gradient(code, text, kernel);
        return true;
    }

    public bool Visit(LibraryKernel kernel)
    {
        code.Line(LibraryText.Call(kernel, text));
        return true;
    }

    private void Each(int[] offsets, System.Func<string, int, string> line)
    {
        for (int vector = 0; vector < offsets.Length; vector++)
        {
            code.Line(line(Format($"s{vector}"), offsets[vector]));
        }
    }

    private static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
