using System.Collections;

namespace Simd.Nets;

/// <summary>
/// The epochs of a <see cref="Trainer{TNetwork, T}.Fit"/>, each trained when it is first enumerated: a run that nobody enumerates or
/// completes trains nothing. Enumerating again yields the same reports without training again, and goes on where the first enumeration
/// stopped; an epoch that ended in an exception starts anew. A run that a checkpoint was saved in yields the reports of the epochs before it, too.
/// </summary>
public sealed class TrainingRun : IEnumerable<EpochReport>
{
    private readonly IEpochs epochs;

    internal TrainingRun(IEpochs epochs) => this.epochs = epochs;

    /// <summary>Epochs in all; early stopping may end the run before.</summary>
    public int Epochs => epochs.Epochs;

    /// <summary>The epoch that early stopping found best so far; null without it, and before the first epoch.</summary>
    public EpochReport? Best => epochs.Best;

    /// <summary>Whether early stopping has ended the run before its last epoch.</summary>
    public bool HasStoppedEarly => epochs.IsOver && epochs.Reports.Count < Epochs;

    /// <summary>Trains what is left, and returns the last epoch's report (the default, if there are 0 epochs).</summary>
    public EpochReport Complete() => this.LastOrDefault();

    /// <summary>
    /// Gives the network the parameters and the state of the best epoch so far, now. A run that ends by itself has done so; one that is
    /// left before its end, cancelled or ended by an exception has not.
    /// </summary>
    /// <exception cref="InvalidOperationException">The run keeps no best weights, or no epoch was trained.</exception>
    public void RestoreBest()
    {
        if (Best is null)
        {
            throw new InvalidOperationException(
                "there are no best weights: pass earlyStopping to Fit, and train an epoch whose monitored value is a number.");
        }

        epochs.RestoreBest();
    }

    /// <summary>Trains the epochs one by one.</summary>
    public IEnumerator<EpochReport> GetEnumerator()
    {
        epochs.Enter();
        try
        {
            for (int done = 0; done < epochs.Reports.Count || (done < Epochs && !epochs.IsOver); done++)
            {
                if (done == epochs.Reports.Count)
                {
                    epochs.Train(done + 1);
                }

                yield return epochs.Reports[done];
            }
        }
        finally
        {
            epochs.Leave();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What a run trains.</summary>
internal interface IEpochs
{
    /// <summary>Epochs in all.</summary>
    int Epochs { get; }

    /// <summary>Whether there is to be no epoch behind the last one trained.</summary>
    bool IsOver { get; }

    /// <summary>The best epoch, where one is kept.</summary>
    EpochReport? Best { get; }

    /// <summary>Those that are done.</summary>
    IReadOnlyList<EpochReport> Reports { get; }

    /// <summary>The run is under way: what is saved now, is saved within it.</summary>
    void Enter();

    /// <summary>It no longer is.</summary>
    void Leave();

    /// <summary>Trains one epoch, from 1, which is then among the reports.</summary>
    void Train(int epoch);

    /// <summary>Gives the network the weights of the best epoch.</summary>
    void RestoreBest();
}
