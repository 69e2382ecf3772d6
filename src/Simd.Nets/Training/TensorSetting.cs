namespace Simd.Nets;

/// <summary>How training treats one tensor.</summary>
internal readonly record struct TensorSetting()
{
    public double LearningRateFactor { get; init; } = 1;

    public bool Frozen { get; init; }

    /// <summary>Null: the optimizer's, if the tensor decays.</summary>
    public double? WeightDecay { get; init; }

    public double L1Penalty { get; init; }

    public double L2Penalty { get; init; }
}
