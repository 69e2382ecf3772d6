namespace Simd.Nets.Gradients.Tests;

public class SizeTests
{
    [Fact]
    public void Library_and_generator_together_stay_under_500_kilobytes()
    {
        long bytes = SizeOf("Simd.Nets.dll") + SizeOf("Simd.Nets.Generators.dll");
        Assert.InRange(bytes, 1, 500_000);
    }

    private static long SizeOf(string assembly) => new FileInfo(Path.Combine(AppContext.BaseDirectory, assembly)).Length;
}
