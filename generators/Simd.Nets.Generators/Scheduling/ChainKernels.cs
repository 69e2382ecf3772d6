using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Scheduling;

/// <summary>What a chain does to each element, without regard to whose parameters it takes.</summary>
/// <param name="Normalization">What comes first, if it does.</param>
/// <param name="Stages">In order.</param>
/// <param name="Columns">Of a row; 0 where no stage knows of columns, so that rows are one run of elements.</param>
/// <param name="OfBlocks">Whether samples lie side by side: channels then come when it runs.</param>
internal sealed record ChainShape(NormalizationShape? Normalization, EquatableArray<Stage> Stages, int Columns, bool OfBlocks)
{
    public int Pitch => Layout.Pitch(Columns);

    public bool IsFlat => Columns == 0 && !OfBlocks;

    public SlopeStage? Slope => Stages.OfType<SlopeStage>().FirstOrDefault();

    public IReadOnlyList<DropoutStage> Dropouts => [.. Stages.OfType<DropoutStage>()];

    /// <summary>Parameters for what is known of columns and rows, where values are computed.</summary>
    public IEnumerable<Parameter> Known(bool withValues)
    {
        if (Normalization is { } normalization && withValues)
        {
            yield return Parameter.Reference("statistics");
            if (normalization.HasGain)
            {
                yield return Parameter.Reference("gain");
            }

            if (normalization.HasBias)
            {
                yield return Parameter.Reference("bias");
            }
        }

        if (Slope is not null)
        {
            yield return Parameter.Reference("slope");
        }

        for (int i = 0; i < Dropouts.Count; i++)
        {
            yield return Parameter.Reference($"bits{i}");
        }
    }

    /// <summary>Parameters for how much there is.</summary>
    public IEnumerable<Parameter> Extent => IsFlat
        ? [new(ParameterType.Length, "elements")]
        : OfBlocks
            ? [Parameter.Blocks, new(ParameterType.Count, "pixels"), new(ParameterType.Count, "channels")]
            : [Parameter.Rows];

    /// <summary>The parameter for the share of the work: pixels or channels of blocks can be divided.</summary>
    public IEnumerable<Parameter> Share => OfBlocks ? [Parameter.Share] : [];
}

/// <summary><c>u = γ · (x − mean) · rstd + β</c>, the statistics of rows or of columns.</summary>
internal sealed record NormalizationShape(bool OfRows, bool HasGain, bool HasBias);

/// <summary>What a chain does to an element behind its normalisation.</summary>
internal abstract record Stage;

/// <summary><c>φ(v)</c>.</summary>
internal sealed record FunctionStage(PointwiseFunction Function) : Stage;

/// <summary><c>max(0, v) + a · min(0, v)</c>.</summary>
internal sealed record SlopeStage(bool PerColumn) : Stage;

/// <summary><c>scale · v + shift</c> where the bit is set, else a constant.</summary>
/// <param name="BitsPitch">Elements from row to row of its bits.</param>
/// <param name="PerChannel">Whether all pixels of a channel share a bit.</param>
internal sealed record DropoutStage(double Scale, double Shift, double Dropped, int BitsPitch, bool PerChannel) : Stage;

/// <summary>A chain in one pass over its rows.</summary>
internal sealed record ChainKernel(string Name, string Formula, ChainShape Shape, bool HasSkip, double Scale) : Kernel(Name, Formula)
{
    public override IEnumerable<Parameter> Parameters =>
    [
        Parameter.Reference("x"),
        .. Shape.Extent,
        .. Shape.Known(withValues: true),
        .. HasSkip ? [Parameter.Reference("skip")] : System.Array.Empty<Parameter>(),
        Parameter.Reference("y"),
        .. Shape.Share,
    ];

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A chain's adjoint in one pass over its rows, and the sums that the gradients of its parameters are.</summary>
/// <param name="FromX">Whether the chain's values are computed again from its input.</param>
/// <param name="FromH">Whether derivatives follow from its output.</param>
internal sealed record ChainGradientKernel(string Name, string Formula, ChainShape Shape, bool FromX, bool FromH) : Kernel(Name, Formula)
{
    public bool HasSkip { get; init; }

    public bool HasResultRows { get; init; }

    /// <summary>Whether Σ du is wanted.</summary>
    public bool HasBiasSum { get; init; }

    /// <summary>Whether Σ du·x̂ is wanted.</summary>
    public bool HasGainSum { get; init; }

    /// <summary>Whether it sums over rows, and so goes column by column.</summary>
    public bool HasSums => HasBiasSum || HasGainSum || Shape.Slope is not null;

    public override IEnumerable<Parameter> Parameters
    {
        get
        {
            if (FromX)
            {
                yield return Parameter.Reference("x");
            }

            if (FromH)
            {
                yield return Parameter.Reference("h");
            }

            yield return Parameter.Reference("dy");
            foreach (Parameter extent in Shape.Extent)
            {
                yield return extent;
            }

            foreach (Parameter known in Shape.Known(FromX))
            {
                yield return known;
            }

            if (HasSkip)
            {
                yield return Parameter.Reference("skip");
            }

            if (HasResultRows)
            {
                yield return Parameter.Reference("dx");
            }

            if (HasGainSum)
            {
                yield return Parameter.Reference("dGain");
            }

            if (HasBiasSum)
            {
                yield return Parameter.Reference("dBias");
            }

            if (!Shape.OfBlocks && (HasGainSum || HasBiasSum))
            {
                yield return Parameter.Accumulate;
            }

            if (Shape.Slope is not null)
            {
                yield return Parameter.Reference("dSlope");
                yield return new Parameter(ParameterType.Flag, "accumulateSlope");
            }

            foreach (Parameter share in Shape.Share)
            {
                yield return share;
            }
        }
    }

    public override TResult Accept<TResult>(IKernelVisitor<TResult> visitor) => visitor.Visit(this);
}
