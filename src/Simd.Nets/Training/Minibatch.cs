using System.Numerics;

namespace Simd.Nets;

/// <summary>Room for a batch of a data set's samples, used again and again.</summary>
internal sealed class Minibatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DataSet data;
    private readonly AlignedBuffer<T> inputs;
    private readonly AlignedBuffer<T> values;
    private readonly int[] labels;
    private int count;

    public Minibatch(DataSet data, int capacity)
    {
        this.data = data;
        inputs = new AlignedBuffer<T>(checked(capacity * data.InputSize));
        values = new AlignedBuffer<T>(checked(capacity * data.TargetSize));
        labels = new int[data.Targets == TargetKind.Labels ? capacity : 0];
    }

    public ReadOnlySpan<T> Inputs => inputs.Span[..(count * data.InputSize)];

    public ReadOnlySpan<int> Labels => labels.AsSpan(0, Math.Min(count, labels.Length));

    public Targets<T> Targets => new() { Labels = Labels, Values = values.Span[..(count * data.TargetSize)] };

    /// <summary>Fills the batch with these samples, at most as many as it has room for.</summary>
    public void Gather(ReadOnlySpan<int> samples)
    {
        count = samples.Length;
        data.GatherInputs(samples, inputs.Span[..(count * data.InputSize)]);
        if (data.Targets == TargetKind.Labels)
        {
            data.GatherLabels(samples, labels.AsSpan(0, count));
        }
        else
        {
            data.GatherTargets(samples, values.Span[..(count * data.TargetSize)]);
        }
    }
}
