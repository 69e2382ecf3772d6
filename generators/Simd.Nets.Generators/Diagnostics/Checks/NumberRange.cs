using System;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Which numbers an option may be. Infinity and NaN are in none.</summary>
/// <param name="Text">Completes "needs … to be".</param>
/// <param name="Contains">Whether a finite number is one of them.</param>
internal sealed record NumberRange(string Text, Func<double, bool> Contains)
{
    public static readonly NumberRange Finite = new("finite", _ => true);

    public static readonly NumberRange NotZero = new("finite and not 0", x => x != 0);

    public static readonly NumberRange NotNegative = new("finite and at least 0", x => x >= 0);

    public static readonly NumberRange Positive = new("finite and positive", x => x > 0);

    public static readonly NumberRange Share = new("from 0 to 1", x => x is >= 0 and <= 1);

    public static readonly NumberRange BelowOne = new("at least 0 and below 1", x => x is >= 0 and < 1);

    /// <summary>Of what a pooling makes of a window.</summary>
    public static readonly NumberRange Poolings = new(
        "PoolingKind.Max or PoolingKind.Average", x => x is (double)PoolingKind.Max or (double)PoolingKind.Average);

    /// <summary>Of a probability that 32 random bits decide, no closer to 1 than they can tell.</summary>
    public static readonly NumberRange Chance = new(BelowOne.Text, x => x is >= 0 and <= 1 - (1.0 / (1L << 32)));

    /// <summary>Whether a number is one of them, also as the network computes with it.</summary>
    public bool Holds(double number, ElementType elementType) =>
        Holds(number) && (elementType == ElementType.Float64 || Holds((float)number));

    private bool Holds(double number) => !double.IsNaN(number) && !double.IsInfinity(number) && Contains(number);
}
