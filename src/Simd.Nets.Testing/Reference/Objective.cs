namespace Simd.Nets.Testing;

/// <summary>The number whose gradient is taken: a function of a batch of outputs.</summary>
public abstract class Objective
{
    private protected Objective() { }

    /// <summary>Mean over the batch of <c>log Σe^z − z[label]</c>.</summary>
    /// <param name="labels">One class a sample, from 0.</param>
    public static Objective CrossEntropy(params int[] labels) => new CrossEntropyObjective(labels);

    /// <summary>Mean over batch and outputs of <c>(y − t)²</c>.</summary>
    /// <param name="targets">batch × outputs, dense rows.</param>
    public static Objective SquaredError(params double[] targets) => new SquaredErrorObjective(targets);

    /// <summary>
    /// <c>Σ y · dy</c>: its gradient in the outputs is <paramref name="outputGradients"/>, so this stands for any loss of the caller's own.
    /// </summary>
    /// <param name="outputGradients">batch × outputs, dense rows.</param>
    public static Objective WithOutputGradients(params double[] outputGradients) => new LinearObjective(outputGradients);

    /// <summary>The value for a batch of outputs.</summary>
    /// <param name="outputs">batch × <paramref name="columns"/>, dense rows.</param>
    /// <param name="columns">Outputs a sample.</param>
    /// <exception cref="ArgumentException">There are more or fewer samples than targets.</exception>
    public double Value(ReadOnlySpan<double> outputs, int columns)
    {
        int expected = Count * ColumnsPerTarget(columns);
        if (outputs.Length != expected)
        {
            throw new ArgumentException(
                $"the objective was made of {Count} targets, so it takes {expected} outputs; {outputs.Length} came.", nameof(outputs));
        }

        return Compute(outputs, columns);
    }

    private protected abstract int Count { get; }

    private protected virtual int ColumnsPerTarget(int columns) => 1;

    private protected abstract double Compute(ReadOnlySpan<double> outputs, int columns);

    private sealed class CrossEntropyObjective(int[] labels) : Objective
    {
        private protected override int Count => labels.Length;

        private protected override int ColumnsPerTarget(int columns) => columns;

        private protected override double Compute(ReadOnlySpan<double> outputs, int columns)
        {
            double sum = 0;
            for (int sample = 0; sample < labels.Length; sample++)
            {
                ReadOnlySpan<double> row = outputs.Slice(sample * columns, columns);
                double largest = double.NegativeInfinity;
                foreach (double z in row)
                {
                    largest = Math.Max(largest, z);
                }

                double exponentials = 0;
                foreach (double z in row)
                {
                    exponentials += Math.Exp(z - largest);
                }

                sum += largest + Math.Log(exponentials) - row[labels[sample]];
            }

            return sum / labels.Length;
        }
    }

    private sealed class SquaredErrorObjective(double[] targets) : Objective
    {
        private protected override int Count => targets.Length;

        private protected override double Compute(ReadOnlySpan<double> outputs, int columns)
        {
            double sum = 0;
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += (outputs[i] - targets[i]) * (outputs[i] - targets[i]);
            }

            return sum / outputs.Length;
        }
    }

    private sealed class LinearObjective(double[] outputGradients) : Objective
    {
        private protected override int Count => outputGradients.Length;

        private protected override double Compute(ReadOnlySpan<double> outputs, int columns)
        {
            double sum = 0;
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += outputs[i] * outputGradients[i];
            }

            return sum;
        }
    }
}
