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
        new BiasGradientText(code, text, kernel).Body();
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
}
