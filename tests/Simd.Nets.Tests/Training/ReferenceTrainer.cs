namespace Simd.Nets.Tests.Training;

/// <summary>The tensors of a <see cref="FedNetwork{T}"/> in plain doubles, and the formulas of a step written out.</summary>
internal sealed class ReferenceTrainer
{
    private readonly NetworkSchema schema = FedNetwork<double>.Schema;
    private readonly Optimizer optimizer;
    private readonly ReferenceTensor[] tensors;

    public ReferenceTrainer(Optimizer optimizer, IEnumerable<double[]> weights)
    {
        this.optimizer = optimizer;
        tensors = [.. weights.Select(values => new ReferenceTensor(optimizer, values))];
    }

    public double[] Weights(int index) => tensors[index].Weights;

    /// <summary>Dense gradients, tensor by tensor.</summary>
    public double[][] Split(double[] gradients)
    {
        int at = 0;
        return [.. schema.Tensors.Select(tensor => gradients[at..(at += tensor.Count)])];
    }

    public static double Norm(params IEnumerable<double>[] values) => Math.Sqrt(values.Sum(each => each.Sum(x => x * x)));

    /// <summary>One step with clipped gradients.</summary>
    public void Step(double[][] gradients, long step, double rate)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i].Step(gradients[i], step, rate, schema.Tensors[i].Decays ? optimizer.WeightDecay : 0);
        }
    }

    /// <summary>One step of one tensor, by settings of its own.</summary>
    public ReferenceTensor this[int index] => tensors[index];
}
