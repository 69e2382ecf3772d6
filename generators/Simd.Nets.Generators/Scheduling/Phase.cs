using System.Collections.Generic;
using Simd.Nets.Generators.Gradients;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>What is done panel by panel, and then with what all panels left.</summary>
internal sealed record Phase(EquatableArray<KernelCall> Rows, EquatableArray<KernelCall> Finish)
{
    /// <summary>Cuts steps behind every barrier. There is one phase at least.</summary>
    public static EquatableArray<Phase> Cut(IEnumerable<Step> steps, IStepVisitor<IEnumerable<KernelCall>> calls)
    {
        var phases = new List<Phase>();
        var rows = new List<KernelCall>();
        var finish = new List<KernelCall>();
        foreach (Step step in steps)
        {
            if (step is not BarrierStep && finish.Count > 0)
            {
                Close();
            }

            (step is BarrierStep ? finish : rows).AddRange(step.Accept(calls));
        }

        Close();
        return new(phases);

        void Close()
        {
            phases.Add(new(new(rows), new(finish)));
            rows.Clear();
            finish.Clear();
        }
    }
}
