using System.Text;
using System.Text.RegularExpressions;
using Simd.Nets.Tests.Data;
using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Files;

public class WrongCheckpointTests
{
    [Fact]
    public void Every_truncation_and_every_flipped_bit_is_noticed()
    {
        using var folder = new Folder();
        var training = new CheckpointedTraining();
        training.FitUntil(7, folder["run"]);
        byte[] file = File.ReadAllBytes(folder["run"]);
        Assert.InRange(file.Length, 4096, 16384);
        Assert.Null(Damage(file));
        for (int length = 0; length < file.Length; length++)
        {
            Assert.NotNull(Damage(file[..length]));
        }

        Assert.NotNull(Damage([.. file, 0]));
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(Damage(file));
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        static NetworkFileException? Damage(byte[] bytes)
        {
            try
            {
                MappedFile.Read(bytes, view => CheckpointFile.Verify(view, "checkpoint"));
                return null;
            }
            catch (NetworkFileException exception)
            {
                return exception;
            }
        }
    }

    [Fact]
    public void Of_two_generations_the_newest_that_is_whole_is_taken()
    {
        using var folder = new Folder();
        var training = new CheckpointedTraining();
        for (int saved = 0; saved < 3; saved++)
        {
            Step(training, 5);
            training.Trainer.Save(folder["run"]);
        }

        Assert.Equal(["run", "run.previous"], folder.Names);
        File.WriteAllText(folder["run.tmp"], "what a process that was killed left behind");
        Assert.Equal((folder["run"], 3), Resumed());

        byte[] whole = File.ReadAllBytes(folder["run"]);
        File.WriteAllBytes(folder["run"], whole[..^1]);
        Assert.Equal((folder["run.previous"], 2), Resumed());

        File.Delete(folder["run"]);
        Assert.Equal((folder["run.previous"], 2), Resumed());

        File.WriteAllBytes(folder["run"], whole[..^1]);
        File.WriteAllBytes(folder["run.previous"], []);
        NetworkFileException refusal = Refused(new(), folder["run"]);
        DataSetTests.Contains([folder["run"] + ":", folder["run.previous"] + ":", "cut short"], refusal);

        // A save behind a damaged file, stopped between its two renames.
        File.Delete(folder["run"]);
        File.WriteAllBytes(folder["run.previous"], whole[..^1]);
        File.WriteAllBytes(folder["run.tmp"], whole);
        Assert.Equal((folder["run.tmp"], 3), Resumed());
        File.WriteAllText(folder["run.tmp"], "");
        Refused(new(), folder["run"], folder["run.previous"], "cut short");

        File.WriteAllBytes(folder["run"], whole[..^1]);
        File.Delete(folder["run.previous"]);
        Refused(new(), folder["run"], "cut short");
        File.Delete(folder["run"]);
        Assert.Contains(folder["run"], Assert.Throws<FileNotFoundException>(() => new CheckpointedTraining().Trainer.Resume(folder["run"])).Message);

        training.Trainer.Save(folder["run"]);
        Assert.Equal((folder["run"], 3), Resumed());

        (string, long) Resumed()
        {
            var resumed = new CheckpointedTraining();
            return (resumed.Trainer.Resume(folder["run"]), resumed.Trainer.Steps);
        }
    }

    [Fact]
    public void A_save_takes_the_place_of_no_generation_that_is_the_only_whole_one()
    {
        using var folder = new Folder();
        var training = new CheckpointedTraining();
        byte[] first = Saved();
        byte[] second = Saved();
        byte[] third = Saved();

        // A damaged file behind a whole one.
        File.WriteAllBytes(folder["run.previous"], first);
        File.WriteAllBytes(folder["run"], third[..^1]);
        byte[] fourth = Saved();
        Generations(fourth, first);

        // Both damaged: the older goes.
        File.WriteAllBytes(folder["run.previous"], first[..^1]);
        File.WriteAllBytes(folder["run"], second[..^1]);
        byte[] fifth = Saved();
        Generations(fifth, second[..^1]);

        // A save behind a damaged file, stopped between its two renames.
        File.Delete(folder["run"]);
        File.WriteAllBytes(folder["run.tmp"], third);
        byte[] sixth = Saved();
        Generations(sixth, third);

        // A save that was stopped earlier.
        File.Delete(folder["run"]);
        File.WriteAllBytes(folder["run.tmp"], fourth[..^1]);
        Generations(Saved(), third);

        byte[] Saved()
        {
            Step(training, 5);
            training.Trainer.Save(folder["run"]);
            return File.ReadAllBytes(folder["run"]);
        }

        void Generations(byte[] newest, byte[] other)
        {
            Assert.Equal(["run", "run.previous"], folder.Names);
            Assert.Equal(newest, File.ReadAllBytes(folder["run"]));
            Assert.Equal(other, File.ReadAllBytes(folder["run.previous"]));
        }
    }

    [Fact]
    public void Whoever_resumes_while_another_saves_finds_a_generation_that_is_whole()
    {
        // Windows renames nothing that somebody reads.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new Folder();
        var saved = new CheckpointedTraining();
        saved.Trainer.Save(folder["run"]);
        var saver = new Thread(() =>
        {
            for (int i = 0; i < 300; i++)
            {
                saved.Trainer.Save(folder["run"]);
            }
        });
        var resumed = new CheckpointedTraining();
        saver.Start();
        do
        {
            Assert.StartsWith(folder["run"], resumed.Trainer.Resume(folder["run"]), StringComparison.Ordinal);
        }
        while (saver.IsAlive);
    }

    [Fact]
    public void Other_options_are_refused_by_name_and_change_nothing()
    {
        using var folder = new Folder();
        var saved = new CheckpointedTraining();
        Step(saved, 13);
        saved.Trainer.Save(folder["run"]);
        Refused(new(trainer => trainer.WeightAverage = null), folder["run"], "WeightAverage");
        Refused(new(trainer => trainer.NonFinitePolicy = NonFinitePolicy.Throw), folder["run"], "RollBack");
        Refused(new(trainer => trainer.Schedule = null), folder["run"], "0 plateaus", "had 1");
        Refused(new(trainer => trainer.AccumulationSteps = 3), folder["run"], "AccumulationSteps, 3", "accumulated 3");
    }

    [Fact]
    public void Another_network_element_type_optimizer_or_file_is_refused()
    {
        using var folder = new Folder();
        var plain = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Adam());
        plain.Save(folder["plain"]);
        Assert.Contains("Sgd", Refusal(() => new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Sgd()).Resume(folder["plain"])));
        Assert.Contains(
            "moments", Refusal(() => new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(1), new Adam(amsgrad: true)).Resume(folder["plain"])));
        Assert.Contains(
            "F64", Refusal(() => new Trainer<SoftmaxRegression<double>, double>(SoftmaxRegression<double>.Create(1), new Adam()).Resume(folder["plain"])));
        Assert.Contains("tensor.2", Refusal(() => new Trainer<CountingRegression>(CountingRegression.Create(1), new Adam()).Resume(folder["plain"])));
        plain.Network.Runtime.Save(folder["weights"]);
        Assert.Contains("expected a 'checkpoint 1'", Refusal(() => plain.Resume(folder["weights"])));
        Assert.Contains("Trainer.Resume", Refusal(() => plain.Network.Runtime.LoadWeights(folder["plain"])));

        static string Refusal(Action load) => Assert.Throws<NetworkFileException>(load).Message;
    }

    [Fact]
    public void A_folder_an_empty_file_another_version_and_another_shape_are_refused()
    {
        using var folder = new Folder();
        var training = new CheckpointedTraining();
        Step(training, 5);
        training.Trainer.Save(folder["run"]);
        byte[] file = File.ReadAllBytes(folder["run"]);

        File.WriteAllBytes(folder["empty"], []);
        Refused(new(), folder["empty"], "expected a safetensors");
        Refused(new(), Changed("version", "checkpoint 1", "checkpoint 2"), "'checkpoint 1'", "'checkpoint 2'");
        string shape = Regex.Match(Encoding.ASCII.GetString(file), @"""F32"",""shape"":\[\d+\]").Value;
        string other = shape[..^2] + (shape[^2] == '1' ? '2' : '1') + "]";
        Refused(new(), Changed("shape", shape, other), "tensor 'param", "expected");

        Directory.CreateDirectory(folder["folder"]);
        Step(training, 1);
        byte[] before = training.Bytes();
        Assert.Contains(folder["folder"], Assert.Throws<IOException>(() => training.Trainer.Resume(folder["folder"])).Message);
        Assert.Contains(folder["folder"], Assert.Throws<IOException>(() => training.Trainer.Network.Runtime.LoadWeights(folder["folder"])).Message);
        Assert.Equal(before, training.Bytes());

        // With a checksum that is right.
        string Changed(string name, string from, string to)
        {
            byte[] changed = [.. file];
            int at = file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from));
            Encoding.ASCII.GetBytes(to).CopyTo(changed, at);
            Checksum.Of(changed.AsSpan(..^Checksum.Size)).CopyTo(changed, changed.Length - Checksum.Size);
            File.WriteAllBytes(folder[name], changed);
            return folder[name];
        }
    }

    [Fact]
    public void A_path_that_nothing_can_be_saved_to_is_refused_before_anything_is_trained()
    {
        using var folder = new Folder();
        Assert.Throws<ArgumentException>("path", () => new Checkpoint(""));
        Assert.Throws<ArgumentException>("path", () => new Checkpoint(null!));
        var training = new CheckpointedTraining(trainer => trainer.Checkpoint = new(folder["none/run"]));
        Assert.False(training.Trainer.TryResume());
        Assert.Contains(folder["none"], Assert.Throws<DirectoryNotFoundException>(() => training.Fit()).Message);
        Assert.Equal(0, training.Trainer.Steps);
        Directory.CreateDirectory(folder["none"]);
        Assert.Equal(1, training.Fit(epochs: 1).Complete().Epoch);
    }

    [Fact]
    public void The_average_in_use_is_not_saved_as_the_weights()
    {
        using var folder = new Folder();
        var training = new CheckpointedTraining();
        Step(training, 5);
        using (training.Trainer.UseAverage())
        {
            Assert.Throws<InvalidOperationException>(() => training.Trainer.Save(folder["run"]));
            Assert.Throws<InvalidOperationException>(() => training.Trainer.Resume(folder["run"]));
        }
    }

    private static void Step(CheckpointedTraining training, int count)
    {
        for (int i = 0; i < count; i++)
        {
            training.Trainer.Step([1, 2, 3, 4, 4, 3, 2, i], [1f, 2, 3, 4, 5, 6]);
        }
    }

    private static NetworkFileException Refused(CheckpointedTraining training, string path, params string[] parts)
    {
        Step(training, 2);
        byte[] before = training.Bytes();
        var refusal = Assert.Throws<NetworkFileException>(() => training.Trainer.Resume(path));
        Assert.Equal(before, training.Bytes());
        DataSetTests.Contains([path, .. parts], refusal);
        return refusal;
    }
}
