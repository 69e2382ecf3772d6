using System.Numerics;
using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Clipping;

/// <summary>Hundred steps with every clip, beside its formula in plain doubles.</summary>
public abstract class GradientClipTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly NetworkSchema Schema = FedNetwork<T>.Schema;
    private readonly FedComparison<T> comparison = new(new Adam(0.01, weightDecay: 0.05));

    [Fact]
    public void By_value_confines_every_element()
    {
        comparison.Trainer.Clip = GradientClip.Value(0.4);
        comparison.Run(
            (gradients, _) => Each(gradients, (_, g) => [.. g.Select(x => Math.Clamp(x, -0.4, 0.4))]),
            _ => Assert.Equal(1, comparison.Trainer.LastStep.ClipFactor));
    }

    [Fact]
    public void By_global_norm_follows_the_formula_and_reports_the_norm_before_it()
    {
        comparison.Trainer.Clip = GradientClip.GlobalNorm(12);
        double norm = 0;
        double factor = 0;
        comparison.Run(
            (gradients, _) =>
            {
                norm = ReferenceTrainer.Norm(gradients);
                factor = Math.Min(1, 12 / (norm + 1e-6));
                return Each(gradients, (_, g) => Times(g, factor));
            },
            _ =>
            {
                Assert.Equal(norm, comparison.Trainer.LastStep.GradientNorm, 1e-12 * norm);
                Assert.Equal(factor, comparison.Trainer.LastStep.ClipFactor, 1e-12);
            });
    }

    [Fact]
    public void By_layer_norm_takes_weights_and_biases_of_a_layer_together()
    {
        comparison.Trainer.Clip = GradientClip.NormPerLayer(5);
        comparison.Run((gradients, _) => Each(gradients, (i, g) =>
        {
            double norm = ReferenceTrainer.Norm([.. Schema.Tensors.Index()
                .Where(row => row.Item.Layer == Schema.Tensors[i].Layer)
                .Select(row => gradients[row.Index])]);
            return Times(g, Math.Min(1, 5 / (norm + 1e-6)));
        }));
    }

    [Fact]
    public void Adaptive_scales_units_by_their_weights_and_leaves_the_last_layer_alone()
    {
        comparison.Trainer.Clip = GradientClip.Adaptive(0.5, 0.1);
        comparison.Run((gradients, _) => Each(gradients, (i, g) =>
        {
            if (Schema.Tensors[i].Layer == "5")
            {
                return g;
            }

            double[] weights = comparison.Reference.Weights(i);
            int units = Schema.Tensors[i].Kind == TensorKind.Weight ? Schema.Tensors[i].Columns : 1;
            return [.. g.Chunk(g.Length / units).Zip(weights.Chunk(g.Length / units), (unit, w) =>
            {
                double most = 0.5 * Math.Max(ReferenceTrainer.Norm(w), 0.1);
                double norm = ReferenceTrainer.Norm(unit);
                return norm > most ? Times(unit, most / norm) : unit;
            }).SelectMany(unit => unit)];
        }));
    }

    [Fact]
    public void Z_clip_shortens_spikes_to_where_the_running_mean_and_deviation_put_them()
    {
        comparison.Trainer.Clip = GradientClip.ZClip(0.9, 2, warmupSteps: 8);
        var first = new List<double>();
        double mean = 0;
        double variance = 0;
        int clipped = 0;
        comparison.Run(
            (gradients, _) =>
            {
                double norm = ReferenceTrainer.Norm(gradients);
                if (first.Count < 8)
                {
                    first.Add(norm);
                    mean = first.Average();
                    variance = first.Average(x => (x - mean) * (x - mean));
                    return gradients;
                }

                double z = (norm - mean) / (Math.Sqrt(variance) + 1e-6);
                double kept = z > 2 ? mean + (2 * Math.Sqrt(variance) / (z / 2)) : norm;
                mean = (0.9 * mean) + (0.1 * kept);
                variance = (0.9 * variance) + (0.1 * (kept - mean) * (kept - mean));
                clipped += z > 2 ? 1 : 0;
                return Each(gradients, (_, g) => Times(g, kept / norm));
            });
        Assert.InRange(clipped, 5, 90);
    }

    [Fact]
    public void Accumulated_batches_are_clipped_by_the_norm_of_their_mean()
    {
        comparison.Trainer.AccumulationSteps = 3;
        comparison.Trainer.Clip = GradientClip.GlobalNorm(5);
        for (long step = 1; step <= 20; step++)
        {
            double[][] batches = [comparison.NextGradients(1), comparison.NextGradients(2), comparison.NextGradients(10)];
            Assert.All(batches, batch => comparison.Step(batch));
            double[] mean = [.. Enumerable.Range(0, batches[0].Length).Select(i => batches.Average(batch => batch[i]))];
            double norm = ReferenceTrainer.Norm(mean);
            comparison.Reference.Step(comparison.Reference.Split(Times(mean, Math.Min(1, 5 / (norm + 1e-6)))), step, 0.01);
            Assert.Equal(norm, comparison.Trainer.LastStep.GradientNorm, 1e-6 * norm);
        }

        comparison.AssertEqual();
    }

    [Fact]
    public void Norm_of_the_largest_and_the_smallest_gradients_is_finite_and_right()
    {
        comparison.Trainer.Clip = GradientClip.GlobalNorm(1);
        double huge = typeof(T) == typeof(double) ? 1e300 : 1e38;
        double[] gradients = new double[Schema.InputSize];
        (gradients[0], gradients[^1]) = (1.5 * huge, -2 * huge);
        comparison.Step(gradients);
        Assert.Equal(2.5 * huge, comparison.Trainer.LastStep.GradientNorm, 1e-6 * huge);
        gradients.AsSpan().Clear();
        gradients[5] = 1e-40;
        comparison.Step(gradients);
        Assert.Equal(1e-40, comparison.Trainer.LastStep.GradientNorm, 1e-44);
    }

    [Fact]
    public void Clip_that_is_taken_off_or_changed_leaves_nothing_behind()
    {
        comparison.Trainer.Clip = GradientClip.GlobalNorm(1e-3);
        double[] gradients = comparison.NextGradients(1);
        comparison.Step(gradients);
        double scale = 1e-3 / (ReferenceTrainer.Norm(gradients) + 1e-6);
        comparison.Reference.Step(comparison.Reference.Split(Times(gradients, scale)), 1, 0.01);
        comparison.Trainer.Clip = null;
        gradients = comparison.NextGradients(2);
        comparison.Step(gradients);
        comparison.Reference.Step(comparison.Reference.Split(gradients), 2, 0.01);
        comparison.AssertEqual();
    }

    private static double[][] Each(double[][] gradients, Func<int, double[], double[]> change) =>
        [.. gradients.Select((gradient, index) => change(index, gradient))];

    private static double[] Times(double[] values, double factor) => [.. values.Select(value => value * factor)];
}

/// <summary>In float.</summary>
public sealed class Float_gradients : GradientClipTests<float>;

/// <summary>In double.</summary>
public sealed class Double_gradients : GradientClipTests<double>;
