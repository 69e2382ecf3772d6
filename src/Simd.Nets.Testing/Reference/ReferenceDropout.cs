namespace Simd.Nets.Testing;

/// <summary>
/// Dropout, inverted, and alpha dropout; the identity at inference. An element falls where its word of random bits lies below
/// <c>rate · 2^32</c>. The word is a function of seed, pass, site, sample and feature alone; where channels fall as a whole, the channel is
/// the feature.
/// </summary>
/// <param name="site">How many dropouts come before this one in the declaration, repeats and nested layers counted.</param>
/// <param name="features">Numbers a sample.</param>
/// <param name="channels">Channels of an image; else as many as features.</param>
/// <param name="layer">Rate and kind.</param>
internal sealed class ReferenceDropout(int site, int features, int channels, DropoutLayer layer) : IReferenceLayer
{
    // −λα of SELU: its limit on the negative side.
    private const double NegativeLimit = -1.7580993408473766;

    public double[] Forward(double[] x, ReferenceRun run) => run.Mode.IsTraining
        ? [.. x.Select((value, i) => Falls(run.Mode, i / features, i % (layer.PerChannel ? channels : features)) ? Dropped : Kept(value))]
        : x;

    private double Dropped => layer.Alpha ? (Factor * NegativeLimit) + Shift : 0;

    private double Factor => 1 / Math.Sqrt((1 - layer.Rate) * (1 + (NegativeLimit * NegativeLimit * layer.Rate)));

    private double Shift => -Factor * layer.Rate * NegativeLimit;

    private double Kept(double x) => layer.Alpha ? (Factor * x) + Shift : x / (1 - layer.Rate);

    private bool Falls(ReferenceMode mode, int sample, int feature)
    {
        // Sixty-four features share sixteen blocks: word w of block b belongs to feature 16·w + b.
        uint block = (uint)((feature / 64 * 16) + (feature % 16));
        PhiloxBlock words = Philox.Block(
            mode.RandomSeed,
            counterLow: ((ulong)sample << 32) | block,
            counterHigh: 0x8000_0000_0000_0000 | ((ulong)site << 48) | mode.Pass);
        uint word = (feature / 16 % 4) switch { 0 => words.Word0, 1 => words.Word1, 2 => words.Word2, _ => words.Word3 };
        return word < (uint)Math.Round(layer.Rate * (1UL << 32));
    }
}
