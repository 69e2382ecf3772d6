using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// A loss or a gradient was NaN or infinite. Parameters, moments and step count are as they were before the step; the gradients are those
/// of the step that failed.
/// </summary>
public sealed class NonFiniteException : ArithmeticException
{
    private NonFiniteException(string message, double? loss, long step, string? tensor)
        : base(message)
    {
        Loss = loss;
        Step = step;
        Tensor = tensor;
    }

    /// <summary>The loss of the step; null if the loss was the caller's own.</summary>
    public double? Loss { get; }

    /// <summary>The number, from 1, that the step would have had.</summary>
    public long Step { get; }

    /// <summary>The first tensor with a parameter or a gradient that is not finite, if there is one.</summary>
    public string? Tensor { get; }

    /// <summary>Names the first tensor that went bad, and what to do.</summary>
    internal static NonFiniteException Diagnose<TNetwork, T>(
        NetworkRuntime<TNetwork, T> runtime, double? loss, long step, double learningRate)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string where = loss is double value ? FormattableString.Invariant($"step {step}: the loss is {value}") : $"step {step}";
        if (FirstBad(runtime.Schema.Tensors, runtime.Parameters) is TensorEntry parameter)
        {
            return new(
                FormattableString.Invariant(
                    $"{where}; {parameter.Name} holds a parameter that is not finite: the last update overflowed, or the weights were set so. ")
                    + FormattableString.Invariant($"Lower the learning rate (now {learningRate}), and start from finite weights."),
                loss,
                step,
                parameter.Name);
        }

        // Without a loss of the network's own, the caller supplied the output gradients: they are the first suspect.
        string suspect = loss is null ? "Look at the output gradients that Backward was given. " : "";
        string remedy = FormattableString.Invariant(
            $"Parameters are as before. {suspect}Lower the learning rate (now {learningRate}), or scale inputs and targets to about ±1.");
        return FirstBad(runtime.Schema.Tensors, runtime.Gradients) is TensorEntry gradient
            ? new($"{where}; the gradient of {gradient.Name} is not finite. {remedy}", loss, step, gradient.Name)
            : new($"{where}, though all parameters and gradients are finite: it overflowed by itself. {remedy}", loss, step, null);
    }

    private static TensorEntry? FirstBad<T>(TensorTable tensors, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (TensorEntry tensor in tensors)
        {
            if (FiniteScan.FirstNonFinite(values.Slice(tensor.Offset, tensor.Length)) >= 0)
            {
                return tensor;
            }
        }

        return null;
    }
}
