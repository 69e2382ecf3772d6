namespace Simd.Nets.Testing;

/// <summary><c>y = x·Wᵀ + b</c> with W in PyTorch's shape [out, in].</summary>
internal sealed class ReferenceDense : IReferenceLayer
{
    private readonly int inputs;
    private readonly int outputs;
    private readonly ReferenceTensor weight;
    private readonly ReferenceTensor? bias;

    public ReferenceDense(string name, int inputs, int outputs, bool hasBias)
    {
        this.inputs = inputs;
        this.outputs = outputs;
        weight = new(name + ".weight", outputs, inputs);
        bias = hasBias ? new(name + ".bias", outputs) : null;
        Tensors = bias is null ? [weight] : [weight, bias];
    }

    public IReadOnlyList<ReferenceTensor> Tensors { get; }

    public double[] Forward(double[] x, int batch, KinkTrace kinks)
    {
        var y = new double[batch * outputs];
        for (int sample = 0; sample < batch; sample++)
        {
            for (int output = 0; output < outputs; output++)
            {
                double sum = bias is null ? 0 : bias.Values[output];
                for (int input = 0; input < inputs; input++)
                {
                    sum += x[(sample * inputs) + input] * weight.Values[(output * inputs) + input];
                }

                y[(sample * outputs) + output] = sum;
            }
        }

        return y;
    }
}

/// <summary><c>h = max(0, z)</c>, with a kink at 0.</summary>
internal sealed class ReferenceRelu : IReferenceLayer
{
    public IReadOnlyList<ReferenceTensor> Tensors => [];

    public double[] Forward(double[] x, int batch, KinkTrace kinks)
    {
        var h = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            kinks.Meet(x[i]);
            h[i] = x[i] > 0 ? x[i] : 0;
        }

        return h;
    }
}

/// <summary>A smooth function of each element.</summary>
internal sealed class ReferenceElementwise(Func<double, double> function) : IReferenceLayer
{
    public IReadOnlyList<ReferenceTensor> Tensors => [];

    public double[] Forward(double[] x, int batch, KinkTrace kinks) => Array.ConvertAll(x, z => function(z));
}
