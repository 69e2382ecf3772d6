namespace Simd.Nets.Generators.Gradients;

/// <summary>The forward and the backward pass, made together: what one leaves in a buffer is what the other reads.</summary>
/// <param name="Buffers">The width of every buffer's rows.</param>
/// <param name="Output">Where the forward pass leaves the outputs.</param>
/// <param name="OutputGradient">Where the backward pass expects their gradient: the same buffer, unless the outputs are still needed.</param>
/// <param name="Forward">In order.</param>
/// <param name="Backward">To the gradients of all parameters, in order.</param>
/// <param name="BackwardToInputs">What remains to be done behind it for the gradient of the inputs.</param>
/// <param name="InputGradient">Where that leaves it.</param>
internal sealed record TrainingPlan(
    EquatableArray<int> Buffers,
    Place Output,
    Place OutputGradient,
    EquatableArray<Step> Forward,
    EquatableArray<Step> Backward,
    EquatableArray<Step> BackwardToInputs,
    Place InputGradient);
