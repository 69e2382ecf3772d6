using System.Collections;

namespace Simd.Nets;

/// <summary>
/// The epochs of a <see cref="Trainer{TNetwork, T}.Fit"/>, each trained when it is first enumerated: a run that nobody enumerates or
/// completes trains nothing. Enumerating again yields the same reports without training again, and goes on where the first enumeration
/// stopped; an epoch that ended in an exception starts anew.
/// </summary>
public sealed class TrainingRun : IEnumerable<EpochReport>
{
    private readonly Func<int, EpochReport> train;
    private readonly List<EpochReport> reports = [];

    internal TrainingRun(int epochs, Func<int, EpochReport> train)
    {
        Epochs = epochs;
        this.train = train;
    }

    /// <summary>Epochs in all.</summary>
    public int Epochs { get; }

    /// <summary>Trains what is left, and returns the last epoch's report (the default, if there are 0 epochs).</summary>
    public EpochReport Complete() => this.LastOrDefault();

    /// <summary>Trains the epochs one by one.</summary>
    public IEnumerator<EpochReport> GetEnumerator()
    {
        for (int done = 0; done < Epochs; done++)
        {
            if (done == reports.Count)
            {
                reports.Add(train(done + 1));
            }

            yield return reports[done];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
