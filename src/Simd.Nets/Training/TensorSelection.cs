namespace Simd.Nets;

/// <summary>Some tensors of <see cref="TensorSettings"/>: setting a property sets it for all of them; reading it needs that they
/// agree.</summary>
public sealed class TensorSelection
{
    private readonly TensorSettings settings;
    private readonly int[] indices;

    internal TensorSelection(TensorSettings settings, int[] indices)
    {
        this.settings = settings;
        this.indices = indices;
    }

    /// <summary>The names of the tensors.</summary>
    public IReadOnlyList<string> Names => [.. indices.Select(settings.NameOf)];

    /// <summary>What the learning rate is multiplied by: 0 or more; 1 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or one that a float cannot hold.</exception>
    /// <exception cref="InvalidOperationException">Read where the tensors differ.</exception>
    public double LearningRateFactor
    {
        get => Shared(setting => setting.LearningRateFactor, nameof(LearningRateFactor));
        set
        {
            OptionRange.NonNegative(value, nameof(LearningRateFactor));
            settings.Change(indices, setting => setting with { LearningRateFactor = value });
        }
    }

    /// <summary>Whether the tensors, and their moments, stay as they are. Frozen gradients count in no norm.</summary>
    /// <exception cref="InvalidOperationException">Read where the tensors differ.</exception>
    public bool Frozen
    {
        get => Shared(setting => setting.Frozen, nameof(Frozen));
        set => settings.Change(indices, setting => setting with { Frozen = value });
    }

    /// <summary>λ of weight decay, 0 or more, in place of the optimizer's. Null, as at the start: the optimizer's for weights, none for
    /// tensors whose <see cref="TensorEntry.Decays"/> is false.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or one that a float cannot hold.</exception>
    /// <exception cref="InvalidOperationException">Read where the tensors differ.</exception>
    public double? WeightDecay
    {
        get => Shared(setting => setting.WeightDecay, nameof(WeightDecay));
        set
        {
            if (value is double decay)
            {
                OptionRange.NonNegative(decay, nameof(WeightDecay));
            }

            settings.Change(indices, setting => setting with { WeightDecay = value });
        }
    }

    /// <summary>λ₁ of the penalty λ₁ Σ|w| that is added to the loss: 0 or more. Its gradient is not clipped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or one that a float cannot hold.</exception>
    /// <exception cref="InvalidOperationException">Read where the tensors differ.</exception>
    public double L1Penalty
    {
        get => Shared(setting => setting.L1Penalty, nameof(L1Penalty));
        set
        {
            OptionRange.NonNegative(value, nameof(L1Penalty));
            settings.Change(indices, setting => setting with { L1Penalty = value });
        }
    }

    /// <summary>λ₂ of the penalty ½ λ₂ Σw² that is added to the loss: 0 or more. Its gradient is not clipped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or one that a float cannot hold.</exception>
    /// <exception cref="InvalidOperationException">Read where the tensors differ.</exception>
    public double L2Penalty
    {
        get => Shared(setting => setting.L2Penalty, nameof(L2Penalty));
        set
        {
            OptionRange.NonNegative(value, nameof(L2Penalty));
            settings.Change(indices, setting => setting with { L2Penalty = value });
        }
    }

    private TValue Shared<TValue>(Func<TensorSetting, TValue> read, string property)
    {
        TValue first = read(indices.Length > 0 ? settings.Rows[indices[0]] : new TensorSetting());
        foreach (int index in indices)
        {
            if (!EqualityComparer<TValue>.Default.Equals(read(settings.Rows[index]), first))
            {
                throw new InvalidOperationException(
                    $"{property} is {first} for {settings.NameOf(indices[0])} and {read(settings.Rows[index])} for "
                    + $"{settings.NameOf(index)}: read it tensor by tensor.");
            }
        }

        return first;
    }
}
