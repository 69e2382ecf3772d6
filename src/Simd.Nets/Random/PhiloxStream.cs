namespace Simd.Nets;

/// <summary>Random numbers keyed by a seed and a stream.</summary>
internal struct PhiloxStream(ulong seed, ulong stream)
{
    private ulong state = seed ^ (stream * 0x9E3779B97F4A7C15);

    /// <summary>Every order is as likely (Fisher and Yates).</summary>
    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = (int)(Next() % (ulong)(i + 1));
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    private ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
