using System.Globalization;
using System.Runtime.InteropServices;
using Simd.Nets.Peers;
using TorchSharp;

const string Usage = """
    usage: run parity FOLDER                                      writes the files that the parity tests compare with
           run optimizers FOLDER                                  writes the file that the tests of optimizers and schedules compare with
           run state-dicts FOLDER                                 writes trained modules, for safetensors.py to pack
           run ladder [--threads N] [--only SUBSTRING] [--seconds S] [--batches 1,32,...]    a JSON line for each row of the ladder
           run first --only ROW [--threads N]                     says 'first' once a fresh process has done a training step of a row
           run quickstart [--threads N] [--seed S]                the digits network of samples/Quickstart
           run fashion [--threads N] [--seed S] [--path FOLDER]   784-128-64-10 on Fashion-MNIST, seeds 1 to 5 unless one is given
    """;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
FlushSubnormals();
if (int.TryParse(Option("--threads"), out int threads))
{
    torch.set_num_threads(threads);
}

long? seed = long.TryParse(Option("--seed"), out long given) ? given : null;
switch (args.FirstOrDefault())
{
    case "parity" when args.Length == 2:
        torch.set_num_threads(1);
        ParityFiles.Write(args[1]);
        LayerParityFiles.Write(args[1]);
        return 0;
    case "optimizers" when args.Length == 2:
        torch.set_num_threads(1);
        OptimizerParityFile.Write(args[1]);
        return 0;
    case "state-dicts" when args.Length == 2:
        torch.set_num_threads(1);
        StateDictFile.Write(args[1]);
        return 0;
    case "ladder":
        Ladder.Print(
            torch.get_num_threads(),
            Option("--only") ?? "",
            double.Parse(Option("--seconds") ?? "0.6"),
            [.. (Option("--batches") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);
        return 0;
    case "first":
        Ladder.PrintFirst(Option("--only") ?? "");
        return 0;
    case "quickstart":
        Classifier.Run(DataSet.Digits(), [64, 128, 64, 10], batch: 32, epochs: 30, seed ?? 1);
        return 0;
    case "fashion":
        DataSet fashion = DataSet.FashionMnist(Option("--path"));
        long[] seeds = seed is long only ? [only] : [1, 2, 3, 4, 5];
        double mean = seeds.Average(each => Classifier.Run(fashion, [784, 128, 64, 10], batch: 128, epochs: 10, each));
        Console.WriteLine($"mean test accuracy {mean:F4} over {seeds.Length} seeds");
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

string? Option(string name) => Array.IndexOf(args, name) is int at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

// The peer at its best. It comes before libtorch starts threads, which inherit the mode.
static unsafe void FlushSubnormals()
{
    nint shim = NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libshim.so"));
    ((delegate* unmanaged<void>)NativeLibrary.GetExport(shim, "flush_subnormals"))();
}
