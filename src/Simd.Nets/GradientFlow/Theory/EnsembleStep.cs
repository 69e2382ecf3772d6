namespace Simd.Nets;

/// <summary>An activation on the way through a chain of layers.</summary>
/// <param name="Function">φ.</param>
/// <param name="Moments">Of what goes in, in wide layers.</param>
/// <param name="IsNormalised">Whether a batch normalisation stands before it.</param>
/// <param name="FromInputs">How much of their square comes from the layer before; the rest is the bias.</param>
/// <param name="Rigidity">How much of it is no chance, given the layer before.</param>
/// <param name="Features">How many numbers a sample has.</param>
internal sealed record EnsembleStep(
    ActivationFunction Function, SignalMoments Moments, bool IsNormalised, double FromInputs, double Rigidity, double Features);

/// <summary>What chance multiplies the factors of wide layers on the squared norm of a batch's gradient by.</summary>
/// <param name="Slopes">By activation.</param>
/// <param name="Normalisations">Of the normalisation before it, if there is one.</param>
internal sealed record EnsembleFactors(double[] Slopes, double[] Normalisations);
