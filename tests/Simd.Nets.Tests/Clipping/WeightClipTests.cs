using System.Numerics;
using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Clipping;

/// <summary>Weights confined behind every step, in both precisions.</summary>
public abstract class WeightClipTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FedComparison<T> comparison = new(new Sgd(0.1));

    [Fact]
    public void By_value_confines_weights_and_leaves_biases_and_gains_alone()
    {
        comparison.Trainer.WeightClip = WeightClip.Value(0.25);
        comparison.Run((gradients, _) => gradients, _ => Each((entry, weights) =>
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = Math.Clamp(weights[i], -0.25, 0.25);
            }
        }));
    }

    [Fact]
    public void By_norm_shortens_the_weights_into_a_unit()
    {
        comparison.Trainer.WeightClip = WeightClip.MaxNorm(0.75);
        comparison.Run((gradients, _) => gradients, _ => Each((entry, weights) =>
        {
            for (int unit = 0; unit < entry.Columns; unit++)
            {
                Span<double> into = weights.AsSpan(unit * entry.Rows, entry.Rows);
                double norm = ReferenceTrainer.Norm(into.ToArray());
                foreach (ref double weight in into)
                {
                    weight *= norm > 0.75 ? 0.75 / norm : 1;
                }
            }
        }));
    }

    [Fact]
    public void Frozen_weights_are_left_alone()
    {
        comparison.Trainer.Settings.All.Frozen = true;
        comparison.Trainer.WeightClip = WeightClip.Value(1e-3);
        comparison.Step(comparison.NextGradients(1));
        comparison.AssertEqual();
    }

    private void Each(Action<TensorEntry, double[]> confine)
    {
        foreach ((int index, TensorEntry entry) in FedNetwork<T>.Schema.Tensors.Index())
        {
            if (entry.Kind == TensorKind.Weight)
            {
                confine(entry, comparison.Reference.Weights(index));
            }
        }
    }
}

/// <summary>In float.</summary>
public sealed class Float_weights : WeightClipTests<float>;

/// <summary>In double.</summary>
public sealed class Double_weights : WeightClipTests<double>;
