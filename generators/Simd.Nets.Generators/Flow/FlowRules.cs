using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Simd.Nets.Generators.Diagnostics;

namespace Simd.Nets.Generators.Flow;

/// <summary>Rules of gradients, all of them configurable: a network that breaks one is compiled.</summary>
internal static class FlowRules
{
    private const string Chain =
        "{0}: over {1} layers their norm changes by a factor of {2} at initialisation, most at '{3}', with a depth scale of {4} layers; "
        + "{5}";

    /// <summary>Gradients do not arrive.</summary>
    public static readonly DiagnosticDescriptor Vanishing = Warning("SNET1001", "Gradients vanish", Chain);

    /// <summary>Gradients grow without bound.</summary>
    public static readonly DiagnosticDescriptor Exploding = Warning("SNET1002", "Gradients explode", Chain);

    /// <summary>The initialiser's variance is not what the activation needs.</summary>
    public static readonly DiagnosticDescriptor Initialiser = Warning("SNET1003", "The initialiser does not match the activation", Chain);

    /// <summary>Too many sigmoids or their kin.</summary>
    public static readonly DiagnosticDescriptor Saturating = Warning(
        "SNET1004", "A saturating stack is deeper than it can be trained", Chain);

    /// <summary>Gradients grow by batch normalisation itself.</summary>
    public static readonly DiagnosticDescriptor BatchNormalised = Warning("SNET1005", "Deep batch normalisation needs skips", Chain);

    /// <summary>Every branch adds as much again.</summary>
    public static readonly DiagnosticDescriptor UnscaledBranches = Warning("SNET1006", "Residual branches need a scale", Chain);

    /// <summary>Layers so narrow for their number that chance decides.</summary>
    public static readonly DiagnosticDescriptor Narrow = Hint(
        "SNET1007",
        "The network is narrow for its depth",
        "The hidden layers have β = Σ 1/width = {0}, so that gradients differ by exp(β) from seed to seed, whatever the initialiser's "
        + "variance; the narrowest is '{1}': make the layers wider or fewer (with twice the width, β = {2})");

    /// <summary>Batch statistics of values that are dropped in training only.</summary>
    public static readonly DiagnosticDescriptor DropoutBeforeBatchNorm = Hint(
        "SNET1008",
        "Dropout stands before batch normalisation",
        "'{0}' multiplies the variance that the batch normalisation behind it sees in training by up to {1}, and not at inference, so that "
        + "its running statistics are wrong there: put it behind the last batch normalisation");

    /// <summary>A bias without effect.</summary>
    public static readonly DiagnosticDescriptor RedundantBias = Hint(
        "SNET1009",
        "A bias before batch normalisation has no effect",
        "Batch normalisation takes off the mean behind '{0}' and with it the bias, whose gradient is zero: write bias: false");

    /// <summary>A softmax of a softmax.</summary>
    public static readonly DiagnosticDescriptor LossTakesLogits = Warning(
        "SNET1010",
        "This loss takes logits",
        "{1} contains the {0} that stands before it, and through both the gradient is {2} of what it would be: leave {0} out");

    /// <summary>A dropout that breaks what SELU keeps.</summary>
    public static readonly DiagnosticDescriptor SeluDropout = Warning(
        "SNET1011",
        "SELU needs alpha dropout",
        "'{0}' moves mean and variance, which SELU keeps at 0 and 1 (the second moment becomes {1}): write AlphaDropout({2})");

    /// <summary>A verdict that depends on what is not declared.</summary>
    public static readonly DiagnosticDescriptor InputScale = Hint(
        "SNET1012",
        "The scale of the inputs decides over the gradients",
        "The ratio of gradients is {0} for inputs of mean square 0.01, {1} for 1 and {2} for 100: standardise the inputs (Standardize "
        + "behind Input) or declare their scale as Input(…) with {{ SecondMoment = … }}");

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Vanishing, Exploding, Initialiser, Saturating, BatchNormalised, UnscaledBranches, Narrow, DropoutBeforeBatchNorm, RedundantBias,
        LossTakesLogits, SeluDropout, InputScale,
    ];

    /// <summary>The rule of a fault.</summary>
    public static DiagnosticDescriptor Of(ChainFault fault) => fault switch
    {
        ChainFault.Exploding => Exploding,
        ChainFault.Initialiser => Initialiser,
        ChainFault.Saturating => Saturating,
        ChainFault.BatchNormalised => BatchNormalised,
        ChainFault.UnscaledBranches => UnscaledBranches,
        _ => Vanishing,
    };

    /// <summary>The fault of a rule; null of those that are about something else than what becomes of gradients along a chain.</summary>
    public static ChainFault? FaultOf(string id)
    {
        foreach (ChainFault fault in (ChainFault[])Enum.GetValues(typeof(ChainFault)))
        {
            if (Of(fault).Id == id)
            {
                return fault;
            }
        }

        return null;
    }

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Rule(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Hint(string id, string title, string message) => Rule(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity) => new(
        id, title, message, Category.GradientFlow, severity, true, helpLinkUri: HelpLink.Base + id + HelpLink.Extension);
}
