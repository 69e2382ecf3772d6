using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>Operations that are done in one pass over memory.</summary>
/// <param name="Add">A sum behind them whose branch they are, if it is done in the same pass.</param>
internal abstract record Node(AddOperation? Add)
{
    /// <summary>The value that goes in.</summary>
    public abstract int Input { get; }

    /// <summary>The operations, in order.</summary>
    public abstract IEnumerable<Operation> Operations { get; }

    /// <summary>The value that comes out.</summary>
    public int Output => Add?.Output ?? Operations.Last().Output;

    /// <summary>The layers, as people call them.</summary>
    public string Layer => string.Join(", ", (Add is null ? Operations : Operations.Append(Add)).Select(operation => operation.Layer));
}

/// <summary>A product, and perhaps a function of it that is cheap enough for its epilogue.</summary>
internal sealed record ProductNode(LinearOperation Linear, PointwiseOperation? Function, AddOperation? Add) : Node(Add)
{
    public override int Input => Linear.Input;

    public override IEnumerable<Operation> Operations => Function is null ? [Linear] : [Linear, Function];
}

/// <summary>
/// A convolution at inference: a normalisation by running statistics is folded into its weights, and a function may come behind the sum.
/// </summary>
internal sealed record FoldedNode(
    ConvolutionOperation Convolution, NormalizeOperation? Normalization, AddOperation? Sum, PointwiseOperation? Function)
    : Node((AddOperation?)null)
{
    public override int Input => Convolution.Input;

    public override IEnumerable<Operation> Operations =>
        new Operation?[] { Convolution, Normalization, Sum, Function }.OfType<Operation>();
}

/// <summary>A normalisation or none, and elementwise operations.</summary>
internal sealed record ChainNode(Chain Chain, AddOperation? Add) : Node(Add)
{
    public override int Input => Chain.Input;

    public override IEnumerable<Operation> Operations =>
        Chain.Normalization is null ? Chain.Stages : Chain.Stages.Prepend<Operation>(Chain.Normalization);
}

/// <summary>An operation that is done by itself.</summary>
internal sealed record SingleNode(Operation Operation) : Node((AddOperation?)null)
{
    public override int Input => Operation.Input;

    public override IEnumerable<Operation> Operations => [Operation];
}

/// <summary>A normalisation or none, and what is done to each normalised element.</summary>
/// <param name="Shape">Of its values.</param>
internal sealed record Chain(NormalizeOperation? Normalization, EquatableArray<ElementwiseOperation> Stages, ValueShape Shape)
{
    public int Width => Shape.Features;

    public ImageShape? Image => Shape.Image;

    /// <summary>What its parameters are counted by.</summary>
    public int Channels => Shape.Channels;

    public int Input => Normalization?.Input ?? Stages[0].Input;

    public int Output => Stages.Count == 0 ? Normalization!.Output : Stages[Stages.Count - 1].Output;

    public IEnumerable<DropoutOperation> Dropouts => Stages.OfType<DropoutOperation>();

    public PReluOperation? Slope => Stages.OfType<PReluOperation>().FirstOrDefault();

    /// <summary>The chain as inference runs it.</summary>
    public Chain WithoutDropout => this with { Stages = new(Stages.Where(stage => stage is not DropoutOperation)) };

    /// <summary>
    /// Whether the stages' derivatives follow from the chain's output: one function of such a kind, and behind it nothing but scaling where
    /// only the sign of its value matters.
    /// </summary>
    public bool DerivesFromOutput =>
        Stages.Count > 0
        && Stages[0] is PointwiseOperation { Function.Derives: var source }
        && (Stages.Count == 1
            ? source != DerivativeSource.Input
            : source == DerivativeSource.SignOfOutput && Stages.Skip(1).All(stage => stage is DropoutOperation { Alpha: false }));

    /// <summary>Whether the stages' derivatives follow from nothing but masks.</summary>
    public bool DerivesFromMasks => Stages.All(stage => stage is DropoutOperation);
}
