namespace Simd.Nets;

public sealed partial class DataSet
{
    // Of no epoch: those shuffle by the streams from 1 on.
    private const ulong SplitStream = ulong.MaxValue;

    /// <summary>Two views: the samples of which <paramref name="isTest"/> is false, and those of which it is true, in order.</summary>
    /// <param name="isTest">Decides by the sample's position in this set.</param>
    /// <exception cref="ArgumentException">One side would be empty.</exception>
    public (DataSet Train, DataSet Test) Split(Func<int, bool> isTest)
    {
        ArgumentNullException.ThrowIfNull(isTest);
        ILookup<bool, int> sides = Enumerable.Range(0, Count).ToLookup(isTest);
        int test = sides[true].Count();
        if (test == 0 || test == Count)
        {
            throw new ArgumentException(
                $"both sides of a split must hold a sample; isTest was {(test == 0 ? "false" : "true")} for all {Count}.", nameof(isTest));
        }

        return (Select([.. sides[false]]), Select([.. sides[true]]));
    }

    /// <summary>Two views in random order: a share to test with, and the others to train on.</summary>
    /// <param name="test">The share of samples to test with, above 0 and below 1; rounded to whole samples.</param>
    /// <param name="seed">Equal seeds give equal splits.</param>
    /// <param name="stratified">Whether every class is shared out alike, to the sample; it takes labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or a side would be empty.</exception>
    /// <exception cref="InvalidOperationException">A stratified split was asked for of samples without labels.</exception>
    public (DataSet Train, DataSet Test) Split(double test, ulong seed, bool stratified = false)
    {
        int tests = ShareOf(test, nameof(test));
        RequireTrain(tests, nameof(test));
        var random = new PhiloxStream(seed, SplitStream);
        (int[] train, int[] chosen) = Deal(Order(ref random, stratified), tests, ref random);
        return (Shuffled(train, ref random), Shuffled(chosen, ref random));
    }

    /// <summary>Three views in random order: shares to validate and to test with, and the others to train on.</summary>
    /// <param name="validation">The share of samples to validate with, above 0 and below 1; rounded to whole samples.</param>
    /// <param name="test">The share of samples to test with, above 0 and below 1; rounded to whole samples.</param>
    /// <param name="seed">Equal seeds give equal splits.</param>
    /// <param name="stratified">Whether every class is shared out alike, to one or two samples; it takes labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not between 0 and 1, or a side would be empty.</exception>
    /// <exception cref="InvalidOperationException">A stratified split was asked for of samples without labels.</exception>
    public (DataSet Train, DataSet Validation, DataSet Test) Split(double validation, double test, ulong seed, bool stratified = false)
    {
        int validations = ShareOf(validation, nameof(validation));
        int tests = ShareOf(test, nameof(test));
        RequireTrain((long)validations + tests, nameof(test));
        var random = new PhiloxStream(seed, SplitStream);
        (int[] others, int[] tested) = Deal(Order(ref random, stratified), tests, ref random);
        (int[] train, int[] validated) = Deal(others, validations, ref random);
        return (Shuffled(train, ref random), Shuffled(validated, ref random), Shuffled(tested, ref random));
    }

    /// <summary>
    /// For cross-validation: as many pairs of views, in random order, of which each tests with another part of the samples and trains on
    /// the rest. Parts differ by one sample at most.
    /// </summary>
    /// <param name="folds">2 to <see cref="Count"/>.</param>
    /// <param name="seed">Equal seeds give equal folds.</param>
    /// <param name="stratified">Whether every class is shared out alike, to the sample; it takes labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer samples than folds, or fewer than 2 folds.</exception>
    /// <exception cref="InvalidOperationException">Stratified folds were asked for of samples without labels.</exception>
    public IReadOnlyList<(DataSet Train, DataSet Test)> Folds(int folds, ulong seed, bool stratified = false)
    {
        if (folds < 2 || folds > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), $"folds go from 2 to {Count}, the samples there are; {folds} came.");
        }

        var random = new PhiloxStream(seed, SplitStream);
        int[] dealt = Order(ref random, stratified);
        var pairs = new (DataSet, DataSet)[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            int[] test = [.. dealt.Where((_, position) => position % folds == fold)];
            int[] train = [.. dealt.Where((_, position) => position % folds != fold)];
            pairs[fold] = (Shuffled(train, ref random), Shuffled(test, ref random));
        }

        return pairs;
    }

    // All positions in random order; for a stratified split, then by class.
    private int[] Order(ref PhiloxStream random, bool stratified)
    {
        int[] shuffled = Identity(Count);
        random.Shuffle(shuffled);
        return stratified ? [.. shuffled.OrderBy(LabelOf)] : shuffled;
    }

    // Every so many-th position is chosen, from a random start on: of any stretch (a class, that is) its share, to the sample.
    private static (int[] Others, int[] Chosen) Deal(int[] positions, int chosen, ref PhiloxStream random)
    {
        long start = random.NextInt32(positions.Length);
        ILookup<bool, int> sides = positions.Index().ToLookup(
            at => (((at.Index + 1L) * chosen) + start) / positions.Length > ((at.Index * (long)chosen) + start) / positions.Length,
            at => at.Item);
        return ([.. sides[false]], [.. sides[true]]);
    }

    private DataSet Shuffled(int[] positions, ref PhiloxStream random)
    {
        random.Shuffle(positions);
        return Select(positions);
    }

    private int ShareOf(double share, string parameter)
    {
        double samples = Math.Round(share * Count);
        return share is > 0 and < 1 && samples >= 1
            ? (int)samples
            : throw new ArgumentOutOfRangeException(
                parameter,
                FormattableString.Invariant(
                    $"{parameter} must be a share above 0 and below 1 that makes one sample or more of {Count}; {share} came."));
    }

    private void RequireTrain(long taken, string parameter)
    {
        if (taken >= Count)
        {
            throw new ArgumentOutOfRangeException(
                parameter, $"of {Count} samples {taken} would be taken away, and none left to train on: take smaller shares.");
        }
    }
}
