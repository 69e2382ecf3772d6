using Simd.Nets;
using Simd.Nets.Reporting;

namespace GradientLab;

/// <summary>A row of the table: a network, and where it stands among the others.</summary>
internal sealed record Trial(int Depth, string Activation, string Initialiser, string Remedy, Func<Lesson, Outcome> Run)
{
    private const int Batch = 32;

    public static Trial Of<TNetwork>(int depth, string activation, string initialiser, string remedy)
        where TNetwork : class, INetwork<TNetwork, float> => new(depth, activation, initialiser, remedy, Train<TNetwork>);

    private static Outcome Train<TNetwork>(Lesson lesson)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        int steps = lesson.Epochs * ((lesson.Train.Count + Batch - 1) / Batch);
        int climb = Math.Max(1, steps / 10);
        var trainer = new Trainer<TNetwork>(TNetwork.Create(lesson.Seed), new Adam(1e-3))
        {
            Clip = GradientClip.GlobalNorm(1),
            Schedule = LearningRateSchedule.Cosine(steps - climb).WithWarmup(climb),
            Monitor = new TrainingMonitor { Every = 3 },
        };
        TrainingReport report = TrainingReport.Watch(trainer, lesson.Train, typeof(TNetwork).Name);
        try
        {
            foreach (EpochReport epoch in trainer.Fit(lesson.Train, Batch, lesson.Epochs, lesson.Seed, validation: lesson.Test))
            {
                report.Add(epoch);
            }
        }
        catch (NonFiniteException)
        {
            // An outcome like others: the network is tested as it was before.
        }

        // Between the first dense layer and the last hidden one, wherever they stand.
        LayerFlow[] dense = [.. report.Flow.Where(layer => layer.Layer is DenseLayer)];
        return new(
            dense[0].Ratio / dense[^2].Ratio,
            (dense[0].Measured / dense[^2].Measured) ?? double.NaN,
            trainer.Evaluate(lesson.Test).Accuracy,
            report);
    }
}

/// <summary>What every network is asked to learn, and for how long.</summary>
internal sealed record Lesson(DataSet Train, DataSet Test, int Epochs, ulong Seed);

/// <summary>What became of it.</summary>
/// <param name="Predicted">The norm of the gradient of the first dense layer's output over that of the last hidden one's.</param>
/// <param name="Measured">The same, measured on digits before the first step.</param>
/// <param name="Accuracy">Of the trained network, on digits it was not trained on.</param>
/// <param name="Report">All else.</param>
internal sealed record Outcome(double Predicted, double Measured, double Accuracy, TrainingReport Report);
