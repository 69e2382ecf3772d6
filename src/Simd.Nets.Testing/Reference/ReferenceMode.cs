namespace Simd.Nets.Testing;

/// <summary>
/// Which of its two lives a network leads: inference, where batch normalisation takes its running statistics and dropout is the identity,
/// or training, where statistics are the batch's and elements are dropped.
/// </summary>
public readonly record struct ReferenceMode
{
    private ReferenceMode(ulong randomSeed, ulong pass)
    {
        IsTraining = true;
        RandomSeed = randomSeed;
        Pass = pass;
    }

    /// <summary>Inference, which is also the default.</summary>
    public static ReferenceMode Inference => default;

    /// <summary>Whether statistics are the batch's and elements are dropped.</summary>
    public bool IsTraining { get; }

    /// <summary>The key of the masks: <see cref="NetworkRuntime{TNetwork, T}.RandomSeed"/>.</summary>
    public ulong RandomSeed { get; }

    /// <summary>The number of the pass: <see cref="NetworkRuntime{TNetwork, T}.Passes"/> before it.</summary>
    public ulong Pass { get; }

    /// <summary>A training pass, whose masks <paramref name="randomSeed"/> and <paramref name="pass"/> decide.</summary>
    public static ReferenceMode Training(ulong randomSeed = 0, ulong pass = 0) => new(randomSeed, pass);
}
