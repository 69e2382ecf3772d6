using System.Numerics;

namespace Simd.Nets;

/// <summary>The best epoch of a run so far, with a copy of its weights.</summary>
internal sealed class BestEpoch<TNetwork, T>(NetworkRuntime<TNetwork, T> runtime, EarlyStopping stopping)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] parameters = new T[runtime.Parameters.Length];
    private readonly T[] state = new T[runtime.State.Length];
    private double value;
    private int lastEpoch;

    /// <summary>The best epoch; null before the first whose value is a number.</summary>
    public EpochReport? Report { get; private set; }

    /// <summary>Whether patience is at its end.</summary>
    public bool IsOver => lastEpoch - (Report?.Epoch ?? 0) >= stopping.Patience;

    /// <summary>Looks at an epoch behind which the network stands, and says whether it is the best so far.</summary>
    public bool Observe(EpochReport report)
    {
        lastEpoch = report.Epoch;
        double came = stopping.Monitor.Of(report);
        double gain = stopping.Monitor.LargerIsBetter ? came - value : value - came;
        if (double.IsNaN(came) || (Report is not null && !(gain > 0 && gain >= stopping.MinimumImprovement)))
        {
            return false;
        }

        value = came;
        Report = report;
        runtime.Parameters.CopyTo(parameters);
        runtime.State.CopyTo(state);
        return true;
    }

    /// <summary>Gives the network the weights and the state of the best epoch, if there is one.</summary>
    public void Restore()
    {
        if (Report is not null)
        {
            parameters.CopyTo(runtime.Parameters);
            state.CopyTo(runtime.State);
        }
    }
}
