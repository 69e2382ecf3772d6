using System.Text.Json;
using Simd.Nets.Peers;

namespace Simd.Nets.Gradients.Tests.Parity;

/// <summary>What libtorch computed for a network (benchmarks/peers makes the files).</summary>
internal static class ParityFile
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>What a file holds.</summary>
    public static TRecord Read<TRecord>(string name)
    {
        using Stream file = typeof(ParityFile).Assembly.GetManifestResourceStream($"{name}.json")
            ?? throw new FileNotFoundException($"{name}.json is not embedded in the tests");
        return JsonSerializer.Deserialize<TRecord>(file, Format)!;
    }
}
