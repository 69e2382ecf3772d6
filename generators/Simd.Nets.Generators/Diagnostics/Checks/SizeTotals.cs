using System;
using System.Collections.Generic;
using System.Globalization;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>What the layers of a network take together, and where that goes beyond <see cref="Limits"/>: one finding a limit.</summary>
internal sealed class SizeTotals(List<Finding> findings)
{
    private long parameters;
    private long workspace;

    /// <summary>Elements of all parameters in memory.</summary>
    public long Parameters => parameters;

    /// <summary>Elements of the rows between layers, at most, for <see cref="Limits.Rows"/> or <see cref="Limits.Images"/>.</summary>
    public long Workspace => workspace;

    /// <summary>Parameters of an element: rows of so many columns.</summary>
    public void AddParameters(string path, long rows, int columns) => AddRows(path, rows, Layout.Pitch(columns));

    /// <summary>A dense layer's weights.</summary>
    public void AddWeights(string path, int inputs, int units) => AddRows(path, inputs, Layout.WeightPitch(units));

    private void AddRows(string path, long rows, int pitch) => Add(
        ref parameters,
        // More rows than an int counts are too many already.
        Math.Min(rows, int.MaxValue) * pitch,
        path,
        "parameters in a network (with padding)",
        Limits.Parameters,
        "make it or an earlier layer smaller");

    /// <summary>
    /// Values of a shape that an element keeps for each sample, at most. Rows give their places to the adjoints of rows; images differ in
    /// size, so each has one for its adjoint too.
    /// </summary>
    public void AddValues(string path, int count, ValueShape shape) => Add(
        ref workspace,
        shape.Image is null ? (long)Limits.Rows * count * Layout.Pitch(shape.Features) : 2L * Limits.Images * count * shape.Features,
        path,
        $"numbers between layers (with padding, for {Limits.Rows} rows or {Limits.Images} images)",
        Limits.Workspace,
        "make it or an earlier layer smaller, or declare fewer layers");

    /// <summary>A number beyond a limit.</summary>
    public static Finding TooLarge(string path, string noun, long limit, long actual, string remedy) =>
        new(LayerRules.TooLarge, path, noun, Text(limit), Text(actual), remedy);

    private void Add(ref long total, long added, string path, string noun, long limit, string remedy)
    {
        long before = total;
        total += added;
        if (before <= limit && total > limit)
        {
            findings.Add(TooLarge(path, noun, limit, total, remedy));
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
