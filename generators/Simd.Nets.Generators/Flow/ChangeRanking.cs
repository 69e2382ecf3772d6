using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets.Generators.Flow;

/// <summary>What is foreseen of a changed network.</summary>
/// <param name="Ratio">Of gradients from first to last hidden layer.</param>
/// <param name="IsWell">Whether there is nothing to say of it.</param>
/// <param name="IsWorse">Whether something else is to be said of it that was not to be said before.</param>
internal readonly record struct Outlook(double Ratio, bool IsWell, bool IsWorse = false);

/// <summary>A change that helps.</summary>
/// <param name="Change">What is done.</param>
/// <param name="Before">The ratio of gradients before it.</param>
/// <param name="After">What is foreseen behind it.</param>
internal sealed record Prospect(StackChange Change, double Before, Outlook After);

/// <summary>Which of several changes to a network is the best one: messages, code fixes and reports say the same.</summary>
internal static class ChangeRanking
{
    // Of ratios that are zero, and so as far from one as none that is not.
    private const double Farthest = 400;

    /// <summary>How many decades a ratio is from one.</summary>
    public static double Distance(double ratio) => ratio > 0 ? Math.Min(Farthest, Math.Abs(Math.Log10(ratio))) : Farthest;

    /// <summary>Whether a change that does not heal is worth a word: half of the decades go.</summary>
    public static bool Helps(double before, double after) => after < before / 2;

    /// <summary>
    /// Those that heal before those that do not, then by how near one the ratio comes; of two that bring it equally near, within half a
    /// decade, the one that was to be tried first.
    /// </summary>
    /// <param name="tried">The changes, in the order in which they were to be tried.</param>
    /// <param name="heals">Whether the finding is gone after one.</param>
    /// <param name="distance">Of the ratio after one.</param>
    public static IEnumerable<T> BestFirst<T>(this IEnumerable<T> tried, Func<T, bool> heals, Func<T, double> distance) =>
        tried.OrderByDescending(heals).ThenBy(change => Math.Round(distance(change)));

    /// <summary>The first of <see cref="BestFirst"/>; changes behind one that cannot be surpassed are not tried.</summary>
    public static T? Best<T>(this IEnumerable<T> tried, Func<T, bool> heals, Func<T, double> distance)
    {
        var seen = new List<T>();
        foreach (T change in tried)
        {
            seen.Add(change);
            if (heals(change) && Math.Round(distance(change)) == 0)
            {
                break;
            }
        }

        return seen.BestFirst(heals, distance).FirstOrDefault();
    }
}
