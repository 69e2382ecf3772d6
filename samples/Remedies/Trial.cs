using System.Diagnostics;
using Simd.Nets;

namespace Remedies;

/// <summary>A row of the table: a network, and how it is trained.</summary>
internal sealed record Trial(string Remedy, Func<Lesson, Outcome> Run)
{
    public static Trial Of<TNetwork>(string remedy, Recipe? recipe = null)
        where TNetwork : class, INetwork<TNetwork, float> => new(remedy, lesson => Train<TNetwork>(recipe ?? new(), lesson));

    private static Outcome Train<TNetwork>(Recipe recipe, Lesson lesson)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        double ratio = GradientRatio(TNetwork.Create(lesson.Seed), lesson.Train);
        int steps = lesson.Epochs * ((lesson.Train.Count + Recipe.Batch - 1) / Recipe.Batch);
        Trainer<TNetwork> trainer = recipe.Trainer(TNetwork.Create(lesson.Seed), steps);
        long start = Stopwatch.GetTimestamp();
        bool overflowed = false;
        try
        {
            trainer.Fit(lesson.Train, Recipe.Batch, lesson.Epochs, lesson.Seed, progress: lesson.Progress).Complete();
        }
        catch (NonFiniteException)
        {
            overflowed = true;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(ratio, trainer.Evaluate(lesson.Test).Accuracy, seconds, overflowed);
    }

    /// <summary>The root mean square of the weights' gradient in the first layer over that in the last hidden one, at the first
    /// batch.</summary>
    private static double GradientRatio<TNetwork>(TNetwork network, DataSet train)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        int[] samples = [.. Enumerable.Range(0, Recipe.Batch)];
        var inputs = new float[samples.Length * train.InputSize];
        var labels = new int[samples.Length];
        train.GatherInputs<float>(samples, inputs);
        train.GatherLabels(samples, labels);
        network.Runtime.Differentiate(inputs, labels);
        NetworkTensor<float>[] weights = [.. network.Runtime.Tensors.Where(tensor => tensor.Entry.Kind == TensorKind.Weight)];
        return RootMeanSquare(weights[0]) / RootMeanSquare(weights[^2]);
    }

    private static double RootMeanSquare(NetworkTensor<float> tensor)
    {
        var gradient = new float[tensor.Count];
        tensor.CopyGradientTo(gradient);
        return Math.Sqrt(gradient.Average(value => (double)value * value));
    }
}

/// <summary>What every network is asked to learn, and for how long.</summary>
internal sealed record Lesson(DataSet Train, DataSet Test, int Epochs, ulong Seed, IProgress<FitProgress> Progress);

/// <summary>What became of it.</summary>
internal readonly record struct Outcome(double GradientRatio, double Accuracy, double Seconds, bool Overflowed);
