namespace Simd.Nets.Testing;

/// <summary>A function of each element, and where its derivative jumps.</summary>
internal sealed class ReferenceActivation(Func<double, double> function, params double[] kinks) : IReferenceLayer
{
    public double[] Forward(double[] x, ReferenceRun run)
    {
        int columns = x.Length / run.Batch;
        var h = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            foreach (double kink in kinks)
            {
                run.Kinks.Meet(i / columns, x[i] - kink);
            }

            h[i] = function(x[i]);
        }

        return h;
    }
}

/// <summary>The activations as mathematics has them, in forms that do not overflow.</summary>
internal sealed class ReferenceActivations : IActivationVisitor<ReferenceActivation>
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    public ReferenceActivation Visit(ReluLayer layer) => new(z => z > 0 ? z : 0, 0);

    public ReferenceActivation Visit(LeakyReluLayer layer) => new(z => z > 0 ? z : layer.Slope * z, 0);

    public ReferenceActivation Visit(EluLayer layer) =>
        new(z => z > 0 ? z : layer.Alpha * (Math.Exp(z) - 1), layer.Alpha == 1 ? [] : [0]);

    public ReferenceActivation Visit(SeluLayer layer) => new(z => SeluScale * (z > 0 ? z : SeluAlpha * (Math.Exp(z) - 1)), 0);

    public ReferenceActivation Visit(GeluLayer layer) => new(z => z * ErrorFunction.NormalDistribution(z));

    public ReferenceActivation Visit(SiluLayer layer) => new(z => z * Sigmoid(z));

    public ReferenceActivation Visit(MishLayer layer) => new(z => z * Math.Tanh(Softplus(z)));

    public ReferenceActivation Visit(SoftplusLayer layer) => new(Softplus);

    public ReferenceActivation Visit(SigmoidLayer layer) => new(Sigmoid);

    public ReferenceActivation Visit(TanhLayer layer) => new(Math.Tanh);

    public ReferenceActivation Visit(HardSigmoidLayer layer) => new(HardSigmoid, -3, 3);

    public ReferenceActivation Visit(HardTanhLayer layer) => new(z => Math.Clamp(z, -1, 1), -1, 1);

    public ReferenceActivation Visit(HardSwishLayer layer) => new(z => z * HardSigmoid(z), -3, 3);

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    private static double HardSigmoid(double z) => Math.Clamp((z / 6) + 0.5, 0, 1);
}

/// <summary><c>h = z</c> for positive z, else <c>a·z</c>, with one slope a or one a feature; of images one a channel.</summary>
internal sealed class ReferencePRelu(string name, int columns, bool perChannel) : IReferenceLayer
{
    private readonly ReferenceTensor slope = new(name + ".weight", perChannel ? columns : 1);

    public IReadOnlyList<ReferenceTensor> Tensors => [slope];

    public double[] Forward(double[] x, ReferenceRun run)
    {
        var h = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double a = slope.Values[perChannel ? i % columns : 0];
            run.Kinks.Meet(i / (x.Length / run.Batch), x[i]);
            h[i] = x[i] > 0 ? x[i] : a * x[i];
        }

        return h;
    }
}

/// <summary><c>h = e^z / Σ e^z</c> over the features of a sample.</summary>
internal sealed class ReferenceSoftmax(int columns) : IReferenceLayer
{
    public double[] Forward(double[] x, ReferenceRun run)
    {
        var h = new double[x.Length];
        for (int first = 0; first < x.Length; first += columns)
        {
            double largest = x.AsSpan(first, columns).ToArray().Max();
            double sum = 0;
            for (int i = first; i < first + columns; i++)
            {
                h[i] = Math.Exp(x[i] - largest);
                sum += h[i];
            }

            for (int i = first; i < first + columns; i++)
            {
                h[i] /= sum;
            }
        }

        return h;
    }
}
