namespace Simd.Nets;

/// <summary>One layer of a <see cref="MonitorReading"/>: what has parameters, or is an activation. Numbers that a layer does not have, or
/// that nothing told, are NaN.</summary>
/// <param name="Layer">Its name among the network's tensors: <c>2.body.1</c>.</param>
public readonly record struct LayerReading(string Layer)
{
    /// <summary>The norm of the gradients of its parameters before the clip; 0 where all are frozen.</summary>
    public double GradientNorm { get; init; } = double.NaN;

    /// <summary>The norm of its parameters before the step.</summary>
    public double WeightNorm { get; init; } = double.NaN;

    /// <summary>The norm of what the step changed of its parameters over that of the parameters: 1e-3 is usual.</summary>
    public double UpdateRatio { get; init; } = double.NaN;

    /// <summary>
    /// Of a rectifier's values (ReLU, GELU, SiLU, Mish, hard swish, softplus), the share on the flat side: near zero, with a slope below a
    /// twentieth of the largest. Half is usual; above 0.9 the layer is dying.
    /// </summary>
    public double DeadShare { get; init; } = double.NaN;

    /// <summary>The share of a rectifier's units (features, or channels of images) that are on the flat side for every sample looked at,
    /// and so learn nothing from them.</summary>
    public double DeadUnitShare { get; init; } = double.NaN;

    /// <summary>Of the values of a bounded activation (sigmoid, tanh and their hard kin; ELU and SELU on the negative side), the share
    /// where its slope is below a twentieth of the largest.</summary>
    public double SaturatedShare { get; init; } = double.NaN;
}
