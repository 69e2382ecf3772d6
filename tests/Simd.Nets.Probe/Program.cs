using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Simd.Nets;
using Simd.Nets.CompilerServices;
using Simd.Nets.Probe;

// The child process of the gradient tests. Instruction sets can be switched off, faults survived and the JIT listened to only from outside
// of a process, so whatever needs that runs here. The exit code is 0 if everything held, 1 if not; findings go to standard output.
var arguments = new Arguments(args);
if (arguments.Text("expect") is { } expected && expected != SimdPath.Active.ToString())
{
    Console.WriteLine($"expected the path {expected}; this process takes {SimdPath.Active}.");
    return 1;
}

Assembly networks = arguments.Text("networks") is { } file
    ? AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(file))
    : typeof(Arguments).Assembly;
switch (arguments.Command)
{
    case "path":
        Console.WriteLine(SimdPath.Active);
        return 0;
    case "machine":
        Console.WriteLine($"{RuntimeInformation.ProcessArchitecture} {SimdPath.Active} {(SimdTarget.HasMultiplyAdd ? "fused" : "unfused")}");
        return 0;
    case "replay":
        return new Replay(arguments).Run(networks);
    case "guard":
        return new GuardPages().Run(networks, arguments);
    case "overrun":
        return Overrun.Run();
    case "exact":
        return new ExactIntegers().Run(networks, arguments);
    case "hash":
        return new WeightHashes().Run(networks, arguments);
    case "allocation":
        return new Allocation().Run(networks, arguments);
    case "kernels":
        return new EveryPass().Run(networks, arguments);
    case "checkpoints" when arguments.Text("path") is { } path:
        return CheckpointLoop.Run(path);
    default:
        Console.WriteLine($"unknown command '{arguments.Command}'.");
        return 1;
}
