using System.Diagnostics.Metrics;

namespace Simd.Nets;

/// <summary>The instruments of all monitors. One that nobody listens to costs a test.</summary>
internal static class MonitorMeter
{
    public static readonly Meter Meter = new(TrainingMonitor.MeterName);

    private static readonly Gauge<double> Loss = Meter.CreateGauge<double>(
        "simdnets.training.loss", description: "Mean loss of a step's batches.");

    private static readonly Gauge<double> GradientNorm = Meter.CreateGauge<double>(
        "simdnets.training.gradient_norm", description: "Norm of all gradients before the clip.");

    private static readonly Gauge<double> LearningRate = Meter.CreateGauge<double>(
        "simdnets.training.learning_rate", description: "Learning rate of a step.");

    private static readonly Gauge<long> ClippedSteps = Meter.CreateGauge<long>(
        "simdnets.training.clipped_steps", description: "Steps whose gradients were shrunk by a clip.");

    private static readonly Gauge<double> LayerGradientNorm = Meter.CreateGauge<double>(
        "simdnets.layer.gradient_norm", description: "Norm of a layer's gradients before the clip.");

    private static readonly Gauge<double> LayerWeightNorm = Meter.CreateGauge<double>(
        "simdnets.layer.weight_norm", description: "Norm of a layer's parameters.");

    private static readonly Gauge<double> LayerUpdateRatio = Meter.CreateGauge<double>(
        "simdnets.layer.update_ratio", description: "Norm of a layer's update over that of its parameters.");

    private static readonly Gauge<double> LayerDeadShare = Meter.CreateGauge<double>(
        "simdnets.layer.dead_share", description: "Share of a rectifier's values on its flat side.");

    private static readonly Gauge<double> LayerDeadUnits = Meter.CreateGauge<double>(
        "simdnets.layer.dead_unit_share", description: "Share of a rectifier's units on its flat side for every sample.");

    private static readonly Gauge<double> LayerSaturatedShare = Meter.CreateGauge<double>(
        "simdnets.layer.saturated_share", description: "Share of a bounded activation's values near its bounds.");

    public static void Record(MonitorReading reading)
    {
        var network = new KeyValuePair<string, object?>("network", reading.Network);
        Record(Loss, reading.Report.Loss, network);
        Record(GradientNorm, reading.Report.GradientNorm, network);
        Record(LearningRate, reading.Report.LearningRate, network);
        if (ClippedSteps.Enabled)
        {
            ClippedSteps.Record(reading.ClippedSteps, network);
        }

        foreach (ref readonly LayerReading row in reading.Layers)
        {
            var layer = new KeyValuePair<string, object?>("layer", row.Layer);
            Record(LayerGradientNorm, row.GradientNorm, network, layer);
            Record(LayerWeightNorm, row.WeightNorm, network, layer);
            Record(LayerUpdateRatio, row.UpdateRatio, network, layer);
            Record(LayerDeadShare, row.DeadShare, network, layer);
            Record(LayerDeadUnits, row.DeadUnitShare, network, layer);
            Record(LayerSaturatedShare, row.SaturatedShare, network, layer);
        }
    }

    private static void Record(Gauge<double> gauge, double value, KeyValuePair<string, object?> network)
    {
        if (gauge.Enabled && !double.IsNaN(value))
        {
            gauge.Record(value, network);
        }
    }

    private static void Record(
        Gauge<double> gauge, double value, KeyValuePair<string, object?> network, KeyValuePair<string, object?> layer)
    {
        if (gauge.Enabled && !double.IsNaN(value))
        {
            gauge.Record(value, network, layer);
        }
    }
}
