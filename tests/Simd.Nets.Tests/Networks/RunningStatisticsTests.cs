using Simd.Nets.Tests.Training;
using Xunit;

namespace Simd.Nets.Tests.Networks;

/// <summary>Which training passes' running statistics a step commits.</summary>
public class RunningStatisticsTests
{
    private const int Batch = 2;
    private readonly Trainer<CountingRegression> trainer = new(CountingRegression.Create(1), new Descent(.1));
    private readonly float[] inputs = new float[Batch * Linear.Inputs];
    private readonly float[] outputs = new float[Batch * Linear.Outputs];

    private NetworkRuntime<CountingRegression, float> Runtime => trainer.Network.Runtime;

    // CountingRegression counts the samples it was trained on.
    private float Samples => Runtime.State[0];

    public RunningStatisticsTests() => Runtime.State.Clear();

    [Fact]
    public void Passes_without_their_backward_half_leave_none()
    {
        Runtime.Forward(inputs, outputs);
        Pass();
        trainer.Update();
        Assert.Equal(Batch, Samples);

        Runtime.Forward(inputs, outputs);
        trainer.Step(inputs, outputs);
        Assert.Equal(2 * Batch, Samples);

        Pass();
        Runtime.Forward(inputs, outputs);
        trainer.Update();
        Assert.Equal(3 * Batch, Samples);
    }

    [Fact]
    public void Every_whole_pass_of_an_accumulation_counts_and_no_other()
    {
        Pass();
        Runtime.Forward(inputs, outputs);
        Pass(accumulate: true);
        Assert.Equal(0, Samples);
        trainer.Update();
        Assert.Equal(2 * Batch, Samples);
    }

    [Fact]
    public void A_pass_whose_gradients_are_overwritten_before_their_step_leaves_none()
    {
        Pass();
        trainer.Step(inputs, outputs);
        Assert.Equal(Batch, Samples);
        Runtime.Differentiate(inputs, outputs);
        Runtime.Differentiate(inputs, outputs);
        Runtime.Differentiate(inputs, outputs, accumulate: true);
        Runtime.CommitState();
        Assert.Equal(3 * Batch, Samples);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Statistics_that_are_written_take_the_place_of_those_that_wait(bool whole)
    {
        if (whole)
        {
            Pass();
        }

        Runtime.Forward(inputs, outputs);
        Runtime.StateTensors["0.mean"].CopyFrom([1, 2, 3, 4]);
        Runtime.Backward(inputs, outputs);
        trainer.Update();
        Assert.Equal([1, 2, 3, 4], Runtime.StateTensors["0.mean"].ToArray());

        Runtime.Forward(inputs, outputs);
        NetworkTensor<float> deviation = Runtime.StateTensors["0.deviation"];
        deviation[2] = 7;
        trainer.Step(inputs, outputs);
        Assert.Equal(7, deviation[2]);
    }

    private void Pass(bool accumulate = false)
    {
        Runtime.Forward(inputs, outputs);
        Runtime.Backward(inputs, outputs, accumulate: accumulate);
    }
}
