using System.Text.RegularExpressions;
using Simd.Nets.Probe;

namespace Simd.Nets.Gradients.Tests;

/// <summary>The kernels and gradients as an ARM64 program, on an emulated machine.</summary>
public partial class Arm64Tests
{
    [Arm64Fact]
    public void The_path_in_use_is_128_bits_with_fused_multiply_add_on_an_ARM64_machine()
    {
        ProbeResult result = Arm64Process.Run("machine");
        Assert.True(result.Held, result.ToString());
        Assert.Equal("Arm64 Vector128 fused", result.Output.Trim());
    }

    [Arm64Fact]
    public void Products_are_optimised_to_NEON_multiply_adds_that_call_nothing()
    {
        string[] listings = Listings(nameof(ControlFloat)).Where(listing => Product().IsMatch(listing)).ToArray();

        Assert.True(listings.Length >= 3 * 3, $"{listings.Length} kernels with products were compiled, of three dense layers");
        Assert.All(listings, listing =>
        {
            Assert.Contains("(FullOpts)", listing, StringComparison.Ordinal);
            Assert.Matches(VectorMultiplyAdd(), listing);
            Assert.DoesNotMatch(Call(), listing);
        });
    }

    [Arm64Fact]
    public void Products_and_convolutions_are_exact_on_integers_and_within_16_eps_on_reals() =>
        Holds("exact", "--networks", DrawnNetworks.OfOneLayer.File);

    [Arm64Fact]
    public void Random_networks_agree_with_the_reference() =>
        Holds("replay", "--networks", DrawnNetworks.Few.File);

    [Arm64Fact]
    public void Kernels_of_a_dense_layer_and_of_a_convolution_stay_within_their_buffers()
    {
        foreach (int network in new[] { 1, 16 })
        {
            Holds("guard", "--networks", DrawnNetworks.OfOneLayer.File, "--only", NetworkCompiler.NameOf(network));
        }
    }

    private static void Holds(params string[] arguments)
    {
        ProbeResult result = Arm64Process.Run(arguments);
        Assert.True(result.Held, result.ToString());
    }

    // The machine code of each kernel of a network.
    private static string[] Listings(string network)
    {
        string file = Path.GetTempFileName();
        try
        {
            var settings = new Dictionary<string, string>
            {
                ["DOTNET_JitStdOutFile"] = file,
                ["DOTNET_JitDisasm"] = $"*{SimdPath.Vector128}Kernels:*",
            };
            ProbeResult result = Arm64Process.Run(settings, "kernels", "--only", network);
            Assert.True(result.Held, result.ToString());
            return File.ReadAllText(file).Split("; Assembly listing for method ", StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"^\S+Kernels:(Dense|WeightGradient|InputGradient)\d")]
    private static partial Regex Product();

    [GeneratedRegex(@"\bfmla\s+v\d+\.4s")]
    private static partial Regex VectorMultiplyAdd();

    [GeneratedRegex(@"\b(bl|blr)\s")]
    private static partial Regex Call();
}
