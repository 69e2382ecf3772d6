using System.Text.Json.Serialization;

namespace Simd.Nets.Benchmarks;

/// <summary>One timed row of the ladder, as it is printed: a JSON object with names such as <c>median_ns</c>.</summary>
internal sealed record LadderRow(
    string System,
    string Workload,
    int Batch,
    string Phase,
    int Threads,
    double MedianNs,
    double MinNs,
    double Gflops,
    double PeakFraction,
    double BytesPerStep,
    string Path);

/// <summary>Writes rows without reflection, of which a program compiled ahead of time has little.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LadderRow))]
internal sealed partial class LadderJson : JsonSerializerContext;
