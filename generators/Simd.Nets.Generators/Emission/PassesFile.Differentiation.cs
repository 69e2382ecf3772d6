using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>The pass from samples to gradients, at once and in parts.</summary>
internal sealed partial class PassesFile
{
    private string Differentiate() => Pass("Differentiate", Body(
        Frame("TrainingLayout", schedule.Training.HoldsBatch),
        Weight(),
        Scale,
        "double loss = 0;",
        lists.PrepareForward,
        lists.PrepareBackward,
        Body(Parts.Select(part => part.Text).ToArray()),
        Slabs(),
        "return weight > 0 ? loss / weight : 0;"));

    // The same for one part after the other, so that many can work on it.
    private string DifferentiatePart()
    {
        var cases = new List<string> { Body(lists.PrepareForward, lists.PrepareBackward, Weight(), "return weight;") };
        cases.AddRange(Parts.Select(part => part.HasLoss
            ? Body("double weight = part.Weight;", Scale, "double loss = 0;", part.Text, "return loss;")
            : Body(part.Text, "return 0;")));
        if (schedule.Training.Slabs.Count > 0)
        {
            cases.Add($"{SlabCall("part.Slab")}\nreturn 0;");
        }

        string text = string.Join("\n", cases.Select((body, index) =>
            $"case {Invariant(index)}:\n{{\n    {In(body)}\n}}"));
        return Pass("DifferentiatePart", $$"""
            var frame = new {{Names.PassFrame}}<{{element}}>(memory, inputs, batch, TrainingLayout, in part);
            switch (part.Index)
            {
                {{In(text)}}
            }

            return 0;
            """);
    }

    /// <param name="Stages">Of each panel; 0 of what is done once.</param>
    private readonly record struct Part(string Text, bool IsOfPanels, int Stages = 0, bool HasLoss = false);

    /// <summary>How each part of differentiation is done, as the schema tells it.</summary>
    public IReadOnlyCollection<string> PartKinds => schedule.Graph.Loss is null
        ? []
        :
        [
            "Once",
            .. Parts.Select(part => part.IsOfPanels ? "Panels" : "Once"),
            .. schedule.Training.Slabs.Count > 0 ? new[] { "Slabs" } : [],
        ];

    /// <summary>The stages of each part, as the schema tells them; empty where work is not shared.</summary>
    public IReadOnlyCollection<int> Stages => schedule.Graph.Loss is null || !schedule.HasStages
        ? []
        : [0, .. Parts.Select(part => part.Stages), .. schedule.Training.Slabs.Count > 0 ? new[] { 0 } : []];

    // The last phase forward, the loss and the first phase backward meet each panel together, while it is in cache.
    private IEnumerable<Part> Parts
    {
        get
        {
            TrainingSchedule training = schedule.Training;
            int last = lists.Forward.Count - 1;
            for (int phase = 0; phase < last; phase++)
            {
                yield return new(Panels(lists.Forward[phase].Rows), true, training.Forward[phase].Rows.Count);
                yield return new(lists.Forward[phase].Finish, false);
            }

            yield return new(
                Panels(
                    lists.Forward[last].Rows,
                    Whole("loss += LossOfPanel<TKernels>(ref frame, targets, scale);"),
                    lists.Backward[0].Rows,
                    string.Join("\n", Bounds(0))),
                true,
                training.Forward[last].Rows.Count + 1 + training.Backward[0].Rows.Count + Bounds(0).Length,
                HasLoss: true);
            for (int phase = 0; phase < lists.Backward.Count; phase++)
            {
                if (phase > 0)
                {
                    yield return new(
                        Panels(lists.Backward[phase].Rows, string.Join("\n", Bounds(phase))),
                        true,
                        training.Backward[phase].Rows.Count + Bounds(phase).Length);
                }

                if (lists.Backward[phase].Finish.Length > 0)
                {
                    yield return new(lists.Backward[phase].Finish, false);
                }
            }
        }
    }

    // The stages in which a panel bounds slabs: behind its last step, when all that they are made of is there, and much still in cache.
    private string[] Bounds(int phase) => schedule.Training.Slabs.Count > 0 && phase == lists.Backward.Count - 1
        ? [Whole("BoundSlabsOfPanel(ref frame);")]
        : [];

    private string Whole(string text) => schedule.HasStages ? OperandText.Stage(text, isShared: false) : text;

    private string Scale => $"{element} scale = weight > 0 ? ({element})(1 / weight) : 0;";

    private string Slabs() => schedule.Training.Slabs.Count == 0 ? "" : $$"""
        for (int slab = 0; slab < {{Invariant(schedule.Training.Slabs.Sum(slab => slab.Count))}}; slab++)
        {
            {{SlabCall("slab")}}
        }
        """;

    private static string SlabCall(string slab) => $"WeightGradientSlab<TKernels>(ref frame, {slab});";

    private string WeightGradientSlab()
    {
        int before = 0;
        var choices = new List<string>();
        foreach (SlabGradient slab in schedule.Training.Slabs)
        {
            string behind = before == 0 ? "slab" : $"(slab - {Invariant(before)})";
            before += slab.Count;
            choices.Add($$"""
                if (slab < {{Invariant(before)}})
                {
                    // {{slab.Call.Comment}}: {{slab.Call.Kernel.Formula}}
                    int first = {{behind}} * {{Invariant(SlabGradient.Inputs)}};
                    int end = {{Names.Math}}.Min(first + {{Invariant(SlabGradient.Inputs)}}, {{Invariant(slab.Weight.Rows)}});
                    {{In(training.Call(slab.Call))}}
                    return;
                }
                """);
        }

        return $$"""
            /// <summary>The gradient of some inputs of a large weight, over all samples.</summary>
            {{Names.Optimized}}
            private static void WeightGradientSlab<TKernels>(ref {{Names.PassFrame}}<{{element}}> frame, int slab)
                where TKernels : struct, IKernels
            {
                {{In(string.Join("\n\n", choices))}}
            }

            /// <summary>Tells how large what the panel adds to slabs can become, if somebody asks.</summary>
            private static void BoundSlabsOfPanel(ref {{Names.PassFrame}}<{{element}}> frame)
            {
                if (frame.AsksForSlabBound)
                {
                    double bound = 0;
                    {{In(In(string.Join("\n", schedule.Training.Slabs.Select(ProductBound))))}}
                    frame.TellSlabBound(bound);
                }
            }
            """;
    }

    private string ProductBound(SlabGradient slab)
    {
        var kernel = (WeightGradientKernel)slab.Call.Kernel;
        string x = training.Spell(slab.Call.Operands[0]);
        string dz = training.Spell(slab.Call.Operands[1]);
        return $"bound = {Names.Math}.Max(bound, {Names.Kernels}Bounds.Product("
            + $"{x}, {Invariant(kernel.Inputs)}, {Invariant(kernel.XPitch)}, {dz}, {Invariant(kernel.Pitch)}, frame.Rows));";
    }

    private string LossOfPanel() => $$"""
        /// <summary>The summed loss of a panel; the outputs become their gradient.</summary>
        {{Names.Optimized}}
        private static double LossOfPanel<TKernels>(
            ref {{Names.PassFrame}}<{{element}}> frame, {{Names.Nets}}Targets<{{element}}> targets, {{element}} scale)
            where TKernels : struct, IKernels
        {
            {{In(PanelTargets())}}
            return {{In(training.Call(schedule.Training.Loss!))}}
        }
        """;
}
