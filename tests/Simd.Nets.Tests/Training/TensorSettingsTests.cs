using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Simd.Nets.Tests.Training;

public class TensorSettingsTests
{
    private static readonly TensorTable Tensors = FedNetwork<double>.Schema.Tensors;
    private readonly FedComparison<double> comparison = new(new Adam(0.01, weightDecay: 0.1));

    private TensorSettings Settings => comparison.Trainer.Settings;

    [Fact]
    public void Tensors_are_found_by_name_by_wildcard_and_by_condition()
    {
        Assert.Equal(["0.weight"], Settings["0.weight"].Names);
        Assert.Equal(["3.body.weight", "3.body.bias"], Settings["3.*"].Names);
        Assert.Equal(["0.bias", "3.body.bias", "5.bias"], Settings["*.bias"].Names);
        Assert.Equal(["1.weight"], Settings.Where(tensor => tensor.Kind == TensorKind.Gain).Names);
        Assert.Equal(Tensors.Select(tensor => tensor.Name), Settings.All.Names);
    }

    [Fact]
    public void All_tensors_of_a_network_without_parameters_are_none_and_take_every_setting()
    {
        TensorSelection none = new Trainer<WideTargets>(WideTargets.Create(1), new Descent(.1)).Settings.All;
        none.Frozen = true;
        none.LearningRateFactor = 2;
        none.WeightDecay = none.L1Penalty = none.L2Penalty = .1;
        Assert.Empty(none.Names);
        Assert.Equal((1.0, false, null, 0.0), (none.LearningRateFactor, none.Frozen, none.WeightDecay, none.L1Penalty + none.L2Penalty));
    }

    [Fact]
    public void Names_that_are_none_are_refused_with_a_list_of_those_there_are()
    {
        var unknown = Assert.Throws<KeyNotFoundException>(() => Settings["fc1.*"]);
        Assert.Contains("no tensor is called 'fc1.*'; there are 0.weight, 0.bias, 1.weight, 3.body.weight", unknown.Message);
        var none = Assert.Throws<KeyNotFoundException>(() => Settings.Where(_ => false));
        Assert.Contains("there are 0.weight, 0.bias", none.Message);
    }

    [Fact]
    public void Settings_are_read_where_tensors_agree_and_named_where_they_differ()
    {
        Settings["5.*"].LearningRateFactor = 0.5;
        Assert.Equal(0.5, Settings["5.bias"].LearningRateFactor);
        Assert.Null(Settings.All.WeightDecay);
        var differ = Assert.Throws<InvalidOperationException>(() => Settings.All.LearningRateFactor);
        Assert.Contains("LearningRateFactor is 1 for 0.weight and 0.5 for 5.weight", differ.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e39)]
    public void Amounts_that_are_negative_or_no_floats_are_refused_by_name(double amount)
    {
        Assert.Throws<ArgumentOutOfRangeException>("LearningRateFactor", () => Settings.All.LearningRateFactor = amount);
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => Settings.All.WeightDecay = amount);
        Assert.Throws<ArgumentOutOfRangeException>("L1Penalty", () => Settings.All.L1Penalty = amount);
        Assert.Throws<ArgumentOutOfRangeException>("L2Penalty", () => Settings.All.L2Penalty = amount);
    }

    [Fact]
    public void Every_tensor_is_moved_by_its_own_settings()
    {
        Settings["0.*"].LearningRateFactor = 0.1;
        Settings["0.bias"].WeightDecay = 0.3;
        Settings["3.body.weight"].WeightDecay = 0;
        Settings["5.*"].L1Penalty = 0.02;
        Settings["5.weight"].L2Penalty = 0.03;
        for (long step = 1; step <= 100; step++)
        {
            double[] gradients = comparison.NextGradients(step);
            double penalty = Penalty(comparison.Reference.Weights(5), 0.02, 0.03) + Penalty(comparison.Reference.Weights(6), 0.02, 0);
            comparison.Step(gradients);
            Assert.Equal(penalty, comparison.Trainer.LastStep.Penalty, 1e-12);
            double[][] split = comparison.Reference.Split(gradients);
            comparison.Reference[0].Step(split[0], step, 0.001, 0.1);
            comparison.Reference[1].Step(split[1], step, 0.001, 0.3);
            comparison.Reference[2].Step(split[2], step, 0.01, 0);
            comparison.Reference[3].Step(split[3], step, 0.01, 0);
            comparison.Reference[4].Step(split[4], step, 0.01, 0);
            comparison.Reference[5].Step(split[5], step, 0.01, 0.1, l1: 0.02, l2: 0.03);
            comparison.Reference[6].Step(split[6], step, 0.01, 0, l1: 0.02);
        }

        comparison.AssertEqual();
    }

    [Fact]
    public void Decay_spares_what_the_table_says_unless_it_is_asked_for()
    {
        var trainer = new Trainer<FedNetwork<double>, double>(comparison.Network, new Sgd(0.1, weightDecay: 0.5));
        double[] Norms() => [.. comparison.Network.Runtime.Tensors.Select(tensor => ReferenceTrainer.Norm(tensor.ToArray()))];
        double[] before = Norms();
        trainer.Step(new double[FedNetwork<double>.Schema.InputSize], [1.0]);
        double[] after = Norms();
        Assert.All(Tensors.Index(), row =>
            Assert.Equal(row.Item.Decays ? 0.95 * before[row.Index] : before[row.Index], after[row.Index], 1e-12));
    }

    [Fact]
    public void Tensor_that_thaws_starts_as_if_it_were_new()
    {
        Settings["0.weight"].Frozen = true;
        for (long step = 1; step <= 30; step++)
        {
            double[] gradients = comparison.NextGradients(step);
            comparison.Step(gradients);
            double[][] split = comparison.Reference.Split(gradients);
            Settings["0.weight"].Frozen = step < 20;
            for (int i = 0; i < split.Length; i++)
            {
                if (i > 0 || step > 20)
                {
                    comparison.Reference[i].Step(split[i], i > 0 ? step : step - 20, 0.01, Tensors[i].Decays ? 0.1 : 0);
                }
            }
        }

        comparison.AssertEqual();
    }

    [Fact]
    public void Frozen_tensors_stay_byte_identical_and_count_in_no_norm() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(Gen.Elements(true, false).ArrayOf(Tensors.Count)),
        Arb.From(Gen.Elements(OptimizerCases.All.Keys.ToArray())),
        (frozen, name) =>
        {
            var fresh = new FedComparison<float>(OptimizerCases.All[name]);
            foreach ((int index, bool isFrozen) in frozen.Index())
            {
                fresh.Trainer.Settings[Tensors[index].Name].Frozen = isFrozen;
            }

            float[] before = fresh.Network.Runtime.Parameters.ToArray();
            double[] gradients = fresh.NextGradients(1);
            fresh.Step(gradients);
            double[][] split = fresh.Reference.Split(gradients);
            double norm = ReferenceTrainer.Norm([.. split.Index().Where(row => !frozen[row.Index]).Select(row => row.Item)]);
            bool rest = Tensors.Index().All(row =>
            {
                Range range = row.Item.Offset..(row.Item.Offset + row.Item.Length);
                return before[range].SequenceEqual(fresh.Network.Runtime.Parameters.ToArray()[range]) == frozen[row.Index];
            });
            return rest && Math.Abs(norm - fresh.Trainer.LastStep.GradientNorm) <= 1e-6 * norm;
        }));

    [Fact]
    public void Uniform_settings_go_through_the_optimizer_in_one_run()
    {
        var counting = new CountingOptimizer();
        var trainer = new Trainer<FedNetwork<double>, double>(comparison.Network, counting);
        double[] gradients = comparison.NextGradients(1);
        trainer.Step(gradients, [1.0]);
        Assert.Equal(1, counting.Runs);
        trainer.Settings["3.body.weight"].Frozen = true;
        trainer.Step(gradients, [1.0]);
        Assert.Equal(3, counting.Runs);
        trainer.Settings["3.body.weight"].Frozen = false;
        trainer.Clip = GradientClip.NormPerLayer(1e-3);
        trainer.Step(gradients, [1.0]);
        Assert.Equal(3 + 5, counting.Runs);
    }

    private static double Penalty(double[] weights, double l1, double l2) => weights.Sum(w => (l1 * Math.Abs(w)) + (l2 * w * w / 2));

    private sealed class CountingOptimizer : Optimizer
    {
        public int Runs { get; private set; }

        public override int MomentCount => 0;

        public override void Update<T>(in ParameterUpdate<T> update) => Runs++;
    }
}
