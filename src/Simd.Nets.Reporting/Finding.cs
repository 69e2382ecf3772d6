namespace Simd.Nets.Reporting;

/// <summary>What a <see cref="TrainingReport"/> has to say.</summary>
public enum FindingKind
{
    /// <summary>Nothing is wrong.</summary>
    Healthy,

    /// <summary>Gradients vanish on their way to the first layers.</summary>
    Vanishing,

    /// <summary>Gradients explode on their way to the first layers, or in time.</summary>
    Exploding,

    /// <summary>Rectifiers hold everything back.</summary>
    DeadUnits,

    /// <summary>Bounded activations are at their bounds.</summary>
    Saturation,

    /// <summary>A clip decides the size of most steps.</summary>
    Clipping,

    /// <summary>Steps are too large for the weights they change.</summary>
    LargeUpdates,

    /// <summary>The loss does not fall.</summary>
    NotLearning,

    /// <summary>Loss or gradients were not finite, and the training broke off.</summary>
    BrokenOff,

    /// <summary>Nothing was trained yet.</summary>
    Untrained,
}

/// <summary>A sentence of a <see cref="TrainingReport"/>.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">It in a few words.</param>
/// <param name="Text">What was seen, with the numbers.</param>
/// <param name="Change">Which line to change, and how; empty where there is none.</param>
public sealed record Finding(FindingKind Kind, string Title, string Text, string Change)
{
    /// <summary>All of it, on one line.</summary>
    public override string ToString() => Change.Length == 0 ? $"{Title}. {Text}" : $"{Title}. {Text} {Change}";
}
