using System.Collections.Generic;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Gradients;

/// <summary>One piece of work on a panel of samples; a <see cref="BarrierStep"/>, on what all panels left.</summary>
/// <param name="Layer">For whose sake.</param>
internal abstract record Step(string Layer)
{
    /// <summary>What it reads.</summary>
    public abstract IEnumerable<Place> Reads { get; }

    /// <summary>What it writes.</summary>
    public abstract IEnumerable<Place> Writes { get; }

    /// <summary>
    /// Of what it reads, the rows in whose memory it may leave its result: it has read every element before it writes it.
    /// </summary>
    public virtual IEnumerable<Place> Overwritable => [];

    public abstract TResult Accept<TResult>(IStepVisitor<TResult> visitor);
}

/// <summary>Work that needs every panel to be done with the steps before it.</summary>
internal abstract record BarrierStep(string Layer) : Step(Layer);

/// <summary>One member a step.</summary>
internal interface IStepVisitor<out TResult>
{
    TResult Visit(PackStep step);

    TResult Visit(AffineStep step);

    TResult Visit(MaskStep step);

    TResult Visit(ColumnStatisticsStep step);

    TResult Visit(CombineStatisticsStep step);

    TResult Visit(StoredStatisticsStep step);

    TResult Visit(RowStatisticsStep step);

    TResult Visit(ChainStep step);

    TResult Visit(SoftmaxStep step);

    TResult Visit(AddStep step);

    TResult Visit(ScaleStep step);

    TResult Visit(JoinStep step);

    TResult Visit(FoldStep step);

    TResult Visit(PoolingStep step);

    TResult Visit(FlattenStep step);

    TResult Visit(LossStep step);

    TResult Visit(ParameterGradientStep step);

    TResult Visit(InputGradientStep step);

    TResult Visit(ChainGradientStep step);

    TResult Visit(CombineGradientsStep step);

    TResult Visit(NormalizationGradientStep step);

    TResult Visit(SoftmaxGradientStep step);

    TResult Visit(SliceStep step);

    TResult Visit(PoolingGradientStep step);

    TResult Visit(UnflattenStep step);
}
