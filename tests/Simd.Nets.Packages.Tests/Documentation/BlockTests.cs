using System.Reflection;

namespace Simd.Nets.Packages.Tests.Documentation;

/// <summary>Every block of C# in the README and in the pages compiles and runs.</summary>
[Collection("working directory")]
public sealed class BlockTests
{
    [Fact]
    public void Every_block_compiles_and_runs()
    {
        IReadOnlyDictionary<string, MethodInfo> methods = BlockProgram.Compile(CodeBlock.All);
        Assert.Equal(CodeBlock.All.Count, methods.Count);
        string before = Environment.CurrentDirectory;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("simd-nets-blocks");
        TextWriter output = Console.Out;
        var failures = new List<string>();
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            Console.SetOut(TextWriter.Null);
            foreach (CodeBlock block in CodeBlock.All)
            {
                File.Copy(Path.Combine(Repository.Root, "samples/Quickstart/digits.csv.gz"), "digits.csv.gz", overwrite: true);
                try
                {
                    methods[block.Name].Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);
                }
                catch (Exception fault)
                {
                    failures.Add($"{block.Page}({block.Line}): {fault}");
                }
            }
        }
        finally
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }
}
