extern alias generators;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace Simd.Nets.Packages.Tests.Documentation;

/// <summary>
/// All blocks as one assembly: statements become methods, types stand in a namespace for each page, within that of the README, whose types
/// all pages may use. Of the libraries a block knows the core, and what its page has a using for: so a page says what its reader needs.
/// </summary>
internal static class BlockProgram
{
    private const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using FsCheck;
        using FsCheck.Xunit;
        using Simd.Nets;
        using Xunit;
        using static Simd.Nets.Layers;

        """;

    // What blocks take for granted, each on what stands before it.
    private static readonly (string Name, string Declaration)[] Known =
    [
        ("train", "DataSet train = Samples.Images;"),
        ("test", "DataSet test = Samples.Images;"),
        ("validation", "DataSet validation = Samples.Images;"),
        ("data", "DataSet data = Samples.Images;"),
        ("net", "var net = new FashionMlp(seed: 1);"),
        ("trainer", "var trainer = new Trainer<FashionMlp>(net, new Adam(1e-3));"),
        ("inputs", "float[] inputs = new float[8 * 784];"),
        ("outputs", "float[] outputs = new float[8 * 10];"),
        ("outputGradients", "float[] outputGradients = new float[8 * 10];"),
        ("labels", "int[] labels = new int[8];"),
        ("layers", "LayerStack layers = [Input(64), Dense(32), Relu, Dense(10), SoftmaxCrossEntropy];"),
    ];

    private const string Samples =
        """
        namespace Documentation
        {
            static class Samples
            {
                public static Simd.Nets.DataSet Images { get; } = Simd.Nets.DataSet.FromArrays(
                    System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(0, 320 * 784), i => i * 7919 % 1009 / 1009f)),
                    784,
                    System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(0, 320), i => i % 10)));
            }
        }
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    /// <summary>Methods that run the blocks, by name.</summary>
    public static IReadOnlyDictionary<string, MethodInfo> Compile(IReadOnlyList<CodeBlock> blocks)
    {
        var compilation = CSharpCompilation.Create(
            "Blocks",
            [.. blocks.Select(block => Tree(block, UsingsOf(blocks.Where(other => other.Page == block.Page)))), CSharpSyntaxTree.ParseText(Samples, ParseOptions)],
            AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!.ToString()!.Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("Simd.Nets.Generators", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new generators::Simd.Nets.Generators.NetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out ImmutableArray<Diagnostic> found);
        using var assembly = new MemoryStream();
        EmitResult result = complete.Emit(assembly);
        Assert.True(
            result.Success && found.IsEmpty,
            string.Join('\n', found.Concat(result.Diagnostics).Where(each => each.Severity == DiagnosticSeverity.Error).Take(30)));
        assembly.Position = 0;
        return new AssemblyLoadContext("blocks").LoadFromStream(assembly).GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.DeclaringType!.Name.StartsWith("Block_", StringComparison.Ordinal) && method.Name == "Run")
            .ToDictionary(method => method.DeclaringType!.Name["Block_".Length..]);
    }

    // Errors are told at the page's own lines.
    private static SyntaxTree Tree(CodeBlock block, string usings)
    {
        string code = block.Code.TrimStart().StartsWith("..", StringComparison.Ordinal)
            ? $"LayerStack elements = [Input(64), {block.Code.Split("//")[0].TrimEnd().TrimEnd(',')}];"
            : block.Code;
        CompilationUnitSyntax unit = CSharpSyntaxTree.ParseText(code, ParseOptions).GetCompilationUnitRoot();
        string statements = string.Concat(unit.Members.OfType<GlobalStatementSyntax>().Select(statement => Placed(statement, block)));
        string types = string.Concat(TypesOf(unit).Select(type => Placed(type, block)));
        string spaces = block.Page == "README.md" ? "Documentation" : $"Documentation.{block.Name[..block.Name.LastIndexOf('_')]}";
        return CSharpSyntaxTree.ParseText(
            $$"""
            {{Usings}}{{usings}}
            namespace {{spaces}}
            {
                public static class Block_{{block.Name}}
                {
                    public static void Run()
                    {
                        {{Given(unit, block)}}
                        {{statements}}
                    }
                }
                {{types}}
                {{string.Concat(TypesOf(CSharpSyntaxTree.ParseText(block.Given, ParseOptions).GetCompilationUnitRoot()).Select(type => type.ToFullString()))}}
            }
            """,
            ParseOptions);
    }

    private static string UsingsOf(IEnumerable<CodeBlock> page) => string.Concat(
        page.SelectMany(block => new[] { block.Code, block.Given })
            .SelectMany(code => CSharpSyntaxTree.ParseText(code, ParseOptions).GetCompilationUnitRoot().Usings)
            .Select(directive => $"{directive.ToString()}\n").Distinct());

    private static IEnumerable<MemberDeclarationSyntax> TypesOf(CompilationUnitSyntax unit) =>
        unit.Members.Where(member => member is not GlobalStatementSyntax);

    private static string Placed(SyntaxNode node, CodeBlock block) =>
        $"\n#line {block.Line + node.GetLocation().GetLineSpan().StartLinePosition.Line} \"{block.Page}\"\n{node.ToFullString()}";

    private static string Given(CompilationUnitSyntax unit, CodeBlock block)
    {
        CompilationUnitSyntax given = CSharpSyntaxTree.ParseText(block.Given, ParseOptions).GetCompilationUnitRoot();
        HashSet<string> declared = [.. Declared(unit), .. Declared(given)];
        HashSet<string> wanted = [.. Used(unit), .. Used(given)];
        var text = new StringBuilder(string.Concat(given.Members.OfType<GlobalStatementSyntax>()));
        foreach ((string name, string declaration) in Known.Reverse().Where(known => !declared.Contains(known.Name)))
        {
            if (wanted.Contains(name))
            {
                wanted.UnionWith(Used(CSharpSyntaxTree.ParseText(declaration, ParseOptions).GetCompilationUnitRoot()));
                text.Insert(0, declaration + "\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Used(CompilationUnitSyntax unit) => unit.Members.OfType<GlobalStatementSyntax>()
        .SelectMany(statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>()
        .Where(name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name)
        .Select(name => name.Identifier.Text);

    private static IEnumerable<string> Declared(CompilationUnitSyntax unit) => unit.DescendantNodes().Select(node => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.Text,
        SingleVariableDesignationSyntax variable => variable.Identifier.Text,
        ForEachStatementSyntax loop => loop.Identifier.Text,
        _ => "",
    });
}
