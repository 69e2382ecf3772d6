using System.Text.RegularExpressions;
using Simd.Nets.Probe;

namespace Simd.Nets.Gradients.Tests;

/// <summary>What only shows from outside of a process: faults, allocation, what the JIT did, the same bits twice.</summary>
public partial class ProbeTests
{
    private const string Hash = @"^(outputs|weights|state) \w+ [0-9A-F]{64}$";

    public static TheoryData<SimdPath> Paths => [.. Enum.GetValues<SimdPath>().Where(path => path <= SimdPath.Active)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Switches_leave_exactly_the_expected_path(SimdPath path) =>
        Assert.Equal(path.ToString(), ProbeProcess.Run(ProbeProcess.SettingsFor(path), "path").Output.Trim());

    [PathFact(SimdPath.Vector256)]
    public void Switching_AVX_off_altogether_leaves_128_bits() =>
        Assert.Equal("Vector128", ProbeProcess.Run(new Dictionary<string, string> { ["DOTNET_EnableAVX"] = "0" }, "path").Output.Trim());

    [Fact]
    public void A_process_on_another_path_than_expected_refuses_to_check_anything()
    {
        ProbeResult result = ProbeProcess.Run(ProbeProcess.SettingsFor(SimdPath.Scalar), "exact", "--expect", nameof(SimdPath.Vector512));
        Assert.Equal((1, "expected the path Vector512; this process takes Scalar."), (result.ExitCode, result.Output.Trim()));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Products_and_convolutions_are_exact_on_integers_and_within_16_eps_on_reals(SimdPath path)
    {
        ProbeResult result = ProbeProcess.Run(path, "exact", "--networks", DrawnNetworks.OfOneLayer.File);
        Assert.True(result.Held, result.ToString());
    }

    [LinuxFact]
    public void Reading_one_sample_too_many_ends_the_process()
    {
        ProbeResult result = ProbeProcess.Run(SimdPath.Active, "overrun");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("within bounds", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("survived", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_and_predictions_allocate_nothing()
    {
        // Without tiers, or the JIT's own thread allocates beside the steps.
        ProbeResult result = ProbeProcess.Run(new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" }, "allocation");
        Assert.True(result.Held, result.ToString());
        Assert.Equal(11 * 6, Regex.Count(result.Output, " 0 bytes allocated by 1000 calls"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_hundred_steps_give_the_same_weights_and_statistics_bit_for_bit(SimdPath path) => Assert.Equal(Hashes(path), Hashes(path));

    // A sum along a row (layer and RMS normalisation, softmax) adds lane to lane, and so in an order that depends on their number.
    [PathFact(SimdPath.Vector512)]
    public void Outputs_are_the_same_bits_on_512_and_256_bits_where_nothing_is_summed_along_a_row() =>
        Assert.Equal(WithoutRowSums(Hashes(SimdPath.Vector256, "outputs")), WithoutRowSums(Hashes(SimdPath.Vector512, "outputs")));

    private static IEnumerable<string> WithoutRowSums(string[] hashes)
    {
        string[] summed = [nameof(ActivationsFloat), nameof(RemediesFloat), nameof(RemediesDouble)];
        return hashes.Where(hash => !summed.Any(hash.Contains));
    }

    private static string[] Hashes(SimdPath path, string kind = "")
    {
        ProbeResult result = ProbeProcess.Run(path, "hash");
        Assert.True(result.Held, result.ToString());
        string[] hashes =
            [.. HashLine().Matches(result.Output).Select(match => match.Value).Where(line => line.StartsWith(kind, StringComparison.Ordinal))];
        Assert.NotEmpty(hashes);
        return hashes;
    }

    [GeneratedRegex(Hash, RegexOptions.Multiline)]
    private static partial Regex HashLine();
}
