namespace Simd.Nets.Probe;

/// <summary>The negative control of the guard pages: a pass that is told of one sample more than its inputs hold must die.</summary>
internal static class Overrun
{
    private const int Batch = 8;

    public static int Run()
    {
        Infer(new ClassicFloat(1), ClassicFloat.Schema);
        Console.WriteLine("survived");
        return 0;
    }

    private static void Infer<TNetwork>(TNetwork network, NetworkSchema schema)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        using var inputs = new GuardedMemory<float>(Batch * schema.InputSize);
        var workspace = new float[schema.InferenceWorkspace(Batch + 1)];
        var outputs = new float[(Batch + 1) * schema.OutputSize];
        var memory = new NetworkMemory<float> { Parameters = network.Runtime.Parameters, Workspace = workspace };
        TNetwork.Infer(memory, inputs.Last(Batch * schema.InputSize), Batch, outputs);
        Console.WriteLine("within bounds");
        TNetwork.Infer(memory, inputs.Last(Batch * schema.InputSize), Batch + 1, outputs);
    }
}
