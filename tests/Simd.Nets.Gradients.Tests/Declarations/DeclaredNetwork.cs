using System.Collections.Immutable;

namespace Simd.Nets.Gradients.Tests;

/// <summary>A declaration as a user would write it, before it is C#.</summary>
internal abstract record DeclaredElement
{
    /// <summary>How the element is typed in <c>Layers</c>.</summary>
    public abstract string Source { get; }

    /// <summary>Layers it stands for.</summary>
    public virtual int Depth => 1;
}

internal sealed record DeclaredDense(int Units, bool Bias = true, string? Init = null, string? Name = null) : DeclaredElement
{
    public override string Source =>
        $"Dense({Units}{(Bias ? "" : ", bias: false")}{Option("init", Init is null ? null : $"Init.{Init}")}{Option("name", Quoted)})";

    private string? Quoted => Name is null ? null : $"\"{Name}\"";

    private static string Option(string option, string? value) => value is null ? "" : $", {option}: {value}";
}

internal sealed record DeclaredActivation(string Kind, string? Name = null) : DeclaredElement
{
    public override string Source => Name is null ? Kind : $"{Kind} with {{ Name = \"{Name}\" }}";
}

internal sealed record DeclaredRepeat(int Count, ImmutableArray<DeclaredElement> Body) : DeclaredElement
{
    public override string Source => $"..Repeat({Count}, [{string.Join(", ", Body.Select(element => element.Source))}])";

    public override int Depth => Count * Body.Sum(element => element.Depth);
}

/// <summary>A whole network. Equality is that of references, which is all that shrinking needs.</summary>
internal sealed record DeclaredNetwork(bool IsDouble, int Inputs, ImmutableArray<DeclaredElement> Elements, string? Loss)
{
    /// <summary>Layers between the input and the loss, repeats counted as often as they run.</summary>
    public int Depth => Elements.Sum(element => element.Depth);

    /// <summary>The declaration as C#.</summary>
    public string ToSource(string name) =>
        $$"""
        [Network{{(IsDouble ? "(ElementType = ElementType.Float64)" : "")}}]
        public sealed partial class {{name}}
        {
            static LayerStack Layers => [{{string.Join(", ", Parts())}}];
        }
        """;

    public override string ToString() => ToSource("Network");

    private IEnumerable<string> Parts() =>
        [$"Input({Inputs})", .. Elements.Select(element => element.Source), .. Loss is null ? [] : new[] { Loss }];
}
