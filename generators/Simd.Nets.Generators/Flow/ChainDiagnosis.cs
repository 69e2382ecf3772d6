using System;
using System.Collections.Generic;
using System.Linq;

namespace Simd.Nets.Generators.Flow;

/// <summary>What is wrong with a chain of layers, as far as the declaration and one change show it.</summary>
internal enum ChainFault
{
    /// <summary>Gradients do not arrive.</summary>
    Vanishing,

    /// <summary>They grow without bound.</summary>
    Exploding,

    /// <summary>They fare well without the declared initialisers.</summary>
    Initialiser,

    /// <summary>Too many saturating activations.</summary>
    Saturating,

    /// <summary>Batch normalisation without skips.</summary>
    BatchNormalised,

    /// <summary>Residual branches add up.</summary>
    UnscaledBranches,
}

/// <summary>Faults, and the changes that may heal them: messages, code fixes and reports have them from here.</summary>
/// <param name="layers">The network.</param>
/// <param name="limits">What is called sick.</param>
/// <param name="foresee">What is foreseen of a network: the theory, as the caller reads it.</param>
internal sealed class ChainDiagnosis(LayerStack layers, FlowLimits limits, Func<LayerStack, Outlook> foresee)
{
    // Of a gain: nearer to one than this, in decades, its ratio need not be, and so often one is tried.
    private const double NearOne = 0.1;
    private const int MostTries = 12;

    private readonly Dictionary<LayerStack, Outlook> foreseen = [];

    /// <summary>The fault of a chain of the network with a ratio.</summary>
    public ChainFault Fault(IReadOnlyList<Layer> chain, double ratio)
    {
        bool explodes = ratio > 1;
        if (explodes && chain.Any(layer => layer is BatchNormLayer)
            && !chain.Any(layer => layer is ResidualLayer or ConcatLayer or DenseBlockLayer))
        {
            return ChainFault.BatchNormalised;
        }

        if (explodes && chain.Any(layer => layer is ResidualLayer { Scale: 1 } block && !block.Body.Any(StackChange.IsNorm)))
        {
            return ChainFault.UnscaledBranches;
        }

        // An explicit initialiser is the cause where gradients fare well without it.
        LayerStack own = StackChange.OwnInitialisers(layers).Layers;
        if (!own.Equals(layers) && Foresee(own).Ratio is var healed && limits.Verdict(healed) == 0
            && ChangeRanking.Helps(ChangeRanking.Distance(ratio), ChangeRanking.Distance(healed)))
        {
            return ChainFault.Initialiser;
        }

        return explodes ? ChainFault.Exploding : chain.Any(StackChange.Saturates) ? ChainFault.Saturating : ChainFault.Vanishing;
    }

    /// <summary>The changes that are to be tried against a fault, in this order; what helps most is the one to offer first.</summary>
    public IEnumerable<StackChange> Candidates(ChainFault fault)
    {
        StackChange wrapped = StackChange.Wrapped(layers), rectified = StackChange.Rectifiers(layers), normalised = StackChange.Normalised(layers);
        IEnumerable<StackChange> all = fault switch
        {
            ChainFault.Initialiser => [.. Initialisers, rectified, normalised],
            ChainFault.Saturating => [rectified, .. Initialisers, normalised, wrapped],
            ChainFault.BatchNormalised => [wrapped, StackChange.OtherNorm(layers)],
            ChainFault.UnscaledBranches => [StackChange.ScaledBranches(layers), .. Initialisers, normalised],
            _ => [wrapped, rectified, .. Initialisers, normalised],
        };

        // A gain takes the most predictions to find.
        return (fault == ChainFault.BatchNormalised ? all : all.Concat(Tuned())).Where(change => !change.Layers.Equals(layers));
    }

    /// <summary>The best change against a fault, and what is foreseen after it; null where there is none to try.</summary>
    public (StackChange Change, Outlook After)? Best(ChainFault fault) => Candidates(fault)
        .Select(change => ((StackChange Change, Outlook After)?)(change, Foresee(change.Layers)))
        .Best(tried => tried!.Value.After.IsWell, tried => ChangeRanking.Distance(tried!.Value.After.Ratio));

    // Changes may come to the same.
    private Outlook Foresee(LayerStack changed)
    {
        if (!foreseen.TryGetValue(changed, out Outlook outlook))
        {
            foreseen.Add(changed, outlook = foresee(changed));
        }

        return outlook;
    }

    private StackChange[] Initialisers =>
    [
        StackChange.Initialised(layers, "He", Init.He), StackChange.Initialised(layers, "Xavier", Init.Xavier),
        StackChange.Initialised(layers, "LeCun", Init.LeCun), StackChange.OwnInitialisers(layers),
    ];

    /// <summary>LeCun's variance with the gain with which gradients change least, by the secant rule, if one keeps them near one.</summary>
    private IEnumerable<StackChange> Tuned()
    {
        (double low, double high, double middle) = (Math.Log(0.4), Math.Log(4), 0);
        (double x, double y) last = default;
        StackChange tuned;
        double ratio;
        int tries = 0;
        do
        {
            tuned = StackChange.Tuned(layers, Math.Round(Math.Exp(middle), 3));
            ratio = Foresee(tuned.Layers).Ratio;
            if (double.IsNaN(ratio))
            {
                yield break;
            }

            (double x, double y) next = (middle, Math.Sign(ratio - 1) * ChangeRanking.Distance(ratio));

            // The ratio grows with the gain, or as good as that: by as many factors, at first, as there are layers with weights.
            (low, high) = ratio < 1 ? (middle, high) : (low, middle);
            double slope = tries == 0 ? layers.Count(StackChange.HasWeights) / Math.Log(10) : (next.y - last.y) / (next.x - last.x);
            middle -= next.y / slope;
            middle = middle > low && middle < high ? middle : (low + high) / 2;
            last = next;
        }
        while (ChangeRanking.Distance(ratio) > NearOne && ++tries < MostTries);

        if (ChangeRanking.Distance(ratio) < 1)
        {
            yield return tuned;
        }
    }
}
