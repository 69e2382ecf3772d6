namespace Simd.Nets.Probe;

/// <summary>Counts the bytes that steps and predictions allocate, in a process that does nothing else.</summary>
internal sealed class Allocation : NetworkCommand
{
    private const int Calls = 1000;
    private const int Attempts = 2;

    protected override bool RunOne<TNetwork, T>()
    {
        if (IsSlow(TNetwork.Schema))
        {
            return true;
        }

        var batch = new FixedBatch<TNetwork, T>(TNetwork.Schema.PanelRows + 3);
        string name = TNetwork.Schema.Name;
        return AllocatesNothing(name, "Step", batch.Step)
            & AllocatesNothing(name, "Forward, Backward, Update", batch.StepByHalves)
            & AllocatesNothing(name, "Forward and Backward, accumulating", batch.Accumulate)
            & AllocatesNothing(name, "Predict", batch.Predict)
            & AllocatesNothing(name, "Classify", batch.Classify)
            & AllocatesNothing(name, "Evaluate", batch.Evaluate);
    }

    private static bool AllocatesNothing(string network, string what, Action call)
    {
        call();
        // The runtime's own threads allocate once in a while; a call that does, does so every time.
        long bytes = 1;
        for (int attempt = 0; attempt < Attempts && bytes > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Calls; i++)
            {
                call();
            }

            bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        Console.WriteLine($"{(bytes == 0 ? "" : "FAILED ")}{network}: {bytes} bytes allocated by {Calls} calls of {what}");
        return bytes == 0;
    }
}
