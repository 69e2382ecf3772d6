namespace Simd.Nets.Gradients.Tests;

/// <summary>The members that the generator writes on a network's class.</summary>
public class GeneratedMembersTests
{
    private readonly SurfaceFloat32 single = new(seed: 3);
    private readonly SurfaceFloat64 twice = new(seed: 3);

    [Fact]
    public void A_clone_has_equal_parameters_of_its_own()
    {
        SurfaceFloat32 copy = single.Clone();
        float[] before = single.Parameters.ToArray();
        Assert.Equal(before, copy.Parameters.ToArray());
        NetworkTensor<float> weight = copy.Tensors["0.weight"];
        weight[0, 0] += 1;
        Assert.Equal(before, single.Parameters.ToArray());
        Assert.NotEqual(before, copy.Parameters.ToArray());

        single.CopyFrom(copy);
        Assert.Equal(copy.Parameters.ToArray(), single.Parameters.ToArray());
        single.Parameters.Clear();
        Assert.Equal(before[1], copy.Parameters[1]);
        Assert.Throws<ArgumentNullException>("source", () => single.CopyFrom(null!));
    }

    [Fact]
    public void Equal_seeds_give_equal_networks_and_other_seeds_others()
    {
        Assert.Equal(single.Parameters.ToArray(), new SurfaceFloat32(3).Parameters.ToArray());
        Assert.NotEqual(single.Parameters.ToArray(), new SurfaceFloat32(4).Parameters.ToArray());
    }

    [Fact]
    public void Both_precisions_predict_the_same_within_a_float()
    {
        var singles = new float[3];
        var doubles = new double[3];
        single.Predict([1, -1, .5f, 2, 0], singles);
        twice.Predict([1, -1, .5, 2, 0], doubles);
        Assert.All(singles.Zip(doubles), pair => Assert.Equal(pair.Second, pair.First, 1e-5));

        var classes = new int[1];
        twice.Classify([1, -1, .5, 2, 0], classes);
        Assert.Equal(Array.IndexOf(doubles, doubles.Max()), classes[0]);
        twice.PredictProbabilities([1, -1, .5, 2, 0], doubles);
        Assert.Equal(1, doubles.Sum(), 1e-14);
    }

    [Fact]
    public void The_summary_holds_every_layer_and_the_count_of_parameters()
    {
        string[] rows = SurfaceFloat32.Summary().Split('\n');
        string[] layers = ["input", "dense", "relu", "dense", "softmax cross-entropy"];
        Assert.All(layers, (layer, index) => Assert.Contains(layer, rows[index + 1]));
        Assert.Contains("SurfaceFloat32 (float): 66 parameters", rows[^1]);
        Assert.Equal(66, SurfaceFloat32.Schema.ParameterCount);
    }

    [Fact]
    public void Tensors_are_read_as_they_were_written()
    {
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], single.Tensors.Select(tensor => tensor.Name));
        NetworkTensor<float> weight = single.Tensors["0.weight"];
        Assert.Equal([7, 5], weight.Shape.ToArray());
        float[] values = [.. Enumerable.Range(0, 35).Select(value => value / 8f)];
        weight.CopyFrom(values);
        Assert.Equal(values, weight.ToArray());
        Assert.Equal(values[(6 * 5) + 4], weight[6, 4]);
        weight[6, 4] = -1;
        Assert.Equal(-1, weight.ToArray()[^1]);
    }

    [Fact]
    public void What_a_tensor_does_not_have_is_refused_with_what_it_has()
    {
        NetworkTensor<float> weight = single.Tensors["0.weight"];
        Refuses<ArgumentOutOfRangeException>(() => weight[0, 5] = 1, "0.weight: axis 1 goes from 0 to 4; 5 came");
        Refuses<ArgumentOutOfRangeException>(() => weight[-1, 0] = 1, "0.weight: axis 0 goes from 0 to 6; -1 came");
        Refuses<ArgumentException>(() => weight[3] = 1, "0.weight has 2 axes; 1 indices came");
        Refuses<ArgumentException>(() => weight.CopyFrom(new float[34]), "[7, 5], so 35 elements; source holds 34");
        Refuses<ArgumentException>(() => weight.CopyTo(new float[36]), "[7, 5], so 35 elements; destination holds 36");
        Refuses<ArgumentException>(() => weight.CopyGradientTo(new float[36]), "destination holds 36");
        Refuses<KeyNotFoundException>(() => _ = single.Tensors["weight"], "'weight'", "0.weight, 0.bias, 2.weight, 2.bias");
    }

    [Fact]
    public void A_backward_pass_serves_its_own_forward_pass_once()
    {
        Refuses<InvalidOperationException>(() => single.Backward(new float[5], new float[3]), "SurfaceFloat32.Backward needs a call of Forward");
        single.Forward(new float[10], new float[6]);
        Refuses<ArgumentException>(() => single.Backward(new float[5], new float[3]), "2 × 5 = 10", "holds 5");
        single.Backward(new float[10], new float[6], new float[10]);
        Refuses<InvalidOperationException>(() => single.Backward(new float[10], new float[6]), "each Forward serves one Backward");
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused_with_expected_and_actual()
    {
        Refuses<ArgumentException>(() => single.Predict([], []), "positive multiple of 5", "holds 0");
        Refuses<ArgumentException>(() => single.Predict(new float[7], new float[3]), "positive multiple of 5", "holds 7");
        Refuses<ArgumentException>(() => single.Predict(new float[10], new float[3]), "outputs must hold 2 × 3 = 6", "holds 3");
        Refuses<ArgumentException>(() => single.PredictProbabilities(new float[5], new float[4]), "probabilities must hold 1 × 3 = 3");
        Refuses<ArgumentException>(() => single.Classify(new float[10], new int[1]), "classes must hold 2 × 1 = 2", "holds 1");
        Refuses<ArgumentException>(() => single.Forward(new float[5], new float[2]), "outputs must hold 1 × 3 = 3", "holds 2");
        Refuses<InvalidOperationException>(
            () => new SurfaceRegression().PredictProbabilities(new float[5], new float[2]), "SurfaceRegression", "Call Predict");
    }

    [Fact]
    public void A_step_on_a_bad_batch_is_refused_and_counts_for_nothing()
    {
        var trainer = new Trainer<SurfaceFloat32>(single, new Adam());
        Refuses<ArgumentException>(() => trainer.Step([], Array.Empty<int>()), "holds 0");
        Refuses<ArgumentException>(() => trainer.Step(new float[6], [0]), "positive multiple of 5", "holds 6");
        Refuses<ArgumentException>(() => trainer.Step(new float[10], [0]), "2 × 1 = 2", "holds 1");
        Refuses<ArgumentException>(() => trainer.Step(new float[10], [0, 3]), "labels[1] is 3", "0 to 2");
        Refuses<ArgumentException>(() => trainer.Step(new float[10], [-1, 0]), "labels[0] is -1", "0 to 2");
        Refuses<ArgumentException>(() => trainer.Step([0, 0, float.NaN, 0, 0], [0]), "inputs[2]", "NaN");
        Assert.Equal(0, trainer.Steps);
    }

    private void Refuses<TException>(Action act, params string[] parts)
        where TException : Exception
    {
        float[] before = single.Parameters.ToArray();
        var error = Assert.Throws<TException>(act);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
        Assert.Equal(before, single.Parameters.ToArray());
    }
}
