namespace Simd.Nets.Peers;

/// <summary>
/// Numbers that a test can draw again: SplitMix64 (Steele, Lea, Flood 2014: a counter that grows by the golden ratio, mixed), of whose
/// outputs the upper 24 bits count, so that every number is the same as a float and as a double.
/// </summary>
internal sealed class UniformSource(ulong seed)
{
    private ulong counter = seed;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        counter += 0x9E3779B97F4A7C15;
        ulong bits = counter;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number in [−bound, bound); a bound that is a power of two keeps it exact.</summary>
    public double Next(double bound) => bound * (((NextBits() >> 40) * Math.ScaleB(1, -23)) - 1);

    /// <summary>An index below <paramref name="count"/>.</summary>
    public int NextIndex(int count) => (int)(NextBits() % (ulong)count);

    /// <summary>As many numbers in [−bound, bound).</summary>
    public double[] Draw(int count, double bound)
    {
        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = Next(bound);
        }

        return numbers;
    }
}
