using System.Globalization;

namespace Simd.Nets.Gradients.Tests;

/// <summary>
/// Declarations compiled once into one assembly, on which child processes replay 1,000 cases. <c>SIMDNETS_SEED</c> draws others;
/// <c>SIMDNETS_SLOW=1</c> draws 1,000 declarations. The compiler takes about a second a declaration, which is what limits their number.
/// </summary>
internal sealed class DrawnNetworks
{
    public const int Cases = 1000;

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
            return [.. declarations.Chunk(each).Select(chunk => new DrawnNetworks(chunk))];
        });

    private static readonly Lazy<DrawnNetworks> LazySingleLayers = new(() => new DrawnNetworks([.. SingleLayers()]));

    private DrawnNetworks(IReadOnlyList<DeclaredNetwork> declarations)
    {
        Declarations = declarations;
        File = Path.Combine(Folder.Value, $"Drawn{Guid.NewGuid():N}.dll");
        NetworkCompiler.Compile(declarations, File);
    }

    /// <summary>The drawn declarations.</summary>
    public static IReadOnlyList<DrawnNetworks> All => LazyAll.Value;

    /// <summary>Networks of one dense layer, around the edges of every tile, in float and double.</summary>
    public static DrawnNetworks OfOneLayer => LazySingleLayers.Value;

    public IReadOnlyList<DeclaredNetwork> Declarations { get; }

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
        from widths in new[] { (1, 1), (3, 17), (33, 31), (64, 10), (1, 33), (31, 65), (128, 100) }
        select new DeclaredNetwork(isDouble, [Layers.Input(widths.Item1), Layers.Dense(widths.Item2, bias: widths.Item1 != 64)]);
}
