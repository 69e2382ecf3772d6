using System;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>A function and its slope from a table, for where it is asked for a million times.</summary>
internal sealed class SampledFunction
{
    private const double Farthest = 64;
    private const int PerUnit = 32;

    private readonly Cell[] cells = new Cell[(int)(2 * Farthest * PerUnit) + 1];

    public SampledFunction(ActivationFunction function)
    {
        FunctionPoint last = function.At(-Farthest);
        for (int i = 0; i < cells.Length; i++)
        {
            FunctionPoint next = function.At(((i + 1) / (double)PerUnit) - Farthest);
            cells[i] = new(last, new(next.Value - last.Value, next.Slope - last.Slope));
            last = next;
        }
    }

    /// <summary>φ and φ' between the nearest points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FunctionPoint At(double z)
    {
        double place = ((z > -Farthest ? z < Farthest ? z : Farthest : -Farthest) + Farthest) * PerUnit;
        int index = (int)place;
        double share = place - index;
        ref readonly Cell cell = ref cells[index];
        return new(cell.Start.Value + (share * cell.Step.Value), cell.Start.Slope + (share * cell.Step.Slope));
    }

    /// <summary>Two neighbouring points: the first, and how far the second is from it. Fields, which are read where they are; properties
    /// would be copied first.</summary>
    private readonly struct Cell(FunctionPoint start, FunctionPoint step)
    {
        public readonly FunctionPoint Start = start;
        public readonly FunctionPoint Step = step;
    }
}
