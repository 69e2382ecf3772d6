namespace Simd.Nets.Gradients.Tests;

public class SizeTests
{
    [Fact]
    public void Library_and_generator_together_stay_under_a_megabyte()
    {
        long bytes = SizeOf("Simd.Nets.dll") + SizeOf("Simd.Nets.Generators.dll");
        Assert.InRange(bytes, 1, 1_000_000);
    }

    private static long SizeOf(string assembly) => new FileInfo(Path.Combine(AppContext.BaseDirectory, assembly)).Length;
}
