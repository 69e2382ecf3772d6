using System.Globalization;
using BenchmarkDotNet.Running;
using Simd.Nets.Benchmarks;

const string Usage = """
    usage: ladder  [--threads N] [--only SUBSTRING] [--seconds S]   a JSON line for each row of the ladder
           account [--only SUBSTRING] [--seconds S]                 where the time of each row goes
           generate                                                 the generator's own time
           (anything else goes to BenchmarkDotNet, such as --filter '*Steps*' or --list flat)
    """;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    switch (args.FirstOrDefault())
    {
        case "ladder":
            Ladder.Print(LadderOptions.Parse(args.AsSpan(1)));
            break;
        case "account":
            Account.Print(LadderOptions.Parse(args.AsSpan(1)));
            break;
        case "generate":
            GenerationTime.Print();
            break;
        case null or "help" or "--help":
            Console.Error.WriteLine(Usage);
            break;
        default:
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
            break;
    }

    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(Usage);
    return 2;
}
