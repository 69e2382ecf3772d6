using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Scheduling;
using Simd.Nets.Generators.Targets;

namespace Simd.Nets.Generators.Emission;

/// <summary>The kernels: their table of contents as an interface, and one implementation for each vector target.</summary>
internal static class KernelFiles
{
    public static string Contents(NetworkDeclaration declaration, IReadOnlyList<Kernel> kernels, string element) =>
        SourceFile.Write(declaration, code =>
        {
            code.Line("/// <summary>");
            code.Line("/// What the passes call. Rows are samples of a panel; matrices are row-major, rows padded to 16 elements.");
            code.Line("/// </summary>");
            code.Open("private interface IKernels");
            for (int i = 0; i < kernels.Count; i++)
            {
                if (i > 0)
                {
                    code.Line();
                }

                Summary(code, kernels[i]);
                code.Line($"static abstract {KernelSignature.Of(kernels[i], element)};");
            }

            code.Close();
        });

    public static string Implementation(NetworkDeclaration declaration, IReadOnlyList<Kernel> kernels, VectorTarget target) =>
        SourceFile.Write(declaration, code =>
        {
            var text = new TargetText(target, declaration.ElementType);
            string elements = $"{text.Lanes} {text.Element} {(text.Lanes == 1 ? "element" : "elements")}";
            code.Line($"/// <summary>The kernels in registers of {elements}.</summary>");
            code.Line(Names.GeneratedCode);
            code.Open($"private readonly struct {target.Name}Kernels : IKernels");
            for (int i = 0; i < kernels.Count; i++)
            {
                if (i > 0)
                {
                    code.Line();
                }

                Summary(code, kernels[i]);
                code.Line(Names.Optimized);
                code.Open($"public static {KernelSignature.Of(kernels[i], text.Element)}");
                kernels[i].Accept(new KernelBody(code, text));
                code.Close();
            }

            code.Close();
        }, nullable: false);

    private static void Summary(CodeWriter code, Kernel kernel) =>
        code.Line($"/// <summary><c>{DocumentationText.Escape(kernel.Formula)}</c></summary>");
}
