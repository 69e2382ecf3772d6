using System.Numerics;

namespace Simd.Nets;

/// <summary>The best epoch of a run so far, with a copy of its weights.</summary>
internal sealed class BestEpoch<TNetwork, T>(NetworkRuntime<TNetwork, T> runtime)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] parameters = new T[runtime.Parameters.Length];
    private readonly T[] state = new T[runtime.State.Length];
    private double value;
    private int lastEpoch;
    private int epoch;

    /// <summary>The best epoch; null before the first whose value is a number.</summary>
    public EpochReport? Report { get; private set; }

    /// <summary>Whether patience is at its end.</summary>
    public bool IsOver(EarlyStopping stopping) => lastEpoch - epoch >= stopping.Patience;

    /// <summary>Looks at an epoch behind which the network stands, and says whether it is the best so far.</summary>
    public bool Observe(EpochReport report, EarlyStopping stopping)
    {
        lastEpoch = report.Epoch;
        double came = stopping.Monitor.Of(report);
        double gain = stopping.Monitor.LargerIsBetter ? came - value : value - came;
        if (double.IsNaN(came) || (Report is not null && !(gain > 0 && gain >= stopping.MinimumImprovement)))
        {
            return false;
        }

        value = came;
        (Report, epoch) = (report, report.Epoch);
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

    public void Visit(ICheckpointFields fields)
    {
        value = fields.Number("run.best_value", value);
        epoch = fields.Number("run.best_epoch", epoch);
    }

    public void Visit(ICheckpointBlocks blocks)
    {
        blocks.Visit<T>("run.best.parameters", parameters);
        blocks.Visit<T>("run.best.state", state);
    }

    /// <summary>Finds its report among those that were read.</summary>
    public void Unpack(List<EpochReport> reports)
    {
        lastEpoch = reports.Count;
        Report = epoch > 0 && epoch <= reports.Count ? reports[epoch - 1] with { IsBest = false } : null;
    }
}
