using Simd.Nets.Monitoring.Tests.Networks;
using Simd.Nets.Tests;

namespace Simd.Nets.Monitoring.Tests;

public class MonitorTests
{
    private static readonly float[] Inputs = Samples.Inputs(48 * 7);
    private static readonly int[] Labels = Samples.Labels(48, 3);

    [Fact]
    public void Norms_and_update_ratios_are_those_of_plain_sums()
    {
        var trainer = Trainer(out List<MonitorReading> readings);
        for (int step = 0; step < 3; step++)
        {
            Dictionary<string, float[]> before = Values(trainer.Network);
            trainer.Step(Inputs, Labels);
            Dictionary<string, float[]> after = Values(trainer.Network);
            MonitorReading reading = readings[^1];
            Assert.Equal(step + 1, reading.Report.Step);
            foreach (var layer in trainer.Network.Tensors.GroupBy(tensor => tensor.Entry.Layer))
            {
                double weights = Norm(layer.SelectMany(tensor => before[tensor.Name]));
                double update = Norm(layer.SelectMany(tensor => before[tensor.Name].Zip(after[tensor.Name], (was, now) => now - was)));
                double gradient = Norm(layer.SelectMany(tensor => Gradient(tensor)));
                LayerReading row = Row(reading, layer.Key);
                Assert.Equal(gradient, row.GradientNorm, 1e-6 * (gradient + 1e-9));
                Assert.Equal(weights, row.WeightNorm, 1e-6 * weights);
                Assert.Equal(update / weights, row.UpdateRatio, 1e-5);
            }
        }
    }

    [Fact]
    public void Layers_come_in_the_order_of_evaluation_and_have_the_names_of_tensors()
    {
        var trainer = Trainer(out List<MonitorReading> readings);
        trainer.Step(Inputs, Labels);
        string[] names = [.. readings[0].Layers.ToArray().Select(row => row.Layer)];
        Assert.Equal(
            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9.body.0", "9.body.1", "10", "11", "12", "14"], names);
        Assert.True(double.IsNaN(Row(readings[0], "1").GradientNorm));
        Assert.True(double.IsNaN(Row(readings[0], "0").DeadShare));
    }

    [Fact]
    public void Shares_of_activations_are_those_of_a_plain_forward_pass()
    {
        var network = new Watched(seed: 3);
        var plain = new PlainWatched(network, Inputs);
        var trainer = Trainer(out List<MonitorReading> readings, network);
        trainer.Step(Inputs, Labels);
        MonitorReading reading = readings[0];

        Assert.Equal(plain.Relu.Share(h => h <= 0), Row(reading, "1").DeadShare, 1e-9);
        Assert.Equal(plain.Relu.UnitShare(h => h <= 0), Row(reading, "1").DeadUnitShare, 1e-9);
        Assert.Equal(plain.Tanh.Share(h => 1 - (h * h) < 0.05), Row(reading, "3").SaturatedShare, 2e-3);
        Assert.Equal(plain.Sigmoid.Share(h => h * (1 - h) < 0.0125), Row(reading, "6").SaturatedShare, 2e-3);
        Assert.Equal(plain.GeluArguments.Share(z => z < -2.35), Row(reading, "8").DeadShare, 2e-3);
        Assert.Equal(plain.BranchRelu.Share(h => h <= 0), Row(reading, "9.body.1").DeadShare, 1e-9);
        Assert.InRange(Row(reading, "12").DeadShare, 0.35, 0.65);
        Assert.True(Row(reading, "3").SaturatedShare is > 0 and < 1 && double.IsNaN(Row(reading, "3").DeadShare));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(16)]
    [InlineData(33)]
    public void Shares_of_images_are_those_of_a_plain_convolution(int batch)
    {
        var network = new WatchedImages(seed: 5);
        float[] inputs = Samples.Inputs(batch * 60);
        var readings = new List<MonitorReading>();
        var monitor = new TrainingMonitor { Every = 1 };
        monitor.Observed += reading => readings.Add(reading.Copy());
        int looked = batch > 16 ? batch / 16 * 16 : batch;
        Activations plain = PlainConvolution.Rectified(network, inputs.AsSpan(0, looked * 60));
        var trainer = new Trainer<WatchedImages>(network, new Sgd(0.1)) { Monitor = monitor };
        trainer.Step(inputs, Samples.Labels(batch, 4));

        Assert.Equal(plain.Share(h => h <= 0), Row(readings[0], "1").DeadShare, 1e-6);
        Assert.Equal(plain.UnitShare(h => h <= 0), Row(readings[0], "1").DeadUnitShare, 1e-9);
    }

    [Fact]
    public void Doubles_are_watched_as_floats_are()
    {
        var readings = new List<MonitorReading>();
        var monitor = new TrainingMonitor { Every = 1 };
        monitor.Observed += reading => readings.Add(reading.Copy());
        var trainer = new Trainer<WatchedDoubles, double>(new WatchedDoubles(seed: 1), new Sgd(0.1)) { Monitor = monitor };
        double[] inputs = [.. Samples.Inputs(5 * 7).Select(value => (double)value)];
        trainer.Step(inputs, [.. Samples.Inputs(5 * 2).Select(value => (double)value)]);
        Assert.InRange(Row(readings[0], "1").DeadShare, 0.2, 0.8);
        Assert.InRange(Row(readings[0], "0").UpdateRatio, 1e-6, 1);
    }

    [Fact]
    public void A_unit_that_no_sample_wakes_is_dead()
    {
        var network = new Watched(seed: 3);
        NetworkTensor<float> bias = network.Tensors["0.bias"];
        bias[4] = -1000;
        var trainer = Trainer(out List<MonitorReading> readings, network);
        trainer.Step(Inputs, Labels);
        Assert.True(Row(readings[0], "1").DeadUnitShare >= 1.0 / 20);
        Assert.True(Row(readings[0], "1").DeadShare >= 1.0 / 20);
    }

    [Fact]
    public void Training_is_the_same_to_the_bit_with_a_monitor_and_without()
    {
        float[] watched = Train(new TrainingMonitor { Every = 1 });
        Assert.Equal(Train(null), watched);
        Assert.Equal(watched, Train(new TrainingMonitor()));
        Assert.Equal(watched, Train(new TrainingMonitor { Every = 3 }));

        static float[] Train(TrainingMonitor? monitor)
        {
            var trainer = new Trainer<Watched>(new Watched(seed: 1), new Adam(1e-2))
            {
                Monitor = monitor,
                Clip = GradientClip.GlobalNorm(0.5),
                AccumulationSteps = 2,
                ValidateGradients = false,
            };
            for (int step = 0; step < 40; step++)
            {
                trainer.Step(Inputs, Labels);
            }

            return
            [
                .. trainer.Network.Tensors.SelectMany(tensor => tensor.ToArray()),
                .. ((INetwork<Watched, float>)trainer.Network).Runtime.StateTensors.SelectMany(tensor => tensor.ToArray()),
            ];
        }
    }

    [Fact]
    public void Large_weights_that_are_moved_slab_by_slab_come_out_the_same_to_the_bit()
    {
        float[] watched = Train(new TrainingMonitor { Every = 2 });
        Assert.NotEqual(0, ((INetwork<Classic, float>)new Classic(seed: 1)).Runtime.Schema.SlabTensors.Length);
        Assert.Equal(Train(null), watched);

        static float[] Train(TrainingMonitor? monitor)
        {
            var trainer = new Trainer<Classic>(new Classic(seed: 1), new Adam(1e-3)) { Monitor = monitor };
            for (int step = 0; step < 9; step++)
            {
                trainer.Step(Samples.Inputs(40 * 784, seed: step), Samples.Labels(40, 10));
            }

            return [.. trainer.Network.Tensors.SelectMany(tensor => tensor.ToArray())];
        }
    }

    [Fact]
    public void One_step_in_so_many_is_sampled_where_that_is_stated()
    {
        var steps = new List<long>();
        var monitor = new TrainingMonitor { Every = 4 };
        monitor.Observed += reading => steps.Add(reading.Report.Step);
        var trainer = new Trainer<Watched>(new Watched(seed: 1), new Sgd(0.01)) { Monitor = monitor };
        for (int step = 0; step < 13; step++)
        {
            trainer.Step(Inputs, Labels);
        }

        Assert.Equal([1, 5, 9, 13], steps);
    }

    [Fact]
    public void Clipped_steps_are_counted_whether_they_are_sampled_or_not()
    {
        MonitorReading? last = null;
        var monitor = new TrainingMonitor { Every = 5 };
        monitor.Observed += reading => last = reading;
        var trainer = new Trainer<Watched>(new Watched(seed: 1), new Sgd(1e-6)) { Monitor = monitor, Clip = GradientClip.GlobalNorm(1e-3) };
        for (int step = 0; step < 11; step++)
        {
            trainer.Step(Inputs, Labels);
        }

        Assert.Equal(11, last!.ClippedSteps);
        Assert.Equal(5, last.Every);
    }

    [Fact]
    public void A_step_of_the_callers_own_loss_is_watched_without_activations()
    {
        var trainer = Trainer(out List<MonitorReading> readings);
        var outputs = new float[48 * 3];
        trainer.Network.Forward(Inputs, outputs);
        trainer.Network.Backward(Inputs, outputs);
        trainer.Update();
        Assert.True(Row(readings[0], "0").GradientNorm > 0);
        Assert.True(double.IsNaN(Row(readings[0], "1").DeadShare));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Steps_allocate_nothing_sampled_or_not(long every)
    {
        var monitor = new TrainingMonitor { Every = every };
        double sum = 0;
        monitor.Observed += reading => sum += reading.Layers[0].GradientNorm;
        var trainer = new Trainer<Watched>(new Watched(seed: 1), new Adam(1e-3)) { Monitor = monitor };
        Assert.Equal(0, Allocation.Least(() => trainer.Step(Inputs, Labels)));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingMonitor { Every = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingMonitor { MostCost = 0 });
    }

    private static Trainer<Watched> Trainer(out List<MonitorReading> readings, Watched? network = null)
    {
        var kept = new List<MonitorReading>();
        var monitor = new TrainingMonitor { Every = 1 };
        monitor.Observed += reading => kept.Add(reading.Copy());
        readings = kept;
        return new(network ?? new Watched(seed: 1), new Adam(1e-3)) { Monitor = monitor };
    }

    private static LayerReading Row(MonitorReading reading, string layer) => reading.Layers.ToArray().Single(row => row.Layer == layer);

    private static Dictionary<string, float[]> Values(Watched network) =>
        network.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.ToArray());

    private static float[] Gradient(NetworkTensor<float> tensor)
    {
        var gradient = new float[tensor.Count];
        tensor.CopyGradientTo(gradient);
        return gradient;
    }

    private static double Norm(IEnumerable<float> values) => Math.Sqrt(values.Sum(value => (double)value * value));
}
