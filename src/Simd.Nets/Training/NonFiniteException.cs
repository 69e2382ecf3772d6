using System.Numerics;

namespace Simd.Nets;

/// <summary>
/// A loss or a gradient was NaN or infinite. Parameters, moments and step count are as they were before the step; the gradients are those
/// of the step that failed.
/// </summary>
public sealed class NonFiniteException : ArithmeticException
{
    private NonFiniteException(string message, double? loss, long step, TensorEntry? tensor)
        : base(message)
    {
        Loss = loss;
        Step = step;
        Tensor = tensor?.Name;
        Layer = tensor?.Layer;
    }

    /// <summary>The loss of the step; null if the loss was the caller's own.</summary>
    public double? Loss { get; }

    /// <summary>The number, from 1, that the step would have had.</summary>
    public long Step { get; }

    /// <summary>
    /// The tensor that went bad first, if there is one: the first with a parameter that is not finite; else, where the loss was finite, one
    /// of the layer where the backward pass, which starts at the last, met the first gradient that is not; else the first with such a
    /// gradient.
    /// </summary>
    public string? Tensor { get; }

    /// <summary>The layer of <see cref="Tensor"/>: its name up to the last dot.</summary>
    public string? Layer { get; }

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
                parameter);
        }

        // Without a loss of the network's own, the caller supplied the output gradients: they are the first suspect.
        string suspect = loss is null ? "Look at the output gradients that Backward was given. " : "";
        string remedy = FormattableString.Invariant(
            $"Parameters are as before. {suspect}Lower the learning rate (now {learningRate}), or scale inputs and targets to about ±1.");
        TensorEntry? gradient = loss is double finite && double.IsFinite(finite)
            ? FirstBadOfLastLayer(runtime.Schema.Tensors, runtime.Gradients)
            : FirstBad(runtime.Schema.Tensors, runtime.Gradients);
        return gradient is not null
            ? new($"{where}; the gradient of {gradient.Name} is not finite. {remedy}", loss, step, gradient)
            : new($"{where}, though all parameters and gradients are finite: it overflowed by itself. {remedy}", loss, step, null);
    }

    private static TensorEntry? FirstBad<T>(TensorTable tensors, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (TensorEntry tensor in tensors)
        {
            if (IsBad(tensor, values))
            {
                return tensor;
            }
        }

        return null;
    }

    // The backward pass came from the last layer: what it met first lies behind all others.
    private static TensorEntry? FirstBadOfLastLayer<T>(TensorTable tensors, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorEntry? found = null;
        foreach (TensorEntry tensor in tensors)
        {
            if (tensor.Layer != found?.Layer && IsBad(tensor, values))
            {
                found = tensor;
            }
        }

        return found;
    }

    private static bool IsBad<T>(TensorEntry tensor, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            FiniteScan.FirstNonFinite(values.Slice(tensor.Offset, tensor.Length)) >= 0;
}
