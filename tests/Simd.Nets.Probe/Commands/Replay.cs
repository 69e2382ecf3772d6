using System.Numerics;
using System.Reflection;
using Simd.Nets.Testing;

namespace Simd.Nets.Probe;

/// <summary>
/// Draws cases for every network of an assembly and checks each against the reference. A case is drawn anew when a sample of it lay
/// beside a kink, had next to no variance before a normalisation, or a difference crossed a kink, and proves little where all gradients are
/// about zero; above a fifth of such cases the whole replay fails.
/// </summary>
internal sealed class Replay(Arguments arguments) : NetworkCommand
{
    private const int MostAttempts = 10;

    private readonly int seed = arguments.Number("seed", 1);
    private int casesPerNetwork;
    private int cases;
    private int redrawn;
    private int vacuous;

    public int Run(Assembly networks)
    {
        int count = Networks(networks, arguments.Text("only")).Count;
        casesPerNetwork = Math.Max(1, arguments.Number("cases", count) / Math.Max(1, count));
        bool held = Run(networks, arguments) == 0 && count > 0;
        bool proved = (redrawn + vacuous) * 5 <= cases;
        Console.WriteLine($"{(proved ? "" : "too few proved: ")}cases={cases} redrawn={redrawn} vacuous={vacuous} path={SimdPath.Active}");
        return held && proved ? 0 : 1;
    }

    protected override bool RunOne<TNetwork, T>()
    {
        bool held = true;
        for (int index = 0; index < casesPerNetwork; index++)
        {
            cases++;
            held &= RunCase<TNetwork, T>(index);
        }

        return held;
    }

    private bool RunCase<TNetwork, T>(int index)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool redraw = false;
        CaseOutcome outcome = CaseOutcome.Unclear;
        for (int attempt = 0; attempt < MostAttempts && outcome == CaseOutcome.Unclear; attempt++)
        {
            int caseSeed = CaseSeed(TNetwork.Schema.Name, index, attempt);
            int batch = TNetwork.Declaration[0] is InputLayer { Image: not null }
                ? DrawBatchOfImages(new Random(caseSeed), TNetwork.Schema)
                : DrawBatch<T>(new Random(caseSeed), TNetwork.Schema);
            var drawn = new GradientCase<TNetwork, T>(caseSeed, batch);
            outcome = drawn.Run();
            redraw |= drawn.Draw.Redraws > 0 || outcome == CaseOutcome.Unclear;
            string? broken = outcome == CaseOutcome.Failed ? drawn.Report.ToString() : Invariants.Broken(drawn.Draw);
            if (broken is not null)
            {
                Console.WriteLine($"FAILED {TNetwork.Schema.Name} seed {caseSeed} batch {batch} path {SimdPath.Active}\n{broken}");
                return false;
            }
        }

        redrawn += redraw ? 1 : 0;
        vacuous += outcome == CaseOutcome.Vacuous ? 1 : 0;
        return true;
    }

    // The same for every process: a case that fails on one path can be repeated on another.
    private int CaseSeed(string network, int index, int attempt)
    {
        uint hash = 2166136261;
        foreach (char letter in $"{network}/{seed}/{index}/{attempt}")
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return (int)(hash & int.MaxValue);
    }

    // Small batches are quick and reach every tile's edge; some go up to 67 and some beyond one panel. Batch normalisation seldom sees very
    // small ones: among several features of two or three samples there is nearly always one without variance; and of two samples it leaves
    // little else than the sign, whose derivative no float resolves.
    private static int DrawBatch<T>(Random random, NetworkSchema schema)
    {
        bool normalises = schema.BatchNormalisation is not null;
        return random.Next(20) switch
        {
            0 when normalises => random.Next(typeof(T) == typeof(float) ? 3 : 2, 8),
            < 12 => normalises ? random.Next(8, 16) : random.Next(1, 9),
            < 17 => random.Next(9, 25),
            < 19 => random.Next(25, 68),
            _ => schema.PanelRows + random.Next(1, 6),
        };
    }

    // Images lie in blocks of sixteen samples: one that is full or nearly, the next one begun, or two.
    private static int DrawBatchOfImages(Random random, NetworkSchema schema) => random.Next(20) switch
    {
        < 7 => random.Next(schema.BatchNormalisation is null ? 1 : 5, 12),
        < 16 => random.Next(15, 18),
        < 18 => random.Next(31, 34),
        < 19 => random.Next(18, 40),
        _ => schema.PanelRows + random.Next(1, 6),
    };
}
