using System;
using System.Linq;
using Simd.Nets.Generators.Graph;

namespace Simd.Nets.Generators.Diagnostics.Checks;

/// <summary>Ways around a body that changes the shape.</summary>
internal static class Projections
{
    /// <summary>What to write, where a residual block adds two shapes.</summary>
    /// <param name="x">The block's input.</param>
    /// <param name="body">What its body yields.</param>
    /// <param name="around">What comes around it.</param>
    public static string Remedy(ValueShape x, ValueShape body, ValueShape around)
    {
        string? projection = (x.Image, body.Image) switch
        {
            (_, null) => FormattableString.Invariant($"Dense({body.Features}, bias: false)"),
            ({ } before, { } behind) => Convolution(before, behind),
            _ => null,
        };
        string change = $"let its body end with {Sizes.Text(around)}";
        return projection is null
            ? $"{change} (with Padding.Same and a stride of 1, windows keep rows and columns)"
            : $"write projection: [{projection}], or {change}";
    }

    /// <summary>The convolution of single pixels that brings an image to a shape; null if no stride does.</summary>
    private static string? Convolution(ImageShape x, ImageShape shape)
    {
        int stride = Enumerable.Range(1, Math.Max(x.Height, x.Width))
            .FirstOrDefault(stride => Positions(x.Height, stride) == shape.Height && Positions(x.Width, stride) == shape.Width);
        string layer = x is { Height: 1, Width: > 1 } ? "Conv1D" : "Conv2D";
        return stride switch
        {
            0 => null,
            1 => FormattableString.Invariant($"{layer}({shape.Channels}, 1, bias: false)"),
            _ => FormattableString.Invariant($"{layer}({shape.Channels}, 1, stride: {stride}, bias: false)"),
        };
    }

    private static int Positions(int size, int stride) => ((size - 1) / stride) + 1;
}
