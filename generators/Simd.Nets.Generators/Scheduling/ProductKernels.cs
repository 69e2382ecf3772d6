using System.Globalization;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>The kernels of matrix products, named by what they do and by their shape.</summary>
internal static class ProductKernels
{
    public static Kernel Forward(AffineStep step, int xPitch)
    {
        int depth = step.Operation.Weight.Rows;
        int columns = step.Operation.Weight.Columns;
        bool bias = step.Operation.Bias is not null;
        string product = bias ? "x·W + b" : "x·W";
        string formula = (step.Function, step.Skip) switch
        {
            ({ } function, _) => $"h = {function.Of(product)}",
            (_, { Scale: 1 }) => $"y = skip + {product}",
            (_, { Scale: var scale }) => Text($"y = skip + {scale:R}·({product})"),
            _ => $"z = {product}",
        };
        string name = Text(
            $"Dense{depth}x{columns}{step.Function?.Name}{(bias ? "" : "NoBias")}{(step.Skip is null ? "" : "Skip")}{OfDenseRows(depth, xPitch)}");
        return new MatrixProductKernel(name, formula, depth, xPitch, columns, step.Operation.Weight.Pitch)
        {
            HasBias = bias,
            Function = step.Function,
            HasSkip = step.Skip is not null,
            Scale = step.Skip?.Scale ?? 1,
        };
    }

    public static Kernel InputGradient(InputGradientStep step)
    {
        int depth = step.Operation.Weight.Columns;
        int columns = step.Operation.Weight.Rows;
        string formula = step switch
        {
            { Function: { } function } => $"dz = (dy·Wᵀ) ⊙ {function.Name.ToLowerInvariant()}'",
            { Skip: not null } => "dx = skip + dy·Wᵀ",
            _ => "dx = dy·Wᵀ",
        };
        string name = Text($"InputGradient{depth}x{columns}{step.Function?.Name}{(step.Skip is null ? "" : "Skip")}");
        ProductKernel kernel = TransposedProductKernel.Serves(step.Operation)
            ? new TransposedProductKernel(name, formula, depth, columns, step.Operation.Weight.Pitch)
            : new MatrixProductKernel(name, formula, depth, Layout.Pitch(depth), columns, Layout.Pitch(columns));
        return kernel with { Derivative = step.Function, HasSkip = step.Skip is not null };
    }

    public static Kernel WeightGradient(AffineOperation operation, int xPitch)
    {
        int inputs = operation.Weight.Rows;
        string name = Text($"WeightGradient{inputs}x{operation.Weight.Columns}{OfDenseRows(inputs, xPitch)}");
        return new WeightGradientKernel(name, "dW = xᵀ·dz", inputs, xPitch, operation.Weight.Columns, operation.Weight.Pitch);
    }

    public static Kernel BiasGradient(int columns) => new BiasGradientKernel(Text($"BiasGradient{columns}"), "db = Σ dz", columns);

    // The caller's rows are dense; where that is not our own pitch, the kernel is another one.
    private static string OfDenseRows(int columns, int pitch) => pitch == Layout.Pitch(columns) ? "" : "OfDenseRows";

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
