using System;
using Simd.Nets.Generators.Flow.Writing;

namespace Simd.Nets.CodeFixes;

/// <summary>A change to the source of a network that may do away with a finding; whether it does is seen when it is tried.</summary>
/// <param name="Key">What remedies of one kind have in common, for fixing all of a project.</param>
/// <param name="Text">What is done, as titles begin.</param>
/// <param name="Write">Does it.</param>
internal sealed record Remedy(string Key, string Text, Action<SourceEdits> Write);
