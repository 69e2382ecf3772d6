namespace Simd.Nets;

/// <summary>What a clip remembers of earlier steps; the trainer keeps it.</summary>
/// <param name="Steps">Norms met.</param>
/// <param name="Mean">Their running mean.</param>
/// <param name="Variance">Their running variance.</param>
internal readonly record struct ClipState(long Steps, double Mean, double Variance);
