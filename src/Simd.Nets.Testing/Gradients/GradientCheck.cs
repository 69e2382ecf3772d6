using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>
/// Proves the gradients of a declared network: <c>GradientCheck.Verify&lt;MyNetwork&gt;()</c> in any test.
/// </summary>
/// <remarks>
/// Each draw takes a network with its declared initial weights, biases, gains, slopes and running statistics at random, a batch of normal
/// inputs, random targets and, every other time, weights of the samples. It runs every pass of the generated code, and compares outputs and
/// loss (in training, with the same dropout masks, and at inference), the gradients of all parameters and inputs, once and accumulated, and
/// the running statistics that a step leaves with a slow reference in double precision whose gradients are central differences. Every draw
/// carries its negative control: the same comparison, with the sign of the largest gradient turned, has to fail.
/// It is made for networks, or blocks of them, of up to some ten thousand activations a batch: the reference takes minutes beyond, and among
/// so many rectifiers and maxima some input lies on a kink in almost every draw. A block with the same layers and fewer pixels proves as much.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks a float network.</summary>
    /// <exception cref="GradientCheckException">Something differs by more than its bar; the message holds the whole report.</exception>
    /// <inheritdoc cref="Verify{TNetwork, T}(GradientCheckOptions?)"/>
    public static GradientReport Verify<TNetwork>(GradientCheckOptions? options = null)
        where TNetwork : class, INetwork<TNetwork, float> => Verify<TNetwork, float>(options);

    /// <summary>Checks a network.</summary>
    /// <param name="options">What to draw; by default 3 batches of 5 samples, of 16 where there is batch normalisation.</param>
    /// <returns>What was compared, each tensor at its worst.</returns>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="T">Its element type, float or double.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The options draw no batch, empty ones, or single samples for batch
    /// normalisation.</exception>
    /// <exception cref="GradientCheckException">
    /// Something differs by more than its bar (the message holds the whole report), or no draw could prove anything.
    /// </exception>
    public static GradientReport Verify<TNetwork, T>(GradientCheckOptions? options = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= new();
        int batch = options.BatchFor(TNetwork.Schema);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1);
        string name = TNetwork.Schema.Name;
        var passed = new List<GradientReport>();
        for (int attempt = 0; passed.Count < options.Draws; attempt++)
        {
            var drawn = new GradientCase<TNetwork, T>(unchecked(options.Seed + (attempt * 7919)), batch);
            CaseOutcome outcome = drawn.Run();
            if (outcome == CaseOutcome.Failed)
            {
                throw new GradientCheckException($"seed {options.Seed}, draw {attempt}, batch {batch}\n{drawn.Report}");
            }

            if (outcome == CaseOutcome.Passed)
            {
                passed.Add(drawn.Report);
            }
            else if (attempt - passed.Count >= 2 * options.Draws)
            {
                throw new GradientCheckException(
                    $"{name}: only {passed.Count} of {attempt + 1} draws could be checked; the last one "
                    + (outcome == CaseOutcome.Vacuous
                        ? "had gradients of about zero everywhere, so that a wrong one would not be noticed: do they vanish?"
                        : "lay on a kink, or divided by a variance of next to nothing. "
                            + "Draw smaller batches against kinks, larger ones against variances; of a large network, check a block on smaller images."));
            }
        }

        return GradientReport.Merge(name, passed);
    }
}
