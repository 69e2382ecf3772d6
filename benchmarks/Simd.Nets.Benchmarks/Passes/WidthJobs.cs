using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Simd.Nets.Benchmarks;

/// <summary>One job a vector width: the narrower ones are the same program in a process with the wider instruction sets off.</summary>
internal sealed class WidthJobs : ManualConfig
{
    public WidthJobs()
    {
        Job job = Job.Default.WithWarmupCount(5).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(100));
        AddJob(job.WithId("widest").AsBaseline());
        AddJob(job.WithId("no AVX-512").WithEnvironmentVariable("DOTNET_EnableAVX512", "0"));
        AddJob(job.WithId("no AVX2").WithEnvironmentVariable("DOTNET_EnableAVX2", "0"));
        AddJob(job.WithId("scalar").WithEnvironmentVariable("DOTNET_EnableHWIntrinsic", "0"));
        AddDiagnoser(MemoryDiagnoser.Default);
        WithOptions(ConfigOptions.JoinSummary);
    }
}
