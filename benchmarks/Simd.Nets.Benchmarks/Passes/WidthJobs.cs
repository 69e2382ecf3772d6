using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;

namespace Simd.Nets.Benchmarks;

/// <summary>One job a vector width: each narrower one is the same program in a process with the wider instruction sets switched off.</summary>
internal sealed class WidthJobs : ManualConfig
{
    public WidthJobs()
    {
        AddJob(Job.Default.WithId("widest").AsBaseline());
        AddJob(Job.Default.WithId("no AVX-512").WithEnvironmentVariable("DOTNET_EnableAVX512", "0"));
        AddJob(Job.Default.WithId("no AVX2").WithEnvironmentVariable("DOTNET_EnableAVX2", "0"));
        AddJob(Job.Default.WithId("scalar").WithEnvironmentVariable("DOTNET_EnableHWIntrinsic", "0"));
        AddDiagnoser(MemoryDiagnoser.Default);
        WithOptions(ConfigOptions.JoinSummary);
    }
}
