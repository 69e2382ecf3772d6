namespace Remedies;

/// <summary>Whether a group shows what it is to show: no sick network learns, and three remedies mend it.</summary>
internal sealed record Verdict(Group Group, IReadOnlyList<Outcome> Sick, IReadOnlyList<Outcome> Remedies)
{
    /// <summary>The most that a sick network may reach; guessing reaches 0.1.</summary>
    public const double SickAtMost = 0.2;

    /// <summary>The least that a mended network reaches.</summary>
    public const double MendedFrom = 0.93;

    /// <summary>How many remedies mend a network at least.</summary>
    public const int MendedAtLeast = 3;

    public bool Holds => Sick.All(outcome => outcome.Accuracy <= SickAtMost) && Mended >= MendedAtLeast;

    private int Mended => Remedies.Count(IsMended);

    public static bool IsMended(Outcome outcome) => outcome.Accuracy >= MendedFrom;

    public override string ToString() =>
        $"{Group.Depth} {Group.Activation} layers: {(Holds ? "as expected" : "NOT as expected")}. "
        + $"Sick: {Sick.Max(outcome => outcome.Accuracy):0.000} at most (the bar: {SickAtMost}). "
        + $"{Mended} of {Remedies.Count} remedies reach {MendedFrom} (the bar: {MendedAtLeast}).";
}
