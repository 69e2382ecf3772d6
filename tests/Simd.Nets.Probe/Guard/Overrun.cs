namespace Simd.Nets.Probe;

/// <summary>The negative control of the guard pages: a pass that is told of one sample more than its inputs hold must not survive.</summary>
internal static class Overrun
{
    public static int Run()
    {
        NetworkSchema schema = ClassicFloat.Schema;
        var runtime = ClassicFloat.Create(1).Runtime;
        const int Batch = 8;
        using var inputs = new GuardedMemory<float>(Batch * schema.InputSize);
        var outputs = new float[(Batch + 1) * schema.OutputSize];
        var workspace = new float[schema.WorkspaceLength(Math.Min(Batch + 1, schema.PanelRows))];
        Console.WriteLine("overrunning");
        ClassicFloat.Infer(
            new() { Parameters = runtime.Parameters, State = runtime.State, Workspace = workspace },
            inputs.Last(Batch * schema.InputSize), Batch + 1, outputs);
        Console.WriteLine("survived");
        return 0;
    }
}
