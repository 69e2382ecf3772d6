namespace Simd.Nets.Generators.Graph;

/// <summary>A function that is applied to every element, called after its pair of members of <c>VectorMath</c>.</summary>
/// <param name="Name">The member for the value; with <c>Derivative</c> behind it, the one for the derivative.</param>
/// <param name="Notation">The formula, its argument as {0}.</param>
/// <param name="Derives">What the derivative is a function of.</param>
/// <param name="Parameter">A constant that both members take behind their argument.</param>
internal sealed record PointwiseFunction(string Name, string Notation, DerivativeSource Derives, double? Parameter = null)
{
    /// <summary>The rectifier.</summary>
    public static readonly PointwiseFunction Relu = new("Relu", "max(0, {0})", DerivativeSource.SignOfOutput);

    /// <summary>The hyperbolic tangent.</summary>
    public static readonly PointwiseFunction Tanh = new("Tanh", "tanh({0})", DerivativeSource.Output);

    /// <summary>The logistic function.</summary>
    public static readonly PointwiseFunction Sigmoid = new("Sigmoid", "sigmoid({0})", DerivativeSource.Output);

    /// <summary>The formula for an argument.</summary>
    public string Of(string argument) => Notation.Replace("{0}", argument);
}

/// <summary>What a derivative is computed from.</summary>
internal enum DerivativeSource
{
    /// <summary>The argument z.</summary>
    Input,

    /// <summary>The value h.</summary>
    Output,

    /// <summary>Whether the value h is positive: a factor on h does no harm.</summary>
    SignOfOutput,
}
