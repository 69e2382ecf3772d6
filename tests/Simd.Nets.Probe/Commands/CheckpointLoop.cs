using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Simd.Nets.Probe;

/// <summary>Resumes from a path if there is a checkpoint, then trains and saves without an end: somebody has to kill it.</summary>
internal static class CheckpointLoop
{
    private static Trainer<ClassicFloat, float> Trainer => new(new ClassicFloat(seed: 1), new Adam());

    /// <summary>Says what it will save, and when it is saved.</summary>
    public static int Run(string path)
    {
        Trainer<ClassicFloat, float> trainer = Trainer;
        trainer.Checkpoint = new(path);
        trainer.TryResume();
        var inputs = new float[ClassicFloat.Schema.InputSize];
        Console.WriteLine($"saved {trainer.Steps}");
        while (true)
        {
            inputs.AsSpan().Fill(trainer.Steps % 5);
            trainer.Step(inputs, [(int)(trainer.Steps % ClassicFloat.Schema.OutputSize)]);
            Console.WriteLine($"saving {trainer.Steps} {Hash(trainer)}");
            trainer.Save(path);
            Console.WriteLine($"saved {trainer.Steps}");
        }
    }

    /// <summary>The steps and the hash of the weights of what was saved.</summary>
    public static (long Steps, string Hash) Resume(string path)
    {
        Trainer<ClassicFloat, float> trainer = Trainer;
        trainer.Resume(path);
        return (trainer.Steps, Hash(trainer));
    }

    private static string Hash(Trainer<ClassicFloat, float> trainer) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(trainer.Network.Parameters)));
}
