using System.Globalization;
using BenchmarkDotNet.Running;
using Simd.Nets.Benchmarks;

const string Usage = LadderCommands.Usage + """

           generate                                                 the generator's own time, and what it writes
           edit                                                     from an edit of a declaration to the changed warning
           (anything else goes to BenchmarkDotNet, such as --filter '*Steps*' or --list flat)
    """;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? command = args.FirstOrDefault();
if (LadderCommands.Has(command))
{
    return LadderCommands.Run(args);
}

switch (command)
{
    case "generate" when args.Length == 2:
        GenerationTime.PrintOne(args[1]);
        break;
    case "generate":
        GenerationTime.Print();
        break;
    case "edit":
        EditTime.Print();
        break;
    case null or "help" or "--help":
        Console.Error.WriteLine(Usage);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(GenerationTime).Assembly).Run(args);
        break;
}

return 0;
