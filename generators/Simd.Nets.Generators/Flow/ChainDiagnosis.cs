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
/// <param name="canMake">Whether a change can be made where the network is declared; what cannot be made is not proposed.</param>
internal sealed class ChainDiagnosis(
    LayerStack layers, FlowLimits limits, Func<LayerStack, Outlook> foresee, Func<StackChange, bool> canMake)
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

    /// <summary>What helps against a fault, best first.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="ratio">As it is.</param>
    public IEnumerable<Prospect> Prospects(ChainFault fault, double ratio) =>
        Tried(fault, ratio).BestFirst(prospect => prospect.After.IsWell, prospect => ChangeRanking.Distance(prospect.After.Ratio));

    /// <summary>The first of these, without trying more changes than need be; null where nothing helps.</summary>
    public Prospect? Best(ChainFault fault, double ratio) =>
        Tried(fault, ratio).Best(prospect => prospect.After.IsWell, prospect => ChangeRanking.Distance(prospect.After.Ratio));

    /// <summary>Layers that are repeated as residual blocks, in the better of the forms that can be made, if any can.</summary>
    public static IEnumerable<StackChange> Wrapped(LayerStack layers, Func<StackChange, bool> canMake) =>
        new[] { true, false }.Select(turned => StackChange.Wrapped(layers, turned))
            .Where(change => !change.Layers.Equals(layers) && canMake(change))
            .Take(1);

    private IEnumerable<Prospect> Tried(ChainFault fault, double ratio) =>
        from change in Candidates(fault)
        where !change.Layers.Equals(layers) && canMake(change)
        let after = Foresee(change.Layers)
        where !after.IsWorse && (after.IsWell || ChangeRanking.Helps(ChangeRanking.Distance(ratio), ChangeRanking.Distance(after.Ratio)))
        select new Prospect(change, ratio, after);

    /// <summary>The changes that are to be tried against a fault, in this order.</summary>
    private IEnumerable<StackChange> Candidates(ChainFault fault)
    {
        StackChange rectified = StackChange.Rectifiers(layers), normalised = StackChange.Normalised(layers);
        IEnumerable<StackChange> wrapped = Wrapped(layers, canMake);
        IEnumerable<StackChange> all = fault switch
        {
            ChainFault.Initialiser => [.. Initialisers, rectified, normalised],
            ChainFault.Saturating => new[] { rectified }.Concat(Initialisers).Concat([normalised]).Concat(wrapped),
            ChainFault.BatchNormalised => wrapped.Concat([StackChange.OtherNorm(layers)]),
            ChainFault.UnscaledBranches => [StackChange.ScaledBranches(layers), .. Initialisers, normalised],
            _ => wrapped.Concat([rectified, .. Initialisers, normalised]),
        };

        // A gain takes the most predictions to find.
        return fault == ChainFault.BatchNormalised ? all : all.Concat(Tuned());
    }

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
