namespace Simd.Nets.Benchmarks;

/// <summary>The commands that go through the rows of the ladder; they run as well in a program that was compiled ahead of time.</summary>
internal static class LadderCommands
{
    /// <summary>How they are called.</summary>
    public const string Usage = """
        usage: ladder  [--threads N] [--only SUBSTRING] [--seconds S] [--batches 1,32,...]   a JSON line for each row of the ladder
               account [--only SUBSTRING] [--seconds S]                             where the time of each row goes
               bits    [--only SUBSTRING] [--steps N] [--shards V]                  that the number of threads changes nothing
               fixed                                                                what is left of the smallest step without its kernels
               first   --only ROW [--threads N]                                     says when a fresh process has done a step, and the speed behind half a second
        """;

    /// <summary>Whether a command is one of these.</summary>
    public static bool Has(string? command) => command is "ladder" or "account" or "bits" or "fixed" or "first";

    /// <summary>Runs one.</summary>
    /// <returns>The exit code: 0, 1 where bits differ, or 2 where the arguments make no sense.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        try
        {
            switch (arguments.IsEmpty ? "" : arguments[0])
            {
                case "ladder":
                    Ladder.Print(LadderOptions.Parse(arguments[1..]));
                    return 0;
                case "account":
                    Account.Print(LadderOptions.Parse(arguments[1..]));
                    return 0;
                case "bits":
                    return Bits.Print(LadderOptions.Parse(arguments[1..])) ? 0 : 1;
                case "fixed":
                    FixedCost.Print();
                    return 0;
                case "first":
                    FirstStep.Print(LadderOptions.Parse(arguments[1..]));
                    return 0;
                default:
                    throw new ArgumentException("a command is needed");
            }
        }
        catch (ArgumentException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(Usage);
            return 2;
        }
    }
}
