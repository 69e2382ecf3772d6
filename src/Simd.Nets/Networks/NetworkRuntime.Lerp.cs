using System.Numerics;

namespace Simd.Nets;

public sealed partial class NetworkRuntime<TNetwork, T>
{
    /// <summary>
    /// Moves parameters and state a share of the way to those of another network: <c>θ ← (1 − τ)·θ + τ·θ'</c>, the soft update of a target
    /// network (Lillicrap and others 2015, "Continuous control with deep reinforcement learning"). Allocates nothing. A
    /// <see cref="Forward"/> that waits for its <see cref="Backward"/> is forgotten: it went through other parameters.
    /// </summary>
    /// <param name="source">The network to follow.</param>
    /// <param name="tau">The share, 0 (nothing) to 1 (all the way).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is outside [0, 1] or NaN; nothing is changed.</exception>
    public void Lerp(NetworkRuntime<TNetwork, T> source, double tau)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(tau is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(tau), FormattableString.Invariant($"tau is the share of the way to go, 0 to 1; {tau} came."));
        }

        Lerp(Parameters, source.Parameters, tau);
        Lerp(State, source.State, tau);
        pendingBatch = 0;
        DiscardState();
    }

    // Products and sum are rounded one by one, so the result is that of the plain loop at any width.
    private static void Lerp(Span<T> values, ReadOnlySpan<T> towards, double tau)
    {
        (T stay, T go) = (T.CreateTruncating(1 - tau), T.CreateTruncating(tau));
        int at = 0;
        for (; at <= values.Length - Vector<T>.Count; at += Vector<T>.Count)
        {
            ((new Vector<T>(values[at..]) * stay) + (new Vector<T>(towards[at..]) * go)).CopyTo(values[at..]);
        }

        for (; at < values.Length; at++)
        {
            values[at] = (values[at] * stay) + (towards[at] * go);
        }
    }
}
