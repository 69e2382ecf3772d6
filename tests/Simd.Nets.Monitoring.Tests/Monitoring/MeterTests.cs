using System.Diagnostics.Metrics;
using Simd.Nets.Monitoring.Tests.Networks;

namespace Simd.Nets.Monitoring.Tests;

public class MeterTests
{
    [Fact]
    public void Listeners_of_the_meter_hear_every_number_with_network_and_layer()
    {
        var heard = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TrainingMonitor.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            string[] words = [.. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")];
            lock (heard)
            {
                heard[$"{instrument.Name} {string.Join(' ', words)}"] = value;
            }
        });
        listener.Start();

        MonitorReading? last = null;
        var monitor = new TrainingMonitor { Every = 1 };
        monitor.Observed += reading => last = reading;
        var trainer = new Trainer<Classic>(new Classic(seed: 1), new Sgd(0.1)) { Monitor = monitor };
        trainer.Step(Samples.Inputs(4 * 784), Samples.Labels(4, 10));

        Assert.Equal(last!.Report.Loss, heard["simdnets.training.loss network=Classic"]);
        Assert.Equal(last.Layers[0].GradientNorm, heard["simdnets.layer.gradient_norm network=Classic layer=0"]);
        Assert.Equal(last.Layers[0].UpdateRatio, heard["simdnets.layer.update_ratio network=Classic layer=0"]);
        Assert.Equal(last.Layers[1].DeadShare, heard["simdnets.layer.dead_share network=Classic layer=1"]);
        Assert.DoesNotContain("simdnets.layer.dead_share network=Classic layer=0", heard.Keys);
    }
}
