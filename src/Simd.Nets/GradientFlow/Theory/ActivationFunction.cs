using System;

namespace Simd.Nets;

/// <summary>A function φ, its derivative, and where one of them jumps.</summary>
internal sealed class ActivationFunction(Func<double, double> value, Func<double, double> slope, params double[] kinks)
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    private ResponseTable? responses;
    private SampledFunction? samples;

    /// <summary><c>h = z</c>.</summary>
    public static readonly ActivationFunction Identity = new(z => z, _ => 1);

    /// <summary>φ.</summary>
    public Func<double, double> Value => value;

    /// <summary>φ'.</summary>
    public Func<double, double> Slope => slope;

    /// <summary>Where φ or φ' jumps.</summary>
    public double[] Kinks => kinks;

    /// <summary>What it makes of normal numbers, by their second moment.</summary>
    public ResponseTable Responses => responses ??= new(this);

    /// <summary>φ and φ' as a table.</summary>
    public SampledFunction Samples => samples ??= new(this);

    /// <summary>The function of a layer.</summary>
    public static ActivationFunction Of(ActivationLayer layer) => layer.Accept(new Table());

    /// <summary>A rectifier with a slope on the negative side.</summary>
    public static ActivationFunction Rectifier(double slope) => new(z => z > 0 ? z : slope * z, z => z > 0 ? 1 : slope, 0);

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    private static double Clamped(double z, double low, double high) => Math.Min(Math.Max(z, low), high);

    private static double HardSigmoid(double z) => Clamped((z / 6) + 0.5, 0, 1);

    private static ActivationFunction Exponential(double scale, double alpha) => new(
        z => scale * (z > 0 ? z : alpha * (Math.Exp(z) - 1)), z => scale * (z > 0 ? 1 : alpha * Math.Exp(z)), 0);

    private static double MishSlope(double z)
    {
        double t = Math.Tanh(Softplus(z));
        return t + (z * (1 - (t * t)) * Sigmoid(z));
    }

    /// <summary>One row an activation.</summary>
    private sealed class Table : IActivationVisitor<ActivationFunction>
    {
        public ActivationFunction Visit(ReluLayer layer) => Rectifier(0);

        public ActivationFunction Visit(LeakyReluLayer layer) => Rectifier(layer.Slope);

        public ActivationFunction Visit(EluLayer layer) => Exponential(1, layer.Alpha);

        public ActivationFunction Visit(SeluLayer layer) => Exponential(SeluScale, SeluAlpha);

        public ActivationFunction Visit(GeluLayer layer) =>
            new(z => z * NormalQuadrature.Below(z), z => NormalQuadrature.Below(z) + (z * Density(z)));

        public ActivationFunction Visit(SiluLayer layer) => new(z => z * Sigmoid(z), z => Sigmoid(z) * (1 + (z * Sigmoid(-z))));

        public ActivationFunction Visit(MishLayer layer) => new(z => z * Math.Tanh(Softplus(z)), MishSlope);

        public ActivationFunction Visit(SoftplusLayer layer) => new(Softplus, Sigmoid);

        public ActivationFunction Visit(SigmoidLayer layer) => new(Sigmoid, z => Sigmoid(z) * Sigmoid(-z));

        public ActivationFunction Visit(TanhLayer layer) => new(Math.Tanh, z => 1 - (Math.Tanh(z) * Math.Tanh(z)));

        public ActivationFunction Visit(HardSigmoidLayer layer) => new(HardSigmoid, z => Math.Abs(z) < 3 ? 1.0 / 6 : 0, -3, 3);

        public ActivationFunction Visit(HardTanhLayer layer) => new(z => Clamped(z, -1, 1), z => Math.Abs(z) < 1 ? 1 : 0, -1, 1);

        public ActivationFunction Visit(HardSwishLayer layer) => new(
            z => z * HardSigmoid(z), z => z <= -3 ? 0 : z >= 3 ? 1 : (z / 3) + 0.5, -3, 3);
    }
}
