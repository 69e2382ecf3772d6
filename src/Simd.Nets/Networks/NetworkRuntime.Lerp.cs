using System.Numerics;

namespace Simd.Nets;

public sealed partial class NetworkRuntime<TNetwork, T>
{
    /// <summary>
    /// Moves parameters and state a share of the way to those of another network: <c>θ ← (1 − τ)·θ + τ·θ'</c>, the soft update of a target
    /// network (Lillicrap and others 2015, "Continuous control with deep reinforcement learning"). Allocates nothing. What waits for its
    /// <see cref="Backward"/> or its step is forgotten, as in <see cref="CopyFrom"/>.
    /// </summary>
    /// <param name="source">The network to follow.</param>
    /// <param name="tau">The share, 0 (changes nothing) to 1 (as <see cref="CopyFrom"/>); so too where values are not finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is outside [0, 1] or NaN; nothing is changed.</exception>
    public void Lerp(NetworkRuntime<TNetwork, T> source, double tau)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(tau is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(tau), FormattableString.Invariant($"tau is the share of the way to go, 0 to 1; {tau} came."));
        }

        // 0 · ∞ is NaN, so the ends are no products; a τ too small for T is 0.
        if (T.CreateTruncating(tau) == T.Zero)
        {
            return;
        }

        if (tau == 1)
        {
            CopyFrom(source);
            return;
        }

        Lerp(Parameters, source.Parameters, tau);
        Lerp(State, source.State, tau);
        ForgetPasses();
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
