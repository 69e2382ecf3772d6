using System;
using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Gradients;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>The parts of a pass's workspace.</summary>
internal enum Region
{
    /// <summary>So many elements a sample.</summary>
    Samples,

    /// <summary>So many a panel.</summary>
    Panels,

    /// <summary>So many in all.</summary>
    Pass,

    /// <summary>So many a sample, if the gradient of the inputs is asked for.</summary>
    SamplesForInputs,
}

/// <summary>How images lie in memory.</summary>
internal enum ImageForm
{
    /// <summary>16 samples side by side.</summary>
    Blocks,

    /// <summary>Each pixel a row of features, its channels.</summary>
    Pixels,
}

/// <summary>Where a place lies: behind so many elements (a sample, in regions of samples), with rows of a pitch.</summary>
internal readonly record struct PlacedMemory(Region Region, int Offset, int Pitch)
{
    /// <summary>Whether samples lie side by side in blocks; the pitch then is what each of them takes.</summary>
    public bool OfBlocks { get; init; }
}

/// <summary>
/// Gives every place its memory. Rows whose last reader is done give theirs to later ones of the same pitch (another pitch would cross the
/// rows of other panels), first of all to the result of that reader, if it may overwrite them.
/// </summary>
internal sealed class MemoryPlan
{
    private readonly PlacedMemory[] memory;
    private readonly int[] lengths = new int[4];

    private MemoryPlan(int places) => memory = new PlacedMemory[places];

    public PlacedMemory this[Place place] => memory[place.Number];

    /// <summary>Elements of a region: a sample, a panel, or in all.</summary>
    public int Length(Region region) => lengths[(int)region];

    /// <param name="shapes">What each place needs.</param>
    /// <param name="steps">All steps in order.</param>
    /// <param name="required">How many of them there are before those that only the gradient of the inputs needs.</param>
    /// <param name="results">Places that are read behind the last step.</param>
    /// <param name="elementBytes">Bytes of an element.</param>
    /// <param name="form">How images lie.</param>
    public static MemoryPlan Make(
        EquatableArray<PlaceShape> shapes,
        IReadOnlyList<Step> steps,
        int required,
        IEnumerable<Place> results,
        int elementBytes,
        ImageForm form = ImageForm.Blocks)
    {
        var plan = new MemoryPlan(shapes.Count);
        var lastRead = new int[shapes.Count];
        for (int step = 0; step < steps.Count; step++)
        {
            foreach (Place place in steps[step].Reads.Concat(steps[step].Writes).Where(place => !place.IsInputs))
            {
                lastRead[place.Number] = step;
            }
        }

        foreach (Place place in results)
        {
            lastRead[place.Number] = steps.Count;
        }

        var written = new HashSet<Place>();
        var free = new List<PlacedMemory>();
        for (int step = 0; step < steps.Count; step++)
        {
            if (steps[step].Reads.Any(place => !place.IsInputs && !written.Contains(place)))
            {
                throw new InvalidOperationException($"step {step} ({steps[step].Layer}) reads what no step before it wrote.");
            }

            written.UnionWith(steps[step].Writes);
            var dying = steps[step].Reads
                .Where(place => !place.IsInputs && lastRead[place.Number] == step && IsOfSamples(shapes[place.Number].Kind))
                .Distinct()
                .ToList();
            foreach (Place place in steps[step].Writes)
            {
                PlaceShape shape = shapes[place.Number];
                if (!IsOfSamples(shape.Kind))
                {
                    plan.Append(place, shape.Kind == PlaceKind.Panel ? Region.Panels : Region.Pass, shape.Length);
                    continue;
                }

                int pitch = Pitch(shape, elementBytes, form);
                bool isOfBlocks = shape.Kind == PlaceKind.Blocks && form == ImageForm.Blocks;
                // What a step reads twice, it may read whole rows of the second time.
                Place? overwritten = steps[step].Overwritable
                    .Where(candidate => dying.Contains(candidate) && plan[candidate].Pitch == pitch)
                    .Where(candidate => steps[step].Reads.Count(read => read == candidate) == 1)
                    .Select(candidate => (Place?)candidate)
                    .FirstOrDefault();
                if (overwritten is { } taken)
                {
                    plan.Share(place, plan[taken], isOfBlocks);
                    dying.Remove(taken);
                }
                else if (free.FindIndex(candidate => candidate.Pitch == pitch) is >= 0 and var index)
                {
                    plan.Share(place, free[index], isOfBlocks);
                    free.RemoveAt(index);
                }
                else
                {
                    plan.Append(place, step < required ? Region.Samples : Region.SamplesForInputs, pitch);
                    plan.Share(place, plan[place], isOfBlocks);
                }
            }

            free.AddRange(dying.Select(place => plan[place]));
            free.AddRange(steps[step].Writes
                .Where(place => lastRead[place.Number] == step && IsOfSamples(shapes[place.Number].Kind))
                .Select(place => plan[place]));
        }

        return plan;
    }

    /// <summary>Elements from row to row of a place.</summary>
    public static int Pitch(PlaceShape shape, int elementBytes, ImageForm form = ImageForm.Blocks) => shape.Kind switch
    {
        PlaceKind.Blocks when form == ImageForm.Pixels && shape.Image is { } image => image.Pixels * Layout.Pitch(image.Channels),
        PlaceKind.Bits => Layout.Pitch(((Layout.Pitch(shape.Length) / 8) + elementBytes - 1) / elementBytes),
        PlaceKind.Blocks => shape.Length,
        _ => Layout.Pitch(shape.Length),
    };

    private static bool IsOfSamples(PlaceKind kind) => kind is PlaceKind.Rows or PlaceKind.Blocks or PlaceKind.Bits;

    private void Share(Place place, PlacedMemory where, bool isOfBlocks) => memory[place.Number] = where with { OfBlocks = isOfBlocks };

    private void Append(Place place, Region region, int length)
    {
        memory[place.Number] = new(region, lengths[(int)region], length);
        lengths[(int)region] += length;
    }
}
