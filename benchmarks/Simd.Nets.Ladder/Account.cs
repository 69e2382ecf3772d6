namespace Simd.Nets.Benchmarks;

/// <summary>Where the time of each row goes: arithmetic against the machine's ceiling, the optimizer, everything else.</summary>
internal static class Account
{
    public static void Print(LadderOptions options)
    {
        Console.WriteLine($"{FmaCeiling.Measure():F1} GFLOP/s a core with {SimdPath.Active}; times in µs, the least of 15 samples");
        Console.WriteLine();
        Console.WriteLine($"{"row",-22}{"MFLOP",9}{"KiB",7}{"step",11}{"gradients",11}{"GFLOP/s",8}{"share",6}{"update",9}{"rest",9}"
            + $"{"forward",11}{"GFLOP/s",8}{"share",6}{"MB",8}{"GB/s",7}{"share",6}{"bytes",6}");
        foreach ((Workload workload, int batch) in Workload.Rows(options))
        {
            Print(workload, batch, options);
        }

        Console.WriteLine();
        Console.WriteLine("MFLOP: the arithmetic of a batch's gradients. KiB: the parameters; gradients and each of the optimizer's moments are as long.");
        Console.WriteLine("gradients: forward, loss, backward; with their share of the ceiling. update: the optimizer. rest: of the step, its checks.");
        Console.WriteLine("MB: the least a step can move; beside it what that makes a second, and its share of what one core moves to and from as much memory");
        Console.WriteLine("as the step uses. bytes: allocated a step.");
    }

    private static void Print(Workload workload, int batch, LadderOptions options)
    {
        NetworkSchema schema = workload.Schema;
        Exercise exercise = workload.Prepare(batch, threads: 1, options.Shards);
        double ceiling = FmaCeiling.Measure();
        Timing step = Timing.Of(exercise.Train, options.Seconds);
        Timing gradients = Timing.Of(exercise.Differentiate, options.Seconds);
        Timing forward = Timing.Of(exercise.Forward, options.Seconds);
        Timing update = Timing.Of(exercise.Update, options.Seconds);
        double megaflops = schema.TrainingFlops * batch / 1e6;
        double kibibytes = schema.ParameterLength * sizeof(float) / 1024.0;
        Traffic traffic = Traffic.Of(schema, batch, exercise.Moments);
        double moved = traffic.Moved / step.MinNanoseconds;
        double rest = Micro(step) - Micro(gradients) - Micro(update);
        Console.WriteLine($"{workload.Name + "/b" + batch,-22}{megaflops,9:F3}{kibibytes,7:F0}{Micro(step),11:F2}"
            + $"{Micro(gradients),11:F2}{Rate(schema.TrainingFlops, gradients)}{Micro(update),9:F2}{rest,9:F2}"
            + $"{Micro(forward),11:F2}{Rate(schema.ForwardFlops, forward)}"
            + $"{traffic.Moved / 1e6,8:F2}{moved,7:F1}{moved / Bandwidth.Measure(traffic.Held),6:P0}{step.BytesPerCall,6:0.#}");

        string Rate(long flops, Timing timing)
        {
            double gflops = flops * batch / timing.MinNanoseconds;
            return $"{gflops,8:F1}{gflops / ceiling,6:P0}";
        }
    }

    private static double Micro(Timing timing) => timing.MinNanoseconds / 1e3;
}
