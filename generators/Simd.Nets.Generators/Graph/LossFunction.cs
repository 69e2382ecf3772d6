namespace Simd.Nets.Generators.Graph;

/// <summary>A loss, called after its member of <c>Losses</c>.</summary>
/// <param name="Name">The member.</param>
/// <param name="Label">As people call it.</param>
/// <param name="TakesLabels">Whether its targets are one class a sample; otherwise they are rows of values.</param>
/// <param name="Formula">What it sums over the samples, and the gradient it writes.</param>
internal sealed record LossFunction(string Name, string Label, bool TakesLabels, string Formula)
{
    /// <summary>A constant that the member takes last; the smoothing, where the targets are labels.</summary>
    public double? Parameter { get; init; }

    /// <summary>How much each class counts.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>Whether target values are probabilities.</summary>
    public bool TakesProbabilities { get; init; }
}
