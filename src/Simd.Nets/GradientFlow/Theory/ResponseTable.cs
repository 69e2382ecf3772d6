using System;
using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>What a function makes of normal numbers of mean 0 and one second moment.</summary>
/// <param name="LogSquare">log E φ².</param>
/// <param name="Gain">d log E φ² / d log of the second moment.</param>
/// <param name="SlopeSquare">E φ'².</param>
/// <param name="Noise">The deviation of φ² over its mean.</param>
internal readonly record struct ResponsePoint(double LogSquare, double Gain, double SlopeSquare, double Noise)
{
    /// <summary>Between this and another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ResponsePoint Towards(in ResponsePoint other, double share) => new(
        LogSquare + (share * (other.LogSquare - LogSquare)),
        Gain + (share * (other.Gain - Gain)),
        SlopeSquare + (share * (other.SlopeSquare - SlopeSquare)),
        Noise + (share * (other.Noise - Noise)));
}

/// <summary>The response of a function over the logarithm of a second moment, from points an eighth apart, computed as they are asked for.
/// </summary>
internal sealed class ResponseTable(ActivationFunction function)
{
    // The logarithms of 1e-87 and 1e87: fourth powers are doubles.
    private const double Lowest = -200;
    private const double PerUnit = 8;

    private readonly Cell[] cells = new Cell[(int)(-2 * Lowest * PerUnit)];

    /// <summary>The response where the second moment is e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ResponsePoint At(double x)
    {
        double place = (x - Lowest) * PerUnit;
        place = place > 0 ? place < cells.Length - 1 ? place : cells.Length - 1 : 0;
        int index = (int)place;
        ref readonly Cell cell = ref cells[index];
        if (!cell.IsKnown)
        {
            Learn(index);
        }

        return cell.Start.Towards(in cell.End, place - index);
    }

    private void Learn(int index)
    {
        (Cell before, Cell behind) = (index > 0 ? cells[index - 1] : default, index + 1 < cells.Length ? cells[index + 1] : default);
        cells[index] = new(before.IsKnown ? before.End : Point(index), behind.IsKnown ? behind.Start : Point(index + 1));
    }

    private ResponsePoint Point(int index)
    {
        (double square, double fourth, double growth, double slopeSquare) = (0, 0, 0, 0);
        foreach (WeightedPoint point in NormalQuadrature.Points(0, Math.Exp(((index / PerUnit) + Lowest) / 2), function.Kinks))
        {
            (double h, double slope) = function.At(point.X);
            square += point.Weight * h * h;
            fourth += point.Weight * h * h * h * h;
            growth += point.Weight * h * slope * point.X;
            slopeSquare += point.Weight * slope * slope;
        }

        return new(Math.Log(square), growth / square, slopeSquare, Math.Sqrt(Math.Max(0, (fourth / (square * square)) - 1)));
    }

    /// <summary>Two neighbouring points, in fields, which are read where they are.</summary>
    private readonly struct Cell(ResponsePoint start, ResponsePoint end)
    {
        public readonly ResponsePoint Start = start;
        public readonly ResponsePoint End = end;
        public readonly bool IsKnown = true;
    }
}
