namespace Simd.Nets;

/// <summary>What it means for an activation that its slope is near zero.</summary>
internal enum FlatKind
{
    /// <summary>It never is, or is so by design.</summary>
    None,

    /// <summary>A rectifier holds everything back.</summary>
    Dead,

    /// <summary>A bounded function is near a bound.</summary>
    Saturated,
}

/// <summary>
/// Where an activation is flat: its slope is below a twentieth of the largest for all arguments from <paramref name="Low"/> down, or from
/// <paramref name="High"/> up; or for all values, where it is values that are known.
/// </summary>
internal readonly record struct FlatSides(FlatKind Kind, double Low, double High)
{
    private const double Share = 0.05;
    private const double Farthest = 20;
    private const double Grid = 1.0 / 1024;

    /// <summary>The flat sides of a layer.</summary>
    /// <param name="layer">The activation.</param>
    /// <param name="ofArguments">Whether they are told by arguments, not by values: then the function must be monotonic there.</param>
    public static FlatSides Of(ActivationLayer layer, bool ofArguments)
    {
        FlatKind kind = layer.Accept(new Kinds());
        ActivationFunction function = ActivationFunction.Of(layer);
        double low = Edge(function, -1);
        double high = Edge(function, 1);
        return ofArguments
            ? new(kind, low, high)
            : new(
                kind,
                double.IsFinite(low) ? function.Value(low) : low,
                double.IsFinite(high) ? function.Value(high) : high);
    }

    // From far outside towards zero until the slope is steep; kinks of the functions lie on the grid.
    private static double Edge(ActivationFunction function, int side)
    {
        double steepest = 0;
        for (double z = -Farthest; z <= Farthest; z += 1.0 / 16)
        {
            steepest = Math.Max(steepest, Math.Abs(function.Slope(z)));
        }

        double edge = side * double.PositiveInfinity;
        for (double distance = Farthest; distance >= 0 && Math.Abs(function.Slope(side * distance)) <= Share * steepest; distance -= Grid)
        {
            edge = side * distance;
        }

        return edge;
    }

    /// <summary>One row an activation.</summary>
    private sealed class Kinds : IActivationVisitor<FlatKind>
    {
        public FlatKind Visit(ReluLayer layer) => FlatKind.Dead;

        public FlatKind Visit(LeakyReluLayer layer) => FlatKind.None;

        public FlatKind Visit(EluLayer layer) => FlatKind.Saturated;

        public FlatKind Visit(SeluLayer layer) => FlatKind.Saturated;

        public FlatKind Visit(GeluLayer layer) => FlatKind.Dead;

        public FlatKind Visit(SiluLayer layer) => FlatKind.Dead;

        public FlatKind Visit(MishLayer layer) => FlatKind.Dead;

        public FlatKind Visit(SoftplusLayer layer) => FlatKind.Dead;

        public FlatKind Visit(SigmoidLayer layer) => FlatKind.Saturated;

        public FlatKind Visit(TanhLayer layer) => FlatKind.Saturated;

        public FlatKind Visit(HardSigmoidLayer layer) => FlatKind.Saturated;

        public FlatKind Visit(HardTanhLayer layer) => FlatKind.Saturated;

        public FlatKind Visit(HardSwishLayer layer) => FlatKind.Dead;
    }
}
