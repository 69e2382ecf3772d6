using System;
using System.Collections.Generic;
using System.Linq;
using Simd.Nets.Generators.Targets;

namespace Simd.Nets.Generators.Lowering;

/// <summary>A register tile: so many rows by so many vectors of sums that live in registers while the inner loop runs.</summary>
internal readonly record struct Tile(int Rows, int Vectors);

/// <summary>
/// A run of equal column blocks: <paramref name="Count"/> blocks of <paramref name="Vectors"/> vectors, from vector
/// <paramref name="First"/>.
/// </summary>
internal readonly record struct ColumnBlocks(int First, int Count, int Vectors);

/// <summary>
/// Rows taken <paramref name="Rows"/> at a time, and for each of them all columns, in blocks; the inner loop takes so many steps a trip.
/// </summary>
/// <param name="Strands">Sums that a result is made of, each of every so manieth step: tiles of a row have the same, and so the same bits.</param>
internal sealed record RowTiles(int Rows, int Unroll, int Strands, EquatableArray<ColumnBlocks> Columns);

/// <summary>How the loops over a matrix of results are cut: row tiles of falling height until every row is done.</summary>
internal static class TileNest
{
    /// <summary>Of so many vectors, a narrower block at the end does not show.</summary>
    private const int Many = 32;

    /// <summary>Rows that share each load of a weight, at least.</summary>
    private const int LeastRows = 3;

    /// <summary>From this width on results are the same bits.</summary>
    private const int LeastBits = 256;

    /// <summary>Steps of a strand that are worth its addition to the others.</summary>
    private const int LeastSteps = 4;

    /// <summary>Pixels of a tile at most: each takes an address.</summary>
    private const int MostTilePixels = 6;

    /// <summary>Channels of a gradient's tile at most: its sums are stored one by one.</summary>
    private const int MostTileChannels = 8;

    /// <summary>The tile for a matrix of results of this many vectors a row.</summary>
    public static Tile Choose(VectorTarget target, int vectors)
    {
        int most = Math.Min(target.TileVectors, vectors);
        if (vectors >= Many)
        {
            return new(Math.Min(target.Accumulators / most, target.TileRows), most);
        }

        int best = Enumerable.Range(1, most).Reverse().OrderBy(width => vectors % width != 0).First();
        return new(Math.Min(target.Accumulators / best, target.TileRows * (best == 1 ? 2 : 1)), best);
    }

    /// <summary>
    /// The tiles of a product whose number of rows is known only when it runs: the full tile, half of it, and single rows, which take as
    /// many vectors at once as there are accumulators to hide the latency of the sums.
    /// </summary>
    public static RowTiles[] ForRows(VectorTarget target, int vectors, int depth)
    {
        int strands = CommonStrands(target, vectors, depth);
        Tile full = Choose(target, vectors);
        full = full with { Rows = Math.Min(full.Rows, target.Accumulators / (full.Vectors * strands)) };
        int unroll = Math.Max(target.Unroll, strands);
        var tiles = new List<RowTiles> { new(full.Rows, unroll, strands, Blocks(vectors, full.Vectors)) };
        int half = full.Rows / 2;
        if (target.HalfTile && half > 1)
        {
            int width = Math.Min(full.Vectors, target.Accumulators / (half * strands));
            tiles.Add(new(half, strands, strands, Blocks(vectors, width)));
        }

        tiles.Add(new(1, strands, strands, Blocks(vectors, Math.Min(vectors, Math.Min(8, target.Accumulators)))));
        return tiles.ToArray();
    }

    // A single row of few vectors would wait for each of its sums before the next step. At 512 and 256 bits there are as
    // many strands, so that both give the same bits.
    private static int CommonStrands(VectorTarget target, int vectors, int depth) => target.Bits < LeastBits
        ? 1
        : VectorTarget.All.Where(other => other.Bits >= LeastBits).Min(other => Strands(other, vectors * target.Bits / other.Bits, depth));

    private static int Strands(VectorTarget target, int vectors, int depth)
    {
        int most = Math.Min(target.Chains / vectors, Math.Min(target.Accumulators / (LeastRows * vectors), depth / LeastSteps));
        return PowerOfTwo(most);
    }

    /// <summary>Rows that a sum over rows takes side by side, in so many sums: where a row has few vectors, each addition would wait for the
    /// one before it. At 512 bits they are as many as at 256, so that both give the same bits.</summary>
    public static int RowsOfSum(VectorTarget target, int vectors, int sums) =>
        PowerOfTwo(sums / (target.Bits > LeastBits ? vectors * target.Bits / LeastBits : vectors));

    // The largest that is no larger; 1 at least.
    private static int PowerOfTwo(int most)
    {
        int power = 1;
        while (power * 2 <= most)
        {
            power *= 2;
        }

        return power;
    }

    /// <summary>
    /// The tile of a convolution: pixels × channels. The widest target takes as many channels as the layer's tile has; others have half its
    /// registers, and take these channels in the number of rounds in which one has most sums.
    /// </summary>
    public static Tile OfPixels(VectorTarget target, int channels) => Enumerable.Range(1, channels)
        .Select(rounds => (Rounds: rounds, Width: (channels + rounds - 1) / rounds))
        .Where(way => way.Width <= target.Accumulators)
        .Select(way => (way.Rounds, Tile: new Tile(Math.Min(MostTilePixels, Held(target, way.Width)), way.Width)))
        .OrderByDescending(way => (double)way.Tile.Rows * channels / way.Rounds)
        .First().Tile;

    /// <summary>
    /// The tile of a convolution's weight gradient, inputs × channels: of those that the widest target can hold, the one whose tiles cover
    /// all of them in the least time, at 512 and 256 bits together. The last tile of either overlaps the one before it.
    /// </summary>
    public static Tile OfGradient(int inputs, int channels)
    {
        VectorTarget[] targets = [.. VectorTarget.All.Where(target => target.Bits >= LeastBits)];
        return Enumerable.Range(1, Math.Min(channels, MostTileChannels))
            .SelectMany(width => Enumerable.Range(1, Math.Min(inputs, Held(targets[0], width))).Select(rows => new Tile(rows, width)))
            .OrderBy(widest => targets.Sum(target => Time(target, OfGradient(target, widest))))
            .First();

        // In multiply-adds: those of all tiles, and what each pixel costs beside them. Sums that are too few wait for one another.
        double Time(VectorTarget target, Tile tile) => ((inputs - 1) / tile.Rows + 1) * ((channels - 1) / tile.Vectors + 1)
            * (Math.Max(tile.Rows * tile.Vectors, 1.5 * target.Chains) + (0.25 * (tile.Rows + tile.Vectors)) + 3);
    }

    /// <summary>As much of the widest target's tile as another can hold.</summary>
    public static Tile OfGradient(VectorTarget target, Tile widest)
    {
        int channels = OfPixels(target, widest.Vectors).Vectors;
        return new(Math.Min(widest.Rows, Held(target, channels)), channels);
    }

    /// <summary>
    /// How many vectors can stay in registers while <paramref name="passing"/> others go by one at a time, if each of the former meets each of
    /// the latter in a sum of its own. One register too many, and a sum lives on the stack, which halves the speed.
    /// </summary>
    public static int Held(VectorTarget target, int passing) =>
        Math.Max(1, Math.Min(target.Accumulators / passing, (target.Registers - 1) / (passing + 1)));

    /// <summary>All columns in blocks of a width, and one narrower block for what is left.</summary>
    public static EquatableArray<ColumnBlocks> Blocks(int vectors, int width)
    {
        var blocks = new List<ColumnBlocks> { new(0, vectors / width, width) };
        if (vectors % width != 0)
        {
            blocks.Add(new(vectors - (vectors % width), 1, vectors % width));
        }

        return new(blocks.Where(block => block.Count > 0));
    }
}
