using System.Globalization;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>The kernel that a step needs, named by what it does and by its shape.</summary>
internal static class KernelChoice
{
    public static Kernel Dense(AffineOperation operation, int xPitch, PointwiseFunction? activation)
    {
        int depth = operation.Weight.Rows;
        int columns = operation.Weight.Columns;
        bool bias = operation.Bias is not null;
        string product = bias ? "x·W + b" : "x·W";
        string formula = activation is { } function ? $"h = {Notation(function, product)}" : $"z = {product}";
        string name = Text($"Dense{depth}x{columns}{activation}{(bias ? "" : "NoBias")}{OfDenseRows(depth, xPitch)}");
        return new MatrixProductKernel(name, formula, depth, xPitch, columns, bias, activation, null);
    }

    public static Kernel InputGradient(AffineOperation operation, PointwiseFunction? derivative)
    {
        int depth = operation.Weight.Columns;
        int columns = operation.Weight.Rows;
        string formula = derivative is { } function ? $"dz = (dy·Wᵀ) ⊙ {function.ToString().ToLowerInvariant()}'" : "dx = dy·Wᵀ";
        string name = Text($"InputGradient{depth}x{columns}{derivative}");
        return new MatrixProductKernel(name, formula, depth, Layout.Pitch(depth), columns, false, null, derivative);
    }

    public static Kernel WeightGradient(AffineOperation operation, int xPitch)
    {
        int inputs = operation.Weight.Rows;
        string name = Text($"WeightGradient{inputs}x{operation.Weight.Columns}{OfDenseRows(inputs, xPitch)}");
        return new WeightGradientKernel(name, "dW = xᵀ·dz", inputs, xPitch, operation.Weight.Columns);
    }

    public static Kernel BiasGradient(AffineOperation operation) =>
        new BiasGradientKernel(Text($"BiasGradient{operation.Weight.Columns}"), "db = Σ dz", operation.Weight.Columns);

    public static Kernel Transpose(AffineOperation operation)
    {
        int rows = operation.Weight.Rows;
        int columns = operation.Weight.Columns;
        return new TransposeKernel(Text($"Transpose{rows}x{columns}"), "Wt = Wᵀ", rows, columns);
    }

    public static Kernel Pointwise(PointwiseFunction function) =>
        new PointwiseKernel(function.ToString(), $"h = {Notation(function, "z")}", function);

    public static Kernel PointwiseGradient(PointwiseFunction function) =>
        new PointwiseGradientKernel($"{function}Gradient", $"dz = dh ⊙ {function.ToString().ToLowerInvariant()}'", function);

    public static Kernel Loss(LossFunction function, int outputs) => new LossKernel(
        Text($"{function}{outputs}"),
        function == LossFunction.SoftmaxCrossEntropy
            ? "Σ (log Σe^z − z[label]);  dz = scale · (softmax z − onehot label)"
            : "Σ (y − t)² / outputs;  dy = scale · 2 (y − t) / outputs",
        function,
        outputs);

    private static string Notation(PointwiseFunction function, string argument) => function switch
    {
        PointwiseFunction.Relu => $"max(0, {argument})",
        PointwiseFunction.Tanh => $"tanh({argument})",
        _ => $"sigmoid({argument})",
    };

    // The caller's rows are dense; where that is not our own pitch, the kernel is another one.
    private static string OfDenseRows(int columns, int pitch) => pitch == Layout.Pitch(columns) ? "" : "OfDenseRows";

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
