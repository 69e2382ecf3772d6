namespace Simd.Nets;

/// <summary>
/// Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): a block of
/// random bits is a pure function of key and counter, so what is drawn does not depend on who draws it, or when.
/// </summary>
public static class Philox
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9; // the golden ratio
    internal const uint Weyl1 = 0xBB67AE85; // √3 − 1

    /// <summary>The 128 bits at a counter.</summary>
    /// <param name="key">The seed.</param>
    /// <param name="counterLow">The lower half of the counter: words 0 and 1 of the paper.</param>
    /// <param name="counterHigh">The upper half: words 2 and 3.</param>
    public static PhiloxBlock Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        (uint word0, uint word1) = ((uint)counterLow, (uint)(counterLow >> 32));
        (uint word2, uint word3) = ((uint)counterHigh, (uint)(counterHigh >> 32));
        (uint key0, uint key1) = ((uint)key, (uint)(key >> 32));

        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * word0;
            ulong product1 = (ulong)Multiplier1 * word2;
            word0 = (uint)(product1 >> 32) ^ word1 ^ key0;
            word1 = (uint)product1;
            word2 = (uint)(product0 >> 32) ^ word3 ^ key1;
            word3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return new(word0, word1, word2, word3);
    }
}

/// <summary>128 random bits, as four words or as two numbers.</summary>
public readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>The first two words as a multiple of 2^−53 in [0, 1).</summary>
    public double Uniform0 => Unit(Word0, Word1);

    /// <summary>The last two words as a multiple of 2^−53 in [0, 1).</summary>
    public double Uniform1 => Unit(Word2, Word3);

    /// <summary>A standard normal number (Box and Muller 1958), independent of <see cref="Normal1"/>. The same on the same platform: its
    /// logarithm, sine and cosine may round differently on another.</summary>
    public double Normal0 => Radius * Math.Cos(2 * Math.PI * Uniform1);

    /// <summary>A standard normal number, independent of <see cref="Normal0"/>, and the same on the same platform.</summary>
    public double Normal1 => Radius * Math.Sin(2 * Math.PI * Uniform1);

    // 1 − u lies in (0, 1]: its logarithm is finite.
    private double Radius => Math.Sqrt(-2 * Math.Log(1 - Uniform0));

    private static double Unit(uint low, uint high) => ((((ulong)high << 32) | low) >> 11) * (1.0 / (1UL << 53));
}
