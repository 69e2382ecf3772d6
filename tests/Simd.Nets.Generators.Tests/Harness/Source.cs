namespace Simd.Nets.Generators.Tests.Harness;

/// <summary>Sources around what a test is about.</summary>
internal static class Source
{
    public const string Usings = """
        using System;
        using Simd.Nets;
        using static Simd.Nets.Layers;

        """;

    /// <summary>A good class around a collection expression and further members.</summary>
    public static string Network(string layers, string members = "", string attribute = "Network") => $$"""
        {{Usings}}
        namespace Demo;

        [{{attribute}}]
        public partial class Net
        {
            static LayerStack Layers => {{layers}};
            {{members}}
        }
        """;
}
