using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Emission;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;
using Simd.Nets.Generators.Scheduling;
using Simd.Nets.Generators.Targets;

namespace Simd.Nets.Generators;

/// <summary>From a declaration to the text of its files: infer, differentiate, schedule, emit.</summary>
internal static class NetworkEmitter
{
    /// <summary>File names and contents.</summary>
    public static IEnumerable<(string Name, string Text)> Emit(NetworkDeclaration declaration)
    {
        if (!declaration.IsValid)
        {
            yield return (Name(""), new SurfaceFile(declaration, null).Write());
            yield break;
        }

        bool isFloat = declaration.ElementType == ElementType.Float32;
        string element = isFloat ? "float" : "double";
        NetworkGraph graph = ShapeInference.Infer(declaration.Layers!);
        Schedule schedule = Scheduler.Plan(graph, Differentiation.Infer(graph), Differentiation.Train(graph), isFloat ? 4 : 8);
        Kernel[] kernels = schedule.Kernels.ToArray();
        yield return (Name(""), new SurfaceFile(declaration, schedule).Write());
        var passes = new PassesFile(declaration, schedule, element);
        yield return (Name(".Schema"), SchemaFile.Write(declaration, schedule, element, passes));
        yield return (Name(".Passes"), passes.Write());
        yield return (Name(".Kernels"), KernelFiles.Contents(declaration, kernels, element));
        foreach (VectorTarget target in VectorTarget.All)
        {
            yield return (Name($".{target.Name}"), KernelFiles.Implementation(declaration, kernels, target));
        }

        string Name(string suffix) => $"{declaration.HintName}{suffix}.g.cs";
    }
}
