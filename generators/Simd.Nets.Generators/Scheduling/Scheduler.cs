using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>Turns plans into calls of kernels on places in memory.</summary>
internal static class Scheduler
{
    /// <summary>Activations of a panel should fit a second-level cache of 512 KB, with a quarter left to a slab of weights.</summary>
    private const int PanelBytes = 384 * 1024;

    /// <summary>Beyond this, more rows no longer lessen the share of the weights' traffic that shows.</summary>
    public const int MostPanelRows = 256;

    /// <summary>Each panel reads and writes the whole gradient once: against the arithmetic of this many rows that is small.</summary>
    private const int LeastPanelRows = 128;

    public static Schedule Plan(NetworkGraph graph, InferencePlan inference, TrainingPlan training, int elementBytes)
    {
        var names = new KernelNames();
        int panelRows = PanelRows(graph, elementBytes);
        return new(
            graph,
            panelRows,
            Infer(graph, inference, elementBytes, names),
            Train(graph, training, elementBytes, names))
        {
            Few = PixelConvolutions.MostSamples(graph) is > 0 and var most ? InferFew(graph, inference, elementBytes, names, most) : null,
        };
    }

    private static InferenceSchedule Infer(NetworkGraph graph, InferencePlan plan, int elementBytes, KernelNames names)
    {
        Step[] steps = [.. plan.Preparation, .. plan.Steps];
        MemoryPlan memory = MemoryPlan.Make(plan.Places, steps, steps.Length, [plan.Outputs], elementBytes);
        var calls = new StepCalls(graph, memory, names);
        EquatableArray<KernelCall> preparation = calls.Of(plan.Preparation);
        EquatableArray<KernelCall> rows = calls.Of(plan.Steps);
        return new(
            memory,
            plan.Outputs,
            calls.PreparedLength,
            calls.ScratchLength,
            new(preparation.Concat(calls.Preparations)),
            rows,
            calls.Loss(plan.Outputs, plan.Outputs));
    }

    private static FewSchedule InferFew(NetworkGraph graph, InferencePlan plan, int elementBytes, KernelNames names, int mostSamples)
    {
        Step[] steps = [.. plan.Preparation, .. plan.Steps];
        MemoryPlan memory = MemoryPlan.Make(plan.Places, steps, steps.Length, [plan.Outputs], elementBytes, ImageForm.Pixels);
        var calls = new StepCalls(graph, memory, names, form: ImageForm.Pixels);
        EquatableArray<KernelCall> preparation = calls.Of(plan.Preparation);
        EquatableArray<KernelCall> rows = calls.Of(plan.Steps);
        return new(mostSamples, memory, plan.Outputs, calls.PreparedLength, new(preparation.Concat(calls.Preparations)), rows);
    }

    private static TrainingSchedule Train(NetworkGraph graph, TrainingPlan plan, int elementBytes, KernelNames names)
    {
        // Slabs come last, and what they read is kept until then.
        ParameterGradientStep[] slabs = [.. plan.Backward.OfType<ParameterGradientStep>().Where(SlabGradient.Serves)];
        Step[] required = [.. plan.Preparation, .. plan.Forward, plan.Loss, .. plan.Backward, .. slabs];
        MemoryPlan memory = MemoryPlan.Make(
            plan.Places, [.. required, .. plan.BackwardToInputs], required.Length, [plan.InputGradient], elementBytes);
        var calls = new StepCalls(graph, memory, names);
        EquatableArray<KernelCall> preparation = calls.Of(plan.Preparation);
        EquatableArray<Phase> forward = Phase.Cut(plan.Forward, calls);
        KernelCall[] forForward = [.. calls.Preparations];
        EquatableArray<Phase> backward = Phase.Cut(plan.Backward, calls);
        var inputCalls = new StepCalls(graph, memory, names, isForInputs: true);
        EquatableArray<Phase> backwardToInputs = Phase.Cut(plan.BackwardToInputs, inputCalls);
        return new(
            memory,
            plan.Loss.Outputs,
            plan.Loss.Gradient,
            plan.InputGradient,
            calls.PreparedLength,
            calls.ScratchLength,
            inputCalls.PreparedLength,
            new(preparation.Concat(forForward)),
            new(calls.Preparations.Skip(forForward.Length)),
            new(inputCalls.Preparations),
            forward,
            calls.Loss(plan.Loss.Outputs, plan.Loss.Gradient),
            backward,
            new(slabs.Select(calls.Slab)),
            backwardToInputs)
        {
            Activations = new(HeldActivation.All(plan, memory)),
        };
    }

    // A block of images is a panel where more would leave the cache. All are powers of two, as batches are: no panel of a usual batch is
    // cut short. What a panel touches is every activation and, going backward, the widest gradient.
    private static int PanelRows(NetworkGraph graph, int elementBytes)
    {
        int elements = graph.Shapes.Skip(1).Sum(shape => Layout.Pitch(shape.Features)) + graph.Shapes.Max(shape => Layout.Pitch(shape.Features));
        int rows = MostPanelRows;
        int least = graph.HasImages ? Layout.Granule : LeastPanelRows;
        while (rows > least && (long)rows * elements * elementBytes > PanelBytes)
        {
            rows /= 2;
        }

        return rows;
    }
}
