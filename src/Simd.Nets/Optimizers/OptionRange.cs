using System.Globalization;

namespace Simd.Nets;

/// <summary>The ranges of an optimizer's options.</summary>
internal static class OptionRange
{
    /// <summary>A learning rate: 0 or more, and finite as a float even when a rule multiplies it by its largest scale.</summary>
    public static double LearningRate(double value, double largestScale, string name)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw Outside(value, name, "a finite number, 0 or more");
        }

        return float.IsFinite((float)(value * largestScale))
            ? value
            : throw Outside(value, name, largestScale == 1
                ? "a number that a float can hold"
                : string.Create(CultureInfo.InvariantCulture, $"a number that a float can hold when divided by 1 − β₁ = {1 / largestScale:G3}"));
    }

    /// <summary>A factor of decay: 0 or more, below 1.</summary>
    public static double Decay(double value, string name) =>
        value is >= 0 and < 1 ? value : throw Outside(value, name, "at least 0 and below 1");

    /// <summary>0 to 1, both allowed.</summary>
    public static double Share(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw Outside(value, name, "at least 0 and at most 1");

    /// <summary>0 or more, and finite as a float.</summary>
    public static double NonNegative(double value, string name) =>
        float.IsFinite((float)value) && value >= 0
            ? value
            : throw Outside(value, name, "a finite number, 0 or more (a float must hold it)");

    /// <summary>Above 0, and finite as a float.</summary>
    public static double Positive(double value, string name) =>
        float.IsFinite((float)value) && value > 0 ? value : throw Outside(value, name, "a finite number above 0 (a float must hold it)");

    /// <summary>A finite number that a float still holds as a normal number.</summary>
    public static double Normal(double value, string name) =>
        float.IsFinite((float)value) && value >= 1e-30
            ? value
            : throw Outside(value, name, "a finite number, 1e-30 or more (a float must hold it)");

    /// <summary>Between 0 and 1, neither allowed.</summary>
    public static double Inside(double value, string name) =>
        value is > 0 and < 1 ? value : throw Outside(value, name, "above 0 and below 1");

    /// <summary>A number that is at least another.</summary>
    public static double NotBelow(double least, double value, string name) =>
        value >= least ? value : throw Outside(value, name, string.Create(CultureInfo.InvariantCulture, $"{least} or more"));

    /// <summary>A count with a least value.</summary>
    public static int AtLeast(int least, int value, string name) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, $"{name} must be {least} or more; it is {value}.");

    /// <summary>A count with a least value.</summary>
    public static long AtLeast(long least, long value, string name) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, $"{name} must be {least} or more; it is {value}.");

    private static ArgumentOutOfRangeException Outside(double value, string name, string expected) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{name} must be {expected}; it is {value}."));
}
