namespace Simd.Nets;

/// <summary>While it lives, a network has its averaged weights; disposing it gives back those that are trained.</summary>
public sealed class AverageScope : IDisposable
{
    private Action? restore;

    internal AverageScope(Action restore) => this.restore = restore;

    /// <summary>Gives the trained weights back; a second time does nothing.</summary>
    public void Dispose()
    {
        restore?.Invoke();
        restore = null;
    }
}
