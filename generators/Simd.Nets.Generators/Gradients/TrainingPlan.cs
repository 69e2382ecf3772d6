namespace Simd.Nets.Generators.Gradients;

/// <summary>Inference: every place serves it alone.</summary>
/// <param name="Places">What each place needs.</param>
/// <param name="Preparation">Once a pass.</param>
/// <param name="Steps">In order.</param>
/// <param name="Outputs">Where they leave the outputs.</param>
internal sealed record InferencePlan(
    EquatableArray<PlaceShape> Places, EquatableArray<Step> Preparation, EquatableArray<Step> Steps, Place Outputs);

/// <summary>The forward and the backward pass of training, made together: what one leaves in a place is what the other reads.</summary>
/// <param name="Places">What each place needs.</param>
/// <param name="Preparation">Once a pass.</param>
/// <param name="Forward">In order.</param>
/// <param name="Loss">Between the two; its outputs are where forward leaves them, its gradient where backward finds it.</param>
/// <param name="Backward">To the gradients of all parameters, in order.</param>
/// <param name="BackwardToInputs">What remains to be done behind it for the gradient of the inputs.</param>
/// <param name="InputGradient">Where that leaves it.</param>
internal sealed record TrainingPlan(
    EquatableArray<PlaceShape> Places,
    EquatableArray<Step> Preparation,
    EquatableArray<Step> Forward,
    LossStep Loss,
    EquatableArray<Step> Backward,
    EquatableArray<Step> BackwardToInputs,
    Place InputGradient)
{
    /// <summary>Where the forward pass has arguments and values of activations; it may write other things there before its end.</summary>
    public EquatableArray<ActivationPlace> Activations { get; init; }
}
