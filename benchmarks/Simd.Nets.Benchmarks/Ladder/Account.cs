namespace Simd.Nets.Benchmarks;

/// <summary>Where the time of each row goes: arithmetic against the machine's ceiling, the optimizer, everything else.</summary>
internal static class Account
{
    public static void Print(LadderOptions options)
    {
        Console.WriteLine($"{FmaCeiling.Measure():F1} GFLOP/s a core with {SimdPath.Active}; times in µs, the least of 15 samples");
        Console.WriteLine();
        Console.WriteLine($"{"",-26}{"",9}{"",8}|{"training",10}{"",50}|{"inference",12}");
        Console.WriteLine($"{"row",-26}{"MFLOP",9}{"KiB",8}|{"step",10}{"gradients",11}{"update",9}{"rest",8}{"GFLOP/s",9}{"share",7}"
            + $"{"B/step",7} |{"forward",10}{"GFLOP/s",9}{"share",7}");
        foreach ((Workload workload, int batch) in Workload.Rows(options.Only))
        {
            Print(workload, batch, options.Seconds);
        }

        Console.WriteLine();
        Console.WriteLine("MFLOP: arithmetic of the gradients of a batch. KiB: parameters; the gradients and each of Adam's two moments are as long.");
        Console.WriteLine("gradients: forward, loss, backward. update: the optimizer. rest: what the checks of a step add to the two.");
        Console.WriteLine("GFLOP/s, share: of the gradients and of the forward pass, against the ceiling.");
    }

    private static void Print(Workload workload, int batch, double seconds)
    {
        NetworkSchema schema = workload.Schema;
        Exercise exercise = workload.Prepare(batch);
        double ceiling = FmaCeiling.Measure();
        Timing step = Timing.Of(exercise.Train, seconds);
        Timing gradients = Timing.Of(exercise.Differentiate, seconds);
        Timing update = Timing.Of(exercise.Update, seconds);
        Timing forward = Timing.Of(exercise.Forward, seconds);
        double rest = Micro(step) - Micro(gradients) - Micro(update);
        double training = schema.TrainingFlops * batch / gradients.MinNanoseconds;
        double inference = schema.ForwardFlops * batch / forward.MinNanoseconds;
        Console.WriteLine($"{workload.Name + "/b" + batch,-26}{schema.TrainingFlops * batch / 1e6,9:F3}"
            + $"{schema.ParameterLength * sizeof(float) / 1024.0,8:F0}|{Micro(step),10:F2}{Micro(gradients),11:F2}{Micro(update),9:F2}{rest,8:F2}"
            + $"{training,9:F1}{training / ceiling,7:P0}{step.BytesPerCall,7:0.#} |"
            + $"{Micro(forward),10:F2}{inference,9:F1}{inference / ceiling,7:P0}");
    }

    private static double Micro(Timing timing) => timing.MinNanoseconds / 1e3;
}
