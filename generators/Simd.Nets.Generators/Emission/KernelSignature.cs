using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>What a kernel returns and takes; the operands of its calls come in this order.</summary>
internal sealed class KernelSignature(string element) : IKernelVisitor<string>
{
    public static string Of(Kernel kernel, string element) => kernel.Accept(new KernelSignature(element));

    public string Visit(MatrixProductKernel kernel) =>
        $"void {kernel.Name}(ref {element} x, int rows, ref {element} w, {(kernel.HasBias ? $"ref {element} b, " : "")}ref {element} y)";

    public string Visit(WeightGradientKernel kernel) =>
        $"void {kernel.Name}(ref {element} x, ref {element} dz, int rows, ref {element} dw, bool accumulate)";

    public string Visit(BiasGradientKernel kernel) => $"void {kernel.Name}(ref {element} dz, int rows, ref {element} db, bool accumulate)";

    public string Visit(TransposeKernel kernel) => $"void {kernel.Name}(ref {element} w, ref {element} wt)";

    public string Visit(PointwiseKernel kernel) => $"void {kernel.Name}(ref {element} z, ref {element} h, nint elements)";

    public string Visit(PointwiseGradientKernel kernel) => $"void {kernel.Name}(ref {element} h, ref {element} dh, nint elements)";

    public string Visit(LossKernel kernel) => kernel.Function == Graph.LossFunction.SoftmaxCrossEntropy
        ? $"double {kernel.Name}(ref {element} z, ref {element} dz, int rows, ref int labels, {element} scale)"
        : $"double {kernel.Name}(ref {element} y, ref {element} dy, int rows, ref {element} targets, {element} scale)";
}
