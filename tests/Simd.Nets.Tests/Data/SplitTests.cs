using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Simd.Nets.Tests.Data;

public class SplitTests
{
    [Fact]
    public void Parts_of_a_split_share_out_all_samples() => Prop.ForAll(
        Cases.ToArbitrary(),
        drawn =>
        {
            (DataSet data, double validation, double test, ulong seed, bool stratified) = drawn;
            (DataSet train, DataSet tested) = data.Split(test, seed, stratified);
            (DataSet three, DataSet validated, DataSet testedToo) = data.Split(validation, test, seed, stratified);
            return IdsOf(train, tested).Order().SequenceEqual(IdsOf(data))
                && IdsOf(three, validated, testedToo).Order().SequenceEqual(IdsOf(data))
                && tested.Count == (int)Math.Round(test * data.Count)
                && (testedToo.Count, validated.Count) == (tested.Count, (int)Math.Round(validation * data.Count))
                && (!stratified || (SharesFit(data, tested, slack: 1) && SharesFit(data, validated, slack: 2)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folds_test_every_sample_once_and_differ_by_one_at_most() => Prop.ForAll(
        Cases.Zip(Gen.Choose(2, 7)).ToArbitrary(),
        drawn =>
        {
            ((DataSet data, _, _, ulong seed, bool stratified), int folds) = drawn;
            IReadOnlyList<(DataSet Train, DataSet Test)> pairs = data.Folds(folds, seed, stratified);
            return IdsOf([.. pairs.Select(pair => pair.Test)]).Order().SequenceEqual(IdsOf(data))
                && pairs.All(pair => IdsOf(pair.Train, pair.Test).Order().SequenceEqual(IdsOf(data)))
                && pairs.Max(pair => pair.Test.Count) - pairs.Min(pair => pair.Test.Count) <= 1
                && (!stratified || Enumerable.Range(0, data.Classes).All(label =>
                    pairs.Max(pair => CountOf(pair.Test, label)) - pairs.Min(pair => CountOf(pair.Test, label)) <= 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_seed_decides_a_split_and_every_sample_is_as_likely_to_be_tested()
    {
        DataSet data = Numbered(Enumerable.Range(0, 20).Select(i => i % 2));
        Assert.Equal(IdsOf(data.Split(.25, 3).Test), IdsOf(data.Split(.25, 3).Test));
        Assert.NotEqual(IdsOf(data.Split(.25, 3).Test), IdsOf(data.Split(.25, 4).Test));
        foreach (bool stratified in new[] { false, true })
        {
            var tested = new int[20];
            for (ulong seed = 0; seed < 2000; seed++)
            {
                foreach (int id in IdsOf(data.Split(.25, seed, stratified).Test))
                {
                    tested[id]++;
                }
            }

            Assert.All(tested, times => Assert.InRange(times, 400, 600)); // 500 ± 5 deviations
        }
    }

    [Fact]
    public void Shares_that_cannot_be_are_refused_by_name()
    {
        DataSet data = Numbered([0, 1, 1, 0]);
        foreach (double share in new[] { 0, 1, -.1, .1, double.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>("test", () => data.Split(share, seed: 1));
        }

        Assert.Throws<ArgumentOutOfRangeException>("validation", () => data.Split(.1, .5, seed: 1));
        DataSetTests.Contains(["of 4 samples 4"], Assert.Throws<ArgumentOutOfRangeException>("test", () => data.Split(.5, .5, seed: 1)));
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => data.Folds(5, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => data.Folds(1, seed: 1));
        Assert.Throws<InvalidOperationException>(() => DataSet.FromArrays(new float[4], 1, new float[4], 1).Split(.5, 1, stratified: true));
    }

    private static Gen<(DataSet Data, double Validation, double Test, ulong Seed, bool Stratified)> Cases =>
        from labels in Gen.Choose(8, 60).SelectMany(count => Gen.Choose(0, 3).ArrayOf(count))
        from validation in Gen.Choose(7, 40)
        from test in Gen.Choose(7, 40)
        from seed in Gen.Choose(0, 1000)
        from stratified in Gen.Elements(true, false)
        select (Numbered(labels), validation / 100.0, test / 100.0, (ulong)seed, stratified);

    // Every sample's input is its number.
    private static DataSet Numbered(IEnumerable<int> labels)
    {
        int[] classes = [.. labels];
        return DataSet.FromArrays([.. Enumerable.Range(0, classes.Length).Select(i => (float)i)], 1, classes);
    }

    private static IEnumerable<int> IdsOf(params DataSet[] parts) =>
        parts.SelectMany(part => DataSetTests.InputsOf(part).Select(value => (int)value));

    private static bool SharesFit(DataSet whole, DataSet part, double slack) => Enumerable.Range(0, whole.Classes).All(label =>
        Math.Abs(CountOf(part, label) - (CountOf(whole, label) * part.Count / (double)whole.Count)) < slack + 1e-9);

    private static int CountOf(DataSet data, int label) => Enumerable.Range(0, data.Count).Count(sample => data.LabelOf(sample) == label);
}
