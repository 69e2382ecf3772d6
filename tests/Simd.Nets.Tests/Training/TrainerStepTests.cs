using System.Globalization;
using Xunit;

namespace Simd.Nets.Tests.Training;

public class TrainerStepTests
{
    private readonly SoftmaxRegression<float> classifier = SoftmaxRegression<float>.Create(1);
    private readonly LinearRegression<double> regression = LinearRegression<double>.Create(1);
    private readonly Descent descent = new(.1);

    [Fact]
    public void A_step_moves_parameters_along_the_gradient_and_returns_the_loss_before_it()
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(classifier, descent);
        classifier.Runtime.Parameters.Clear();
        float loss = trainer.Step([1f, 0, 0, 0], [2]);
        Assert.Equal(Math.Log(3), loss, 1e-6);
        Assert.Equal([-.1f / 3, -.1f / 3, .2f / 3], classifier.Runtime.Tensors["0.bias"].ToArray(), (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal((1, 1), (trainer.Steps, descent.LastStep));
    }

    [Fact]
    public void A_double_network_learns_a_linear_map_to_the_last_digits()
    {
        var trainer = new Trainer<LinearRegression<double>, double>(regression, new Descent(.5));
        double[] inputs = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        double[] targets = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        double loss = 1;
        for (int step = 0; step < 2000; step++)
        {
            loss = trainer.Step(inputs, targets);
        }

        Assert.True(loss < 1e-20, loss.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Update_takes_the_gradients_of_a_loss_of_the_callers_own()
    {
        var trainer = new Trainer<LinearRegression<double>, double>(regression, descent);
        regression.Runtime.Parameters.Clear();
        regression.Runtime.Forward([1, 2, 3, 4], new double[3]);
        regression.Runtime.Backward([1, 2, 3, 4], [1, 0, -1], []);
        trainer.Update();
        Assert.Equal([-.1, 0, .1], regression.Runtime.Tensors["0.bias"].ToArray());
        Assert.Equal(1, trainer.Steps);
    }

    [Fact]
    public void Bad_arguments_are_refused_and_change_nothing()
    {
        var classifying = new Trainer<SoftmaxRegression<float>>(classifier, descent);
        Refuses<ArgumentException>(classifying, t => t.Step(new float[7], [0]), "multiple of 4", "7");
        Refuses<ArgumentException>(classifying, t => t.Step([], Array.Empty<int>()), "holds 0");
        Refuses<ArgumentException>(classifying, t => t.Step(new float[8], [0, 1, 2]), "2 × 1 = 2", "holds 3: pass exactly 1 for each");
        Refuses<ArgumentException>(classifying, t => t.Step(new float[8], [0, 3]), "labels[1] is 3", "0 to 2");
        Refuses<ArgumentException>(classifying, t => t.Step(new float[8], [-1, 0]), "labels[0] is -1");
        Refuses<ArgumentException>(classifying, t => t.Step(new float[4], new float[3]), "int labels");
        Refuses<ArgumentException>(
            classifying,
            t => t.Step([0, 0, 0, 0, 0, float.NaN, 0, 0], [0, 1]),
            "inputs[5] (sample 1, column 1) is NaN: leave that sample out");
        var regressing = new Trainer<LinearRegression<double>, double>(regression, descent);
        Refuses<ArgumentException>(regressing, t => t.Step(new double[4], [0]), "not labels");
        Refuses<ArgumentException>(regressing, t => t.Step(new double[4], [0.0, 1]), "1 × 3 = 3", "holds 2");
        Refuses<ArgumentException>(
            regressing, t => t.Step(new double[4], [0, 1, double.PositiveInfinity]), "targets[2] (sample 0, column 2) is Infinity");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_learning_rate_that_is_not_finite_never_reaches_a_step(double rate)
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(classifier, descent);
        Refuses<ArgumentOutOfRangeException>(trainer, t => t.Optimizer.LearningRate = rate, "LearningRate");
        Assert.Equal(.1, trainer.Optimizer.LearningRate);
    }

    [Fact]
    public void A_loss_that_is_not_finite_names_the_tensor_and_changes_nothing()
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(classifier, descent) { ValidateInputs = false };
        NonFiniteException error = Refuses<NonFiniteException>(
            trainer, t => t.Step([float.NaN, 0, 0, 0], [0]), "step 1", "loss is NaN", "gradient of 0.weight", "learning rate (now 0.1)");
        Assert.Equal(("0.weight", 1L, double.NaN), (error.Tensor, error.Step, error.Loss));

        classifier.Runtime.Tensors["0.bias"].CopyFrom([0, float.PositiveInfinity, 0]);
        Refuses<NonFiniteException>(trainer, t => t.Step(new float[4], [0]), "0.bias holds a parameter that is not finite: the last update overflowed, or", "now 0.1");
    }

    [Fact]
    public void A_gradient_that_overflows_behind_a_finite_loss_changes_nothing()
    {
        var trainer = new Trainer<LinearRegression<float>>(LinearRegression<float>.Create(1), descent);
        trainer.Network.Runtime.Parameters.Clear();
        Refuses<NonFiniteException>(trainer, t => t.Step([1e20f, 0, 0, 0], [1e20f, 0, 0]), "gradient of 0.weight");
        trainer.Network.Runtime.Gradients.Fill(float.NegativeInfinity);
        NonFiniteException error = Refuses<NonFiniteException>(trainer, t => t.Update(), "step 1; the gradient of 0.weight");
        Assert.Null(error.Loss);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var trainer = new Trainer<LinearRegression<double>, double>(regression, descent);
        double[] inputs = [1, 0, 0, 0, 0, 1, 0, 0];
        double[] targets = [1, 2, 3, 4, 5, 6];
        Assert.Equal(0, Allocation.Least(() => trainer.Step(inputs, targets)));
    }

    private TException Refuses<TException>(
        Trainer<SoftmaxRegression<float>> trainer, Action<Trainer<SoftmaxRegression<float>>> act, params string[] parts)
        where TException : Exception =>
            Refuses<TException, Trainer<SoftmaxRegression<float>>, SoftmaxRegression<float>, float>(trainer, act, parts);

    private TException Refuses<TException>(
        Trainer<LinearRegression<float>> trainer, Action<Trainer<LinearRegression<float>>> act, params string[] parts)
        where TException : Exception =>
            Refuses<TException, Trainer<LinearRegression<float>>, LinearRegression<float>, float>(trainer, act, parts);

    private TException Refuses<TException>(
        Trainer<LinearRegression<double>, double> trainer, Action<Trainer<LinearRegression<double>, double>> act, params string[] parts)
        where TException : Exception =>
            Refuses<TException, Trainer<LinearRegression<double>, double>, LinearRegression<double>, double>(trainer, act, parts);

    // Parameters, moments (seen through the optimizer's count) and the step count are as before.
    private TException Refuses<TException, TTrainer, TNetwork, T>(TTrainer trainer, Action<TTrainer> act, string[] parts)
        where TException : Exception
        where TTrainer : Trainer<TNetwork, T>
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] parameters = trainer.Network.Runtime.Parameters.ToArray();
        (long steps, long last, double moments) = (trainer.Steps, descent.LastStep, descent.MomentSum);
        var error = Assert.Throws<TException>(() => act(trainer));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
        Assert.Equal(parameters, trainer.Network.Runtime.Parameters.ToArray());
        Assert.Equal((steps, last, moments), (trainer.Steps, descent.LastStep, descent.MomentSum));
        return error;
    }
}
