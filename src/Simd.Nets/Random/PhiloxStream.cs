namespace Simd.Nets;

/// <summary>
/// A sequence of random numbers: the <see cref="Philox"/> blocks 0, 1, 2, … of one stream of a seed. Streams of different numbers are
/// independent. A mutable value: pass it by reference, since a copy repeats what the original draws.
/// </summary>
/// <param name="seed">The key.</param>
/// <param name="stream">Which of the seed's 2^64 sequences.</param>
public struct PhiloxStream(ulong seed, ulong stream)
{
    private readonly ulong seed = seed;
    private readonly ulong stream = stream;
    private ulong position;
    private PhiloxBlock block;
    private int wordsLeft;

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        if (wordsLeft == 0)
        {
            block = Philox.Block(seed, position++, stream);
            wordsLeft = 4;
        }

        return wordsLeft-- switch
        {
            4 => block.Word0,
            3 => block.Word1,
            2 => block.Word2,
            _ => block.Word3,
        };
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>A multiple of 2^−53 in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A multiple of 2^−24 in [0, 1).</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>A standard normal number (Box and Muller 1958): the same on the same platform, whose logarithm and cosine it takes.</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>An integer from 0 to <paramref name="bound"/> − 1, each as likely (Lemire 2019, "Fast random integer generation in an
    /// interval").</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong product = (ulong)NextUInt32() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            uint reject = (uint)(-bound) % (uint)bound; // 2^32 mod bound: so many products would favour a value
            while ((uint)product < reject)
            {
                product = (ulong)NextUInt32() * (uint)bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts the items in an order of which each is as likely (Fisher and Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int chosen = NextInt32(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }
}
