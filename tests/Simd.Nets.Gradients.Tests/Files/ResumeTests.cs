using System.Security.Cryptography;

namespace Simd.Nets.Gradients.Tests.Files;

/// <summary>A network with dropout, batch normalisation and gradients that are accumulated, stopped at random steps.</summary>
public class ResumeTests
{
    private const int Stops = 20;
    private const int Epochs = 5;
    private const int Batch = 16;
    private const int Samples = 200;

    [Fact]
    public void Resumed_from_twenty_random_steps_the_weights_have_the_same_hash()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("simdnets").FullName, "run");
        Trainer<Stoppable> whole = New();
        Fit(whole, default).Complete();
        string expected = Hash(whole);
        var random = new PhiloxStream(11, 0);
        for (int stop = 0; stop < Stops; stop++)
        {
            Trainer<Stoppable> first = New();
            using var cancel = new CancellationTokenSource();
            int left = 1 + random.NextInt32((Epochs * (Samples / Batch)) - 1);
            first.Checkpoint = new(path) { Every = TimeSpan.FromTicks(1) };
            Assert.Throws<OperationCanceledException>(() => Fit(first, cancel.Token, () =>
            {
                if (--left == 0)
                {
                    cancel.Cancel();
                }
            }).Complete());

            Trainer<Stoppable> second = New(seed: 99);
            second.Resume(path);
            Fit(second, default).Complete();
            Assert.Equal(expected, Hash(second));
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Saving_and_loading_keep_padding_zero()
    {
        string path = Path.GetTempFileName();
        var network = new Stoppable(seed: 1);
        network.Save(path);
        var loaded = Stoppable.Load(path);
        Assert.Equal(network.Parameters.ToArray(), loaded.Parameters);
        Assert.Equal(((INetwork<Stoppable, float>)network).Runtime.State.ToArray(), ((INetwork<Stoppable, float>)loaded).Runtime.State);
        File.Delete(path);
    }

    private static Trainer<Stoppable> New(ulong seed = 5) => new(new Stoppable(seed), new AdamW(.01)) { AccumulationSteps = 3 };

    private static TrainingRun Fit(Trainer<Stoppable> trainer, CancellationToken token, Action? tell = null)
    {
        var random = new PhiloxStream(1, 0);
        float[] inputs = [.. Enumerable.Range(0, Samples * 6).Select(_ => (float)random.NextNormal())];
        int[] labels = [.. Enumerable.Range(0, Samples).Select(_ => random.NextInt32(4))];
        return trainer.Fit(DataSet.FromArrays(inputs, 6, labels), Batch, Epochs, seed: 2, progress: new Told(tell), cancellationToken: token);
    }

    private static string Hash(Trainer<Stoppable> trainer)
    {
        string path = Path.GetTempFileName();
        trainer.Save(path);
        string hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        File.Delete(path);
        File.Delete(path + ".previous");
        return hash;
    }

    private sealed class Told(Action? tell) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => tell?.Invoke();
    }
}
