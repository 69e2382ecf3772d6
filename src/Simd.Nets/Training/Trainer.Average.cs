namespace Simd.Nets;

public partial class Trainer<TNetwork, T>
{
    private WeightAverage? averageKind;
    private AlignedBuffer<T>? average;
    private bool averageInUse;

    /// <summary>A moving average of the weights; null, as at the start, for none. Setting it starts a new one.</summary>
    /// <exception cref="InvalidOperationException">The average is in use.</exception>
    public WeightAverage? WeightAverage
    {
        get => averageKind;
        set
        {
            RequireTrainedWeights();
            averageKind = value;
            average = value is null ? null : new AlignedBuffer<T>(runtime.Schema.ParameterLength);
            counts = counts with { Averaged = 0 };
            lastGood?.Forget();
        }
    }

    /// <summary>Gives the network its averaged weights until what is returned is disposed; no step may be taken in between.</summary>
    /// <exception cref="InvalidOperationException">There is no average yet, or it is in use.</exception>
    public AverageScope UseAverage()
    {
        RequireAverage();
        RequireTrainedWeights();
        SwapAverage();
        averageInUse = true;
        return new AverageScope(() =>
        {
            SwapAverage();
            averageInUse = false;
        });
    }

    /// <summary>A new network with the averaged weights, and with this one's running statistics.</summary>
    /// <exception cref="InvalidOperationException">There is no average yet, or it is in use.</exception>
    public TNetwork AveragedNetwork()
    {
        RequireAverage();
        RequireTrainedWeights();
        TNetwork copy = TNetwork.Create(0);
        copy.Runtime.CopyFrom(runtime);
        (copy.Runtime.RandomSeed, copy.Runtime.Passes) = (runtime.RandomSeed, runtime.Passes);
        average!.Span.CopyTo(copy.Runtime.Parameters);
        return copy;
    }

    private void UpdateAverage()
    {
        if (averageKind is null)
        {
            return;
        }

        if (counts.Averaged == 0)
        {
            runtime.Parameters.CopyTo(average!.Span);
        }
        else
        {
            WeightAverage.Blend<T>(average!.Span, runtime.Parameters, 1 - averageKind.Keep(counts.Averaged));
        }

        counts = counts with { Averaged = counts.Averaged + 1 };
    }

    private void SwapAverage()
    {
        Span<T> averaged = average!.Span;
        Span<T> trained = runtime.Parameters;
        for (int i = 0; i < averaged.Length; i++)
        {
            (averaged[i], trained[i]) = (trained[i], averaged[i]);
        }
    }

    private void RequireAverage()
    {
        if (average is null || counts.Averaged == 0)
        {
            throw new InvalidOperationException(
                average is null
                    ? "there is no average of weights: set WeightAverage before training."
                    : "there is no average before the first step.");
        }
    }

    private void RequireTrainedWeights()
    {
        if (averageInUse)
        {
            throw new InvalidOperationException("the network has its averaged weights: dispose what UseAverage returned first.");
        }
    }
}
