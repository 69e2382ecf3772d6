namespace Simd.Nets.Probe;

/// <summary>Runs every pass of every network a few times, so that the JIT compiles every kernel and the optimizer.</summary>
internal sealed class EveryPass : NetworkCommand
{
    protected override bool RunOne<TNetwork, T>()
    {
        var batch = new FixedBatch<TNetwork, T>(batch: 3);
        for (int pass = 0; pass < 2; pass++)
        {
            batch.Step();
            batch.StepByHalves();
            batch.Accumulate();
            batch.Predict();
            batch.Evaluate();
        }

        return true;
    }
}
