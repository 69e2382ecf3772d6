namespace Simd.Nets.Generators.Graph;

/// <summary>One row a loss.</summary>
internal sealed class LossTable : ILossVisitor<LossFunction>
{
    private static readonly LossTable Table = new();

    /// <summary>The function of a layer.</summary>
    public static LossFunction Of(LossLayer layer) => layer.Accept(Table);

    public LossFunction Visit(SoftmaxCrossEntropyLayer layer) => new(
        "SoftmaxCrossEntropy",
        "softmax cross-entropy",
        true,
        "Σ (log Σe^z − z[label]);  dz = scale · (softmax z − onehot label)")
    {
        Parameter = layer.LabelSmoothing == 0 && layer.ClassWeights is null ? null : layer.LabelSmoothing,
        ClassWeights = layer.ClassWeights,
    };

    public LossFunction Visit(BinaryCrossEntropyLayer layer) => new(
        "BinaryCrossEntropy",
        "binary cross-entropy",
        false,
        "Σ (−t log σ(z) − (1 − t) log(1 − σ(z))) / outputs;  dz = scale · (σ(z) − t) / outputs")
    {
        Parameter = layer.PositiveWeight,
        TakesProbabilities = true,
    };

    public LossFunction Visit(MeanSquaredErrorLayer layer) => new(
        "MeanSquaredError", "mean squared error", false, "Σ (y − t)² / outputs;  dy = scale · 2 (y − t) / outputs");

    public LossFunction Visit(MeanAbsoluteErrorLayer layer) => new(
        "MeanAbsoluteError", "mean absolute error", false, "Σ |y − t| / outputs;  dy = scale · sign(y − t) / outputs");

    public LossFunction Visit(HuberLayer layer) => new(
        "Huber", "Huber loss", false, "Σ huber(y − t) / outputs;  dy = scale · clamp(y − t, ±δ) / outputs")
    {
        Parameter = layer.Delta,
    };
}
