namespace Simd.Nets;

/// <summary>The random numbers of one tensor's elements.</summary>
/// <param name="seed">The network's.</param>
/// <param name="tensor">The tensor's place in its table.</param>
internal readonly struct TensorRandom(ulong seed, int tensor)
{
    // Keeps these counters apart from those of the streams that other parts draw with the same seed.
    private const ulong Domain = 0x696e6974_00000000;

    /// <summary>The random bits of an element: those of its first attempt, or of a later one where a draw may be refused.</summary>
    public PhiloxBlock Block(int element, int attempt = 0) =>
        Philox.Block(seed, ((ulong)(uint)attempt << 32) | (uint)element, Domain | (uint)tensor);

    /// <summary>A standard normal number no farther from 0 than <paramref name="cutoff"/>, by refusing draws: of a uniform number in
    /// proportion to the density, or, where the cut is so wide that this would refuse most, of a normal one beyond it.</summary>
    public double TruncatedNormal(int element, double cutoff)
    {
        for (int attempt = 0; ; attempt++)
        {
            PhiloxBlock random = Block(element, attempt);
            double x = cutoff > 2 ? random.Normal0 : cutoff * ((2 * random.Uniform0) - 1);
            if (cutoff > 2 ? Math.Abs(x) <= cutoff : random.Uniform1 < Math.Exp(-x * x / 2))
            {
                return x;
            }
        }
    }
}
