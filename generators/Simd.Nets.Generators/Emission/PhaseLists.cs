using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Simd.Nets.Generators.Scheduling;

namespace Simd.Nets.Generators.Emission;

/// <summary>The lists of kernel calls, each a method, and how the passes call them; an empty list is no method and no call.</summary>
internal sealed class PhaseLists
{
    private readonly List<string> methods = [];
    private readonly string element;

    public PhaseLists(Schedule schedule, string element)
    {
        this.element = element;
        var inference = new OperandText(schedule.Inference.Memory);
        var training = new OperandText(schedule.Training.Memory);
        PrepareInference = List("PrepareInference", "What inference needs before its first panel.", inference, schedule.Inference.Preparation);
        Inference = List("InferRows", "Inference for the rows of a panel.", inference, schedule.Inference.Rows, schedule.HasStages);
        if (schedule.Few is { } few)
        {
            var ofFew = new OperandText(few.Memory);
            PrepareFew = List("PrepareFew", "What inference of few images needs before it.", ofFew, few.Preparation);
            Few = List("InferFewRows", "Inference of few images, each pixel a row of channels.", ofFew, few.Rows);
        }

        PrepareForward = List(
            "PrepareForward", "What the forward pass of training needs before its first panel.", training, schedule.Training.Preparation);
        PrepareBackward = List(
            "PrepareBackward",
            "Transposed copies of the weights, which the backward pass then reads along rows; once a step.",
            training,
            schedule.Training.Transposes);
        PrepareInputs = List(
            "PrepareInputs", "The same for the gradient of the inputs.", training, schedule.Training.InputTransposes);
        Forward = Phases("Forward", "Forward through the layers", training, schedule.Training.Forward, schedule.HasStages);
        Backward = Phases(
            "Backward", "Backward to the gradients of the parameters", training, schedule.Training.Backward, schedule.HasStages);
        BackwardToInputs = Phases("Inputs", "Backward to the gradient of the inputs", training, schedule.Training.BackwardToInputs, areStages: false);
    }

    /// <summary>How a phase's lists are called.</summary>
    internal readonly record struct Names(string Rows, string Finish);

    public string PrepareInference { get; }

    public string Inference { get; }

    public string PrepareFew { get; } = "";

    public string Few { get; } = "";

    public string PrepareForward { get; }

    public string PrepareBackward { get; }

    public string PrepareInputs { get; }

    public IReadOnlyList<Names> Forward { get; }

    public IReadOnlyList<Names> Backward { get; }

    public IReadOnlyList<Names> BackwardToInputs { get; }

    /// <summary>The methods, in order.</summary>
    public IEnumerable<string> Methods() => methods;

    private Names[] Phases(string name, string summary, OperandText text, EquatableArray<Phase> phases, bool areStages) => phases
        .Select((phase, index) =>
        {
            string number = phases.Count == 1 ? "" : index.ToString(CultureInfo.InvariantCulture);
            string part = phases.Count == 1 ? "" : string.Format(CultureInfo.InvariantCulture, ", phase {0} of {1}", index + 1, phases.Count);
            return new Names(
                List($"{name}Rows{number}", $"{summary}, for the rows of a panel{part}.", text, phase.Rows, areStages),
                List($"{name}Finish{number}", $"{summary}: what all panels left{part}.", text, phase.Finish));
        })
        .ToArray();

    private string List(string name, string summary, OperandText text, EquatableArray<KernelCall> calls, bool areStages = false)
    {
        if (calls.Count == 0)
        {
            return "";
        }

        methods.Add(CallsMethod.Write(name, summary, element, text, calls, areStages));
        return CallsMethod.Call(name);
    }
}
