using System;

namespace Simd.Nets;

/// <summary>A function φ, its derivative, and where one of them jumps.</summary>
/// <param name="at">φ and φ' at a number: they have most of the work in common.</param>
/// <param name="kinks">Where φ or φ' jumps.</param>
internal sealed class ActivationFunction(Func<double, FunctionPoint> at, params double[] kinks)
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    private ResponseTable? responses;
    private SampledFunction? samples;

    /// <summary><c>h = z</c>.</summary>
    public static readonly ActivationFunction Identity = new(z => new(z, 1));

    /// <summary>φ and φ'.</summary>
    public Func<double, FunctionPoint> At => at;

    /// <summary>Where φ or φ' jumps.</summary>
    public double[] Kinks => kinks;

    /// <summary>What it makes of normal numbers, by their second moment.</summary>
    public ResponseTable Responses => responses ??= new(this);

    /// <summary>φ and φ' as a table.</summary>
    public SampledFunction Samples => samples ??= new(this);

    /// <summary>φ.</summary>
    public double Value(double z) => at(z).Value;

    /// <summary>φ'.</summary>
    public double Slope(double z) => at(z).Slope;

    /// <summary>The function of a layer.</summary>
    public static ActivationFunction Of(ActivationLayer layer) => layer.Accept(new Table());

    /// <summary>A rectifier with a slope on the negative side.</summary>
    public static ActivationFunction Rectifier(double slope) => new(z => z > 0 ? new(z, 1) : new(slope * z, slope), 0);

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double Clamped(double z, double low, double high) => Math.Min(Math.Max(z, low), high);

    private static double HardSigmoid(double z) => Clamped((z / 6) + 0.5, 0, 1);

    private static ActivationFunction Exponential(double scale, double alpha) => new(
        z =>
        {
            if (z > 0)
            {
                return new(scale * z, scale);
            }

            double power = Math.Exp(z);
            return new(scale * (alpha * (power - 1)), scale * (alpha * power));
        },
        0);

    private static FunctionPoint Mish(double z)
    {
        // tanh(ln(1 + eᶻ)) without a tanh: from 20 on it is 1.
        double power = Math.Exp(Math.Min(z, 20)), square = power * (power + 2);
        double t = square / (square + 2);
        return new(z * t, t + (z * (1 - (t * t)) * Sigmoid(z)));
    }

    private static FunctionPoint Softplus(double z)
    {
        double tail = Math.Exp(-Math.Abs(z));
        return new(Math.Max(z, 0) + Math.Log(1 + tail), (z > 0 ? 1 : tail) / (1 + tail));
    }

    /// <summary>One row an activation.</summary>
    private sealed class Table : IActivationVisitor<ActivationFunction>
    {
        public ActivationFunction Visit(ReluLayer layer) => Rectifier(0);

        public ActivationFunction Visit(LeakyReluLayer layer) => Rectifier(layer.Slope);

        public ActivationFunction Visit(EluLayer layer) => Exponential(1, layer.Alpha);

        public ActivationFunction Visit(SeluLayer layer) => Exponential(SeluScale, SeluAlpha);

        public ActivationFunction Visit(GeluLayer layer) => new(z =>
        {
            double below = NormalQuadrature.Below(z, out double density);
            return new(z * below, below + (z * density));
        });

        public ActivationFunction Visit(SiluLayer layer) => new(z =>
        {
            double sigmoid = Sigmoid(z);
            return new(z * sigmoid, sigmoid * (1 + (z * (1 - sigmoid))));
        });

        public ActivationFunction Visit(MishLayer layer) => new(Mish);

        public ActivationFunction Visit(SoftplusLayer layer) => new(Softplus);

        public ActivationFunction Visit(SigmoidLayer layer) => new(z =>
        {
            double tail = Math.Exp(-Math.Abs(z));
            return new((z > 0 ? 1 : tail) / (1 + tail), tail / ((1 + tail) * (1 + tail)));
        });

        public ActivationFunction Visit(TanhLayer layer) => new(z =>
        {
            double t = Math.Tanh(z);
            return new(t, 1 - (t * t));
        });

        public ActivationFunction Visit(HardSigmoidLayer layer) => new(z => new(HardSigmoid(z), Math.Abs(z) < 3 ? 1.0 / 6 : 0), -3, 3);

        public ActivationFunction Visit(HardTanhLayer layer) => new(z => new(Clamped(z, -1, 1), Math.Abs(z) < 1 ? 1 : 0), -1, 1);

        public ActivationFunction Visit(HardSwishLayer layer) => new(
            z => new(z * HardSigmoid(z), z <= -3 ? 0 : z >= 3 ? 1 : (z / 3) + 0.5), -3, 3);
    }
}
