using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Simd.Nets.Generators.Tests.CodeFixes;

/// <summary>Networks compiled in memory, trained on the digits.</summary>
internal static class Lesson
{
    private const string Trainer = """
        using System;
        using System.IO;
        using Simd.Nets;

        public static class Lesson
        {
            // The test accuracy after so many epochs, with the usual care: Adam, warm-up, a cosine and a clip.
            public static double Accuracy(Stream digits, int epochs)
            {
                var (train, test) = DataSet.FromCsv(digits, new CsvFormat { Scale = 1.0 / 16 }, "digits").Split(index => index % 5 == 4);
                int steps = epochs * ((train.Count + 31) / 32);
                var trainer = new Trainer<Demo.Net>(new Demo.Net(1), new Adam(1e-3))
                {
                    Clip = GradientClip.GlobalNorm(1),
                    Schedule = LearningRateSchedule.Cosine(steps - (steps / 10)).WithWarmup(steps / 10),
                };
                trainer.Fit(train, 32, epochs, 1).Complete();
                return trainer.Evaluate(test).Accuracy;
            }
        }
        """;

    /// <summary>The share of 359 images that <c>Demo.Net</c> tells right after training on the 1,438 others.</summary>
    public static double Accuracy(string network, int epochs)
    {
        Compilation compilation = InMemory.Compile(network, Trainer);
        compilation = InMemory.Generate(compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release)));
        using var assembly = new MemoryStream();
        EmitResult result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        assembly.Position = 0;
        var context = new AssemblyLoadContext("lesson", isCollectible: true);
        using Stream digits = typeof(Lesson).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        try
        {
            MethodInfo train = context.LoadFromStream(assembly).GetType(nameof(Lesson))!.GetMethod(nameof(Accuracy))!;
            return (double)train.Invoke(null, [digits, epochs])!;
        }
        finally
        {
            context.Unload();
        }
    }
}
