namespace Simd.Nets.Benchmarks;

/// <summary>Whether the number of threads changes a bit: SHA-256 of what each row has learned, for one thread, for two, three and eight.</summary>
internal static class Bits
{
    private static readonly int[] Threads = [1, 2, 3, 8];

    /// <summary>Prints a line a row; whether all hashes of each row are the same.</summary>
    public static bool Print(LadderOptions options)
    {
        bool same = true;
        foreach ((Workload workload, int batch) in Workload.Rows(options))
        {
            string[] hashes = [.. Threads.Select(threads => Trained(workload.Prepare(batch, threads, options.Shards), options.Steps))];
            bool equal = hashes.Distinct().Count() == 1;
            same &= equal;
            Console.WriteLine($"{workload.Name + "/b" + batch,-22}{(equal ? hashes[0] : "differs: " + string.Join(' ', hashes))}");
        }

        return same;
    }

    private static string Trained(Exercise exercise, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            exercise.Train();
        }

        return exercise.Hash();
    }
}
