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

    public double[] Forward(double[] x, ReferenceRun run)
    {
        var y = new double[run.Batch * outputs];
        for (int sample = 0; sample < run.Batch; sample++)
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
