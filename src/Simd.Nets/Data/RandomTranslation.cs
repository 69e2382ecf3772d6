namespace Simd.Nets;

/// <summary>An image moved by whole pixels: a shift, and what padding and a crop at a random place come to.</summary>
internal sealed class RandomTranslation : Augmentation
{
    private readonly int vertical;
    private readonly int horizontal;
    private readonly Border border;

    public RandomTranslation(int vertical, string verticalName, int horizontal, string horizontalName, Border border)
    {
        this.vertical = vertical >= 0 ? vertical : throw BelowZero(verticalName, vertical);
        this.horizontal = horizontal >= 0 ? horizontal : throw BelowZero(horizontalName, horizontal);
        this.border = Enum.IsDefined(border)
            ? border
            : throw new ArgumentOutOfRangeException(nameof(border), $"a border is Zeros or Nearest; {border} came.");
    }

    public override string ToString() =>
        $"moved by up to {vertical} rows and {horizontal} columns, {(border == Border.Zeros ? "zeros" : "the nearest pixels")} outside";

    internal override void RequireFit(ImageShape shape, string parameter)
    {
        if (vertical >= shape.Height || horizontal >= shape.Width)
        {
            throw new ArgumentException(
                $"images of {shape} move by fewer than {shape.Height} rows and {shape.Width} columns, so that something is left of them; "
                + $"this augmentation moves them by up to {vertical} and {horizontal}.",
                parameter);
        }
    }

    internal override void Apply<T>(Span<T> image, ImageShape shape, ref PhiloxStream random)
    {
        int down = random.NextInt32((2 * vertical) + 1) - vertical;
        int right = (random.NextInt32((2 * horizontal) + 1) - horizontal) * shape.Channels;
        int rowSize = shape.Width * shape.Channels;

        // In place: no row is overwritten before the last row that comes from it.
        for (int i = 0; i < shape.Height; i++)
        {
            int row = down > 0 ? shape.Height - 1 - i : i;
            int from = row - down;
            Span<T> target = image.Slice(row * rowSize, rowSize);
            if (border == Border.Zeros && (from < 0 || from >= shape.Height))
            {
                target.Clear();
                continue;
            }

            Move(image.Slice(Math.Clamp(from, 0, shape.Height - 1) * rowSize, rowSize), target, right, shape.Channels);
        }
    }

    private void Move<T>(ReadOnlySpan<T> row, Span<T> target, int right, int pixel)
        where T : unmanaged
    {
        int kept = row.Length - Math.Abs(right);
        row.Slice(Math.Max(0, -right), kept).CopyTo(target[Math.Max(0, right)..]);
        Span<T> empty = right > 0 ? target[..right] : target[kept..];
        if (border == Border.Zeros)
        {
            empty.Clear();
            return;
        }

        ReadOnlySpan<T> nearest = right > 0 ? target.Slice(right, pixel) : target.Slice(kept - pixel, pixel);
        for (int at = 0; at < empty.Length; at += pixel)
        {
            nearest.CopyTo(empty[at..]);
        }
    }

    private static ArgumentOutOfRangeException BelowZero(string parameter, int value) =>
        new(parameter, $"{parameter} must be 0 or more pixels; {value} came.");
}
