namespace Simd.Nets.Generators.Graph;

/// <summary>One row an activation.</summary>
internal sealed class ActivationTable : IActivationVisitor<PointwiseFunction>
{
    private static readonly ActivationTable Table = new();

    /// <summary>The function of a layer.</summary>
    public static PointwiseFunction Of(ActivationLayer layer) => layer.Accept(Table);

    public PointwiseFunction Visit(ReluLayer layer) => PointwiseFunction.Relu;

    public PointwiseFunction Visit(LeakyReluLayer layer) => new("LeakyRelu", "leakyrelu({0})", DerivativeSource.SignOfOutput, layer.Slope);

    public PointwiseFunction Visit(EluLayer layer) => new("Elu", "elu({0})", DerivativeSource.Output, layer.Alpha);

    public PointwiseFunction Visit(SeluLayer layer) => new("Selu", "selu({0})", DerivativeSource.Output);

    public PointwiseFunction Visit(GeluLayer layer) => new("Gelu", "gelu({0})", DerivativeSource.Input);

    public PointwiseFunction Visit(SiluLayer layer) => new("Silu", "silu({0})", DerivativeSource.Input);

    public PointwiseFunction Visit(MishLayer layer) => new("Mish", "mish({0})", DerivativeSource.Input);

    public PointwiseFunction Visit(SoftplusLayer layer) => new("Softplus", "softplus({0})", DerivativeSource.Output);

    public PointwiseFunction Visit(SigmoidLayer layer) => PointwiseFunction.Sigmoid;

    public PointwiseFunction Visit(TanhLayer layer) => PointwiseFunction.Tanh;

    public PointwiseFunction Visit(HardSigmoidLayer layer) => new("HardSigmoid", "hardsigmoid({0})", DerivativeSource.Output);

    public PointwiseFunction Visit(HardTanhLayer layer) => new("HardTanh", "hardtanh({0})", DerivativeSource.Output);

    public PointwiseFunction Visit(HardSwishLayer layer) => new("HardSwish", "hardswish({0})", DerivativeSource.Input);
}
