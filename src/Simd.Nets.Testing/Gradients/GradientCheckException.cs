namespace Simd.Nets.Testing;

/// <summary>A network's outputs, loss or gradients are not those of its declaration.</summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>A check that failed, with its report.</summary>
    public GradientCheckException(string message)
        : base(message) { }
}
