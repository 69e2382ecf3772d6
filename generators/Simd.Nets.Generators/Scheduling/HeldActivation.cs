using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Gradients;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>An activation whose argument or value is still in the workspace when the forward pass of training is done.</summary>
internal sealed record HeldActivation(ActivationPlace Activation, PlacedMemory Memory)
{
    /// <summary>One place an activation, for as many as have one that nothing was written over.</summary>
    public static IEnumerable<HeldActivation> All(TrainingPlan plan, MemoryPlan memory)
    {
        var written = new List<Place>(plan.Forward.SelectMany(step => step.Writes));
        return plan.Activations
            .Where(activation => memory[activation.Place].Region == Region.Samples && IsIntact(activation.Place))
            .GroupBy(activation => activation.Layer)
            .Select(places => new HeldActivation(places.First(), memory[places.First().Place]));

        bool IsIntact(Place place)
        {
            int writes = written.IndexOf(place);
            return writes >= 0 && !written.Skip(writes + 1).Any(later =>
                memory[later].Region == memory[place].Region && memory[later].Offset == memory[place].Offset);
        }
    }
}
