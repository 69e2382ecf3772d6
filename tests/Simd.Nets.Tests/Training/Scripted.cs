namespace Simd.Nets.Tests.Training;

/// <summary>A metric that says what it was told to say, one value an evaluation.</summary>
internal sealed class Scripted(bool largerIsBetter, params double[] values) : Metric("scripted", TargetKind.Values)
{
    private int evaluation = -1;

    public override double Value => values[evaluation];

    public override bool LargerIsBetter => largerIsBetter;

    public override void Reset() => evaluation++;

    protected override void AddSample<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, double weight) { }
}
