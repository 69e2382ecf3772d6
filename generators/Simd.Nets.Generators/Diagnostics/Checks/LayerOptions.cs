using System.Globalization;
using System.Linq;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>A number of a layer, and what it may be.</summary>
/// <param name="Name">As it is written in a declaration.</param>
/// <param name="Value">What it is.</param>
/// <param name="Range">What it may be.</param>
/// <param name="Advice">A number that does, and what it does.</param>
internal sealed record LayerOption(string Name, double Value, NumberRange Range, string Advice);

/// <summary>The numbers of each layer that are no sizes.</summary>
internal sealed class LayerOptions : ILayerVisitor<LayerOption[]>, IActivationVisitor<LayerOption[]>, ILossVisitor<LayerOption[]>
{
    private static readonly LayerOptions Visitor = new();

    /// <summary>Those of a layer.</summary>
    public static LayerOption[] Of(Layer layer) => layer.Accept(Visitor);

    public LayerOption[] Visit(InputLayer layer) => layer.SecondMoment is { } square
        ? [new(nameof(layer.SecondMoment), square, NumberRange.Positive, "1 is that of standardised inputs")]
        : [];

    public LayerOption[] Visit(DenseLayer layer) => [];

    public LayerOption[] Visit(ConvolutionLayer layer) => [];

    public LayerOption[] Visit(PoolingLayer layer) => [Kind(layer.Kind)];

    public LayerOption[] Visit(AdaptivePoolingLayer layer) => [Kind(layer.Kind)];

    public LayerOption[] Visit(FlattenLayer layer) => [];

    public LayerOption[] Visit(ActivationLayer layer) => layer.Accept((IActivationVisitor<LayerOption[]>)this);

    public LayerOption[] Visit(PReluLayer layer) => [new(nameof(layer.Initial), layer.Initial, NumberRange.Finite, "0.25 is usual")];

    public LayerOption[] Visit(SoftmaxLayer layer) => [];

    public LayerOption[] Visit(BatchNormLayer layer) =>
        [Eps(layer.Eps), new(nameof(layer.Momentum), layer.Momentum, NumberRange.Share, "0.1 is usual")];

    public LayerOption[] Visit(LayerNormLayer layer) => [Eps(layer.Eps)];

    public LayerOption[] Visit(RmsNormLayer layer) => [Eps(layer.Eps)];

    public LayerOption[] Visit(StandardizeLayer layer) => [];

    public LayerOption[] Visit(DropoutLayer layer) => [new("rate", layer.Rate, NumberRange.Chance, "0.5 drops half")];

    public LayerOption[] Visit(ResidualLayer layer) => [new("scale", layer.Scale, NumberRange.NotZero, "1 adds the branch as it is")];

    public LayerOption[] Visit(ConcatLayer layer) => [];

    public LayerOption[] Visit(DenseBlockLayer layer) => [];

    public LayerOption[] Visit(LossLayer layer) => layer.Accept((ILossVisitor<LayerOption[]>)this);

    public LayerOption[] Visit(ReluLayer layer) => [];

    public LayerOption[] Visit(LeakyReluLayer layer) => [new(nameof(layer.Slope), layer.Slope, NumberRange.NotNegative, "0.01 is usual")];

    public LayerOption[] Visit(EluLayer layer) => [new(nameof(layer.Alpha), layer.Alpha, NumberRange.Positive, "1 is usual")];

    public LayerOption[] Visit(SeluLayer layer) => [];

    public LayerOption[] Visit(GeluLayer layer) => [];

    public LayerOption[] Visit(SiluLayer layer) => [];

    public LayerOption[] Visit(MishLayer layer) => [];

    public LayerOption[] Visit(SoftplusLayer layer) => [];

    public LayerOption[] Visit(SigmoidLayer layer) => [];

    public LayerOption[] Visit(TanhLayer layer) => [];

    public LayerOption[] Visit(HardSigmoidLayer layer) => [];

    public LayerOption[] Visit(HardTanhLayer layer) => [];

    public LayerOption[] Visit(HardSwishLayer layer) => [];

    public LayerOption[] Visit(SoftmaxCrossEntropyLayer layer) =>
        [new(nameof(layer.LabelSmoothing), layer.LabelSmoothing, NumberRange.BelowOne, "0.1 is usual"), .. Weights(layer.ClassWeights)];

    public LayerOption[] Visit(BinaryCrossEntropyLayer layer) =>
        [new(nameof(layer.PositiveWeight), layer.PositiveWeight, NumberRange.Positive, "1 counts both answers alike")];

    public LayerOption[] Visit(MeanSquaredErrorLayer layer) => [];

    public LayerOption[] Visit(MeanAbsoluteErrorLayer layer) => [];

    public LayerOption[] Visit(HuberLayer layer) => [new(nameof(layer.Delta), layer.Delta, NumberRange.Positive, "1 is usual")];

    private static LayerOption Kind(PoolingKind kind) => new(nameof(Kind), (int)kind, NumberRange.Poolings, "take MaxPool or AveragePool");

    private static LayerOption Eps(double eps) => new("Eps", eps, NumberRange.Positive, "1e-5 is usual");

    /// <summary>Each one, and the largest, since they divide by their sum.</summary>
    private static LayerOption[] Weights(ClassWeights? weights) => weights is not { Count: > 0 }
        ? []
        :
        [
            .. weights.Select((weight, index) => new LayerOption(
                $"{nameof(ClassWeights)}[{index.ToString(CultureInfo.InvariantCulture)}]", weight, NumberRange.NotNegative, "1 is usual")),
            new($"the largest of {nameof(ClassWeights)}", weights.Max(), NumberRange.Positive, "one class or more must count"),
        ];
}
