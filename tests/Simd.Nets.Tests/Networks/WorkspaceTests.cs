using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests;

public class WorkspaceTests
{
    [Fact]
    public void Sizes_are_those_of_a_panel_or_of_the_whole_batch()
    {
        NetworkSchema schema = Schema(perSample: 10);
        Assert.Equal((30, 640), (schema.InferenceWorkspace(3), schema.InferenceWorkspace(1000)));
        Assert.Equal((37, 647), (schema.DifferentiationWorkspace(3), schema.DifferentiationWorkspace(1000)));
        Assert.Equal(10_012, schema.TrainingWorkspace(1000));
        Assert.Equal(640 + (64 * Linear.Outputs), schema.ClassificationWorkspace(1000));
    }

    [Fact]
    public void A_batch_that_no_array_can_hold_is_refused_with_what_it_needs_and_what_there_is()
    {
        NetworkSchema schema = Schema(perSample: 1 << 28);
        Refuses(() => schema.InferenceWorkspace(100), 64L << 28);
        Refuses(() => schema.DifferentiationWorkspace(100), (64L << 28) + 7);
        Refuses(() => schema.TrainingWorkspace(100), (100L << 28) + 12);
        Refuses(() => schema.ClassificationWorkspace(100), (64L << 28) + (64 * Linear.Outputs));
        Assert.Equal(7 << 28, schema.InferenceWorkspace(7));
    }

    [Fact]
    public void A_size_whose_low_bits_look_small_is_refused_as_well() => Refuses(() => Schema(perSample: 1 << 26).TrainingWorkspace(64), (64L << 26) + 12);

    private static void Refuses(Action act, long needed)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("batch", act);
        Assert.Contains($"needs {needed} elements of workspace; an array holds at most {Array.MaxLength - 64}", error.Message);
        Assert.Contains("use a smaller batch", error.Message);
    }

    private static NetworkSchema Schema(int perSample)
    {
        NetworkSchema linear = Linear.Schema("Large", TargetKind.Labels);
        return new()
        {
            Name = linear.Name,
            InputSize = linear.InputSize,
            OutputSize = linear.OutputSize,
            Targets = linear.Targets,
            Tensors = linear.Tensors,
            ParameterLength = linear.ParameterLength,
            StateLength = 0,
            PanelRows = 64,
            Inference = new() { PerSample = perSample },
            Training = new() { PerSample = perSample, PerPass = 7, PerPassForInputs = 5 },
            ForwardFlops = 0,
            TrainingFlops = 0,
            Summary = "",
        };
    }
}
