using System.Globalization;

namespace Simd.Nets.Gradients.Tests;

/// <summary>
/// Declarations compiled once into one assembly, on which child processes replay 1,000 cases. <c>SIMDNETS_SEED</c> draws others;
/// <c>SIMDNETS_SLOW=1</c> draws 1,000 declarations. The compiler takes about a second a declaration, which is what limits their number.
/// </summary>
internal sealed class DrawnNetworks
{
    private const int MostCases = 1000;
    private const int CasesOfOne = 10;

    // Holds 200 that are drawn and all that are written by hand; more are spread evenly, so that no assembly's cases fall on a few networks.
    private const int MostOfAnAssembly = 300;

    public static readonly bool Slow = Environment.GetEnvironmentVariable("SIMDNETS_SLOW") == "1";

    private static readonly ulong Seed =
        ulong.TryParse(Environment.GetEnvironmentVariable("SIMDNETS_SEED"), CultureInfo.InvariantCulture, out ulong seed) ? seed : 20250;

    private static readonly Lazy<IReadOnlyList<DrawnNetworks>> LazyAll =
        new(() =>
        {
            DeclaredNetwork[] declarations = [.. HandWrittenNetworks.All, .. DeclarationArbitrary.Sample(Seed, Slow ? 1000 : 200)];
            int assemblies = ((declarations.Length - 1) / MostOfAnAssembly) + 1;
            int each = ((declarations.Length - 1) / assemblies) + 1;
            return [.. declarations.Chunk(each).Select(chunk => new DrawnNetworks(chunk)), new DrawnNetworks([.. HandWrittenNetworks.Later])];
        });

    private static readonly Lazy<DrawnNetworks> LazyFew =
        new(() => new DrawnNetworks(
        [
            .. HandWrittenNetworks.All.Where((_, index) => index % 3 == 0), .. DeclarationArbitrary.Sample(Seed, Slow ? 200 : 20),
        ]));

    private static readonly Lazy<DrawnNetworks> LazySingleLayers =
        new(() => new DrawnNetworks([.. SingleLayers(), .. SingleConvolutions()]));

    private DrawnNetworks(IReadOnlyList<DeclaredNetwork> declarations)
    {
        Declarations = declarations;
        File = Path.Combine(Folder.Value, $"Drawn{Guid.NewGuid():N}.dll");
        NetworkCompiler.Compile(declarations, File);
    }

    /// <summary>The drawn declarations.</summary>
    public static IReadOnlyList<DrawnNetworks> All => LazyAll.Value;

    /// <summary>A few of them, for a machine that is emulated.</summary>
    public static DrawnNetworks Few => LazyFew.Value;

    /// <summary>Networks of one dense layer or one convolution, around the edges of every tile, in float and double.</summary>
    public static DrawnNetworks OfOneLayer => LazySingleLayers.Value;

    public IReadOnlyList<DeclaredNetwork> Declarations { get; }

    /// <summary>How many cases are drawn on them.</summary>
    public int Cases => Math.Min(MostCases, CasesOfOne * Declarations.Count);

    /// <summary>The assembly.</summary>
    public string File { get; }

    private static Lazy<string> Folder { get; } = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("simd-nets-drawn-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    /// <summary>A few declarations in an assembly of their own.</summary>
    public static DrawnNetworks Of(params DeclaredNetwork[] declarations) => new(declarations);

    private static IEnumerable<DeclaredNetwork> SingleLayers() =>
        from isDouble in new[] { false, true }
        from widths in new[] { (1, 1), (3, 17), (33, 31), (64, 10), (1, 33), (31, 65), (128, 100), (521, 7), (530, 33), (525, 132) }
        select new DeclaredNetwork(isDouble, [Layers.Input(widths.Item1), Layers.Dense(widths.Item2, bias: widths.Item1 != 64)]);

    // Both ways of images of a few pixels: 1×1, windows of all sizes, strides, dilations, paddings, groups up to one a channel.
    private static IEnumerable<DeclaredNetwork> SingleConvolutions() =>
        from isDouble in new[] { false, true }
        from stack in new LayerStack[]
        {
            [Layers.Input(3, 2, 17), Layers.Conv2D(33, 1)],
            [Layers.Input(5, 4, 16), Layers.Conv2D(8, 1, stride: 2, bias: false)],
            [Layers.Input(6, 7, 1), Layers.Conv2D(6, 5, padding: 2)],
            [Layers.Input(5, 5, 3), Layers.Conv2D(16, 3)],
            [Layers.Input(5, 6, 17), Layers.Conv2D(20, 3, padding: 1)],
            [Layers.Input(4, 4, 8), Layers.Conv2D(12, 3, padding: Padding.Same, bias: false)],
            [Layers.Input(9, 8, 2), Layers.Conv2D(5, 3, stride: 3, padding: Padding.Same)],
            [Layers.Input(8, 9, 2), Layers.Conv2D(4, 3, stride: 2, dilation: 2, padding: 1)],
            [Layers.Input(7, 7, 6), Layers.Conv2D(9, 3, groups: 3, padding: 1)],
            [Layers.Input(6, 5, 5), Layers.Conv2D(10, 3, groups: 5, stride: 2, padding: 1)],
            [Layers.Input(4, 6, 7), Layers.Conv2D(7, 2, groups: 7) with { KernelWidth = 4, DilationHeight = 2 }],
            [Layers.Input(2, 2, 3), Layers.Conv2D(4, 4, padding: 3)],
            [Layers.Input(1, 1, 4), Layers.Conv2D(5, 3, padding: 1)],
            [Layers.Input(19, 3), Layers.Conv1D(7, 4, stride: 2, padding: 3)],
        }
        select new DeclaredNetwork(isDouble, stack);
}
