using Xunit;

namespace Simd.Nets.Tests.Training;

public class ProbabilityTargetTests
{
    private readonly Trainer<ProbabilityRegression> trainer = new(ProbabilityRegression.Create(1), new Descent(.1));

    [Theory]
    [InlineData(1.5f, "1.5")]
    [InlineData(-1f, "-1")]
    public void Targets_that_are_no_probabilities_are_refused_before_the_first_step_by_sample(float bad, string written)
    {
        var targets = new float[3 * 200];
        targets[(3 * 170) + 2] = bad;
        DataSet data = DataSet.FromArrays(new float[4 * 200], 4, targets, 3);
        DataSet good = data.Take(170);
        Refuses("train", () => trainer.Fit(data), written);
        Refuses("validation", () => trainer.Fit(good, validation: data), written);
        Refuses("data", () => trainer.Evaluate(data), written);
        Assert.Equal(0, trainer.Steps);
        trainer.Fit(good, validation: good).Complete();
    }

    private static void Refuses(string parameter, Action act, string written)
    {
        var error = Assert.Throws<ArgumentException>(parameter, act);
        Assert.Contains($"targets lie in [0, 1]; sample 170 of the data set has the target {written} in column 2.", error.Message);
    }
}
