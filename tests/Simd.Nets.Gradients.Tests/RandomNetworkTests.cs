using System.Text.RegularExpressions;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Random networks against the reference on the two wide paths.</summary>
public class RandomNetworkWideTests
{
    [PathFact(SimdPath.Vector512)]
    public void Random_networks_agree_with_the_reference_on_512_bits() => RandomNetworks.Replay(SimdPath.Vector512);

    [PathFact(SimdPath.Vector256)]
    public void Random_networks_agree_with_the_reference_on_256_bits() => RandomNetworks.Replay(SimdPath.Vector256);
}

/// <summary>Random networks against the reference on the two narrow paths, beside the wide ones on another core.</summary>
public class RandomNetworkNarrowTests
{
    [PathFact(SimdPath.Vector128)]
    public void Random_networks_agree_with_the_reference_on_128_bits() => RandomNetworks.Replay(SimdPath.Vector128);

    [PathFact(SimdPath.Scalar)]
    public void Random_networks_agree_with_the_reference_without_vectors() => RandomNetworks.Replay(SimdPath.Scalar);
}

/// <summary>Replays drawn networks in a child process and reports what failed as C#.</summary>
internal static partial class RandomNetworks
{
    private const int ShrinkingTrials = 30;

    public static void Replay(SimdPath path)
    {
        foreach (DrawnNetworks networks in DrawnNetworks.All)
        {
            Replay(path, networks, "guard");
            Replay(path, networks, "replay", "--cases", $"{networks.Cases}");
        }
    }

    private static void Replay(SimdPath path, DrawnNetworks networks, params string[] command)
    {
        ProbeResult result = ProbeProcess.Run(path, [.. command, "--networks", networks.File]);
        if (!result.Held)
        {
            Assert.Fail(Report(path, networks, command, result));
        }
    }

    private static string Report(SimdPath path, DrawnNetworks networks, string[] command, ProbeResult result)
    {
        // Where nothing says FAILED the process died: of the last network that it began.
        Match? culprit = Failed().Matches(result.Output).FirstOrDefault() ?? Begun().Matches(result.Output).LastOrDefault();
        if (culprit is null)
        {
            return $"{path}: {result}";
        }

        DeclaredNetwork failing = networks.Declarations[int.Parse(culprit.Groups["index"].Value)];
        DeclaredNetwork smallest = DeclarationShrinker.Smallest(failing, Fails, ShrinkingTrials);
        return $"{path}: {result}\n\nthe declaration that failed:\n{failing}\n\nshrunk to:\n{smallest}";

        bool Fails(DeclaredNetwork candidate) =>
            !ProbeProcess.Run(path, [command[0], "--cases", "20", "--networks", DrawnNetworks.Of(candidate).File]).Held;
    }

    [GeneratedRegex(@"^FAILED Net(?<index>\d+)", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"^guard Net(?<index>\d+)", RegexOptions.Multiline)]
    private static partial Regex Begun();
}
