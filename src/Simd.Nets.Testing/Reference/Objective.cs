namespace Simd.Nets.Testing;

/// <summary>The number whose gradient is taken: a function of a batch of outputs.</summary>
internal abstract class Objective
{
    private protected Objective() { }

    /// <summary>A loss of classes: the mean over the batch, by weight.</summary>
    /// <param name="loss"><c>SoftmaxCrossEntropy</c>, with options.</param>
    /// <param name="labels">One class a sample, from 0.</param>
    /// <param name="weights">What each sample counts; empty if all count alike.</param>
    /// <exception cref="ArgumentException">The weights are not one a sample.</exception>
    public static Objective OfLabels(SoftmaxCrossEntropyLayer loss, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new MeanLoss(new CrossEntropy(loss, labels.ToArray()), labels.Length, weights.ToArray());
    }

    /// <summary>A loss of values: the mean over batch, by weight, and outputs.</summary>
    /// <param name="loss">Any but <c>SoftmaxCrossEntropy</c>, with options.</param>
    /// <param name="values">batch × outputs, dense rows.</param>
    /// <param name="columns">Outputs a sample.</param>
    /// <param name="weights">What each sample counts; empty if all count alike.</param>
    /// <exception cref="ArgumentException">The loss takes labels, or the weights are not one a sample.</exception>
    public static Objective OfValues(LossLayer loss, ReadOnlySpan<double> values, int columns, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new MeanLoss(loss.Accept(new ValueLosses(values.ToArray(), columns)), values.Length / columns, weights.ToArray());
    }

    /// <summary>
    /// <c>Σ y · dy</c>: its gradient in the outputs is <paramref name="outputGradients"/>, so this stands for any loss of the caller's own.
    /// </summary>
    /// <param name="outputGradients">batch × outputs, dense rows.</param>
    public static Objective WithOutputGradients(params double[] outputGradients) => new LinearObjective(outputGradients);

    /// <summary>What the losses of all samples weigh together: the divisor of their mean.</summary>
    public abstract double Weight { get; }

    /// <summary>The value for a batch of outputs.</summary>
    /// <param name="outputs">batch × outputs, dense rows.</param>
    /// <exception cref="ArgumentException">There are more or fewer samples than targets.</exception>
    public abstract double Value(ReadOnlySpan<double> outputs);

    /// <summary>The value's gradient in the outputs, batch × outputs, in closed form.</summary>
    /// <param name="outputs">batch × outputs, dense rows.</param>
    /// <exception cref="ArgumentException">There are more or fewer samples than targets.</exception>
    public abstract double[] Gradient(ReadOnlySpan<double> outputs);

    /// <summary>Tells of the outputs at which the objective's own derivative jumps.</summary>
    internal virtual void MeetKinks(ReadOnlySpan<double> outputs, KinkTrace kinks) { }

    private sealed class LinearObjective(double[] outputGradients) : Objective
    {
        public override double Weight => 1;

        public override double Value(ReadOnlySpan<double> outputs)
        {
            RequireLength(outputs);
            double sum = 0;
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += outputs[i] * outputGradients[i];
            }

            return sum;
        }

        public override double[] Gradient(ReadOnlySpan<double> outputs)
        {
            RequireLength(outputs);
            return [.. outputGradients];
        }

        private void RequireLength(ReadOnlySpan<double> outputs)
        {
            if (outputs.Length != outputGradients.Length)
            {
                throw new ArgumentException(
                    $"{outputGradients.Length} output gradients take as many outputs; {outputs.Length} came.", nameof(outputs));
            }
        }
    }
}
