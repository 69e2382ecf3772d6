namespace Simd.Nets.Benchmarks;

/// <summary>Where the time of each row goes: arithmetic against the machine's ceiling, the optimizer against everything else.</summary>
internal static class Account
{
    public static void Print(LadderOptions options)
    {
        Console.WriteLine($"{FmaCeiling.Measure():F1} GFLOP/s a core with {SimdPath.Active}; times in µs, medians");
        Console.WriteLine();
        Console.WriteLine($"{"row",-26}{"MFLOP",9}{"KiB",8}{"step",11}{"gradients",11}{"rest",9}{"GFLOP/s",9}{"share",7}"
            + $"{"forward",11}{"GFLOP/s",9}{"share",7}{"B/step",8}");
        foreach ((Workload workload, int batch) in Workload.Rows(options.Only))
        {
            Print(workload, batch, options.Seconds);
        }

        Console.WriteLine();
        Console.WriteLine("MFLOP: of a step without the optimizer. KiB: parameters; as much again are gradients, and each of Adam's two moments.");
        Console.WriteLine("rest: step less gradients, so the optimizer and the checks. Share: of the ceiling, for gradients and forward.");
    }

    private static void Print(Workload workload, int batch, double seconds)
    {
        NetworkSchema schema = workload.Schema;
        Exercise exercise = workload.Prepare(batch);
        double ceiling = FmaCeiling.Measure();
        Timing step = Timing.Of(exercise.Train, seconds);
        Timing gradients = Timing.Of(exercise.Differentiate, seconds);
        Timing forward = Timing.Of(exercise.Forward, seconds);
        double training = schema.TrainingFlops * batch / gradients.MedianNanoseconds;
        double inference = schema.ForwardFlops * batch / forward.MedianNanoseconds;
        Console.WriteLine($"{workload.Name + "/b" + batch,-26}{schema.TrainingFlops * batch / 1e6,9:F3}"
            + $"{schema.ParameterLength * sizeof(float) / 1024.0,8:F0}{Micro(step),11:F2}{Micro(gradients),11:F2}"
            + $"{Micro(step) - Micro(gradients),9:F2}{training,9:F1}{training / ceiling,7:P0}"
            + $"{Micro(forward),11:F2}{inference,9:F1}{inference / ceiling,7:P0}{step.BytesPerCall,8:0.#}");
    }

    private static double Micro(Timing timing) => timing.MedianNanoseconds / 1e3;
}
