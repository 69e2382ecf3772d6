using System.Globalization;
using System.Reflection;
using System.Text;

namespace Simd.Nets.Packages.Tests.Documentation;

/// <summary>The vocabulary as a page: every word of <see cref="Layers"/> with what it means and its options.</summary>
internal static class LayerReference
{
    private static readonly (string Title, Type[] Kinds)[] Groups =
    [
        ("Input", [typeof(InputLayer)]),
        ("Linear layers", [typeof(DenseLayer), typeof(ConvolutionLayer)]),
        ("Activations", [typeof(ActivationLayer), typeof(PReluLayer), typeof(SoftmaxLayer)]),
        ("Images", [typeof(PoolingLayer), typeof(AdaptivePoolingLayer), typeof(FlattenLayer)]),
        ("Normalisation", [typeof(BatchNormLayer), typeof(LayerNormLayer), typeof(RmsNormLayer), typeof(StandardizeLayer)]),
        ("Dropout", [typeof(DropoutLayer)]),
        ("Blocks", [typeof(ResidualLayer), typeof(ConcatLayer), typeof(DenseBlockLayer), typeof(LayerStack)]),
        ("Losses", [typeof(LossLayer)]),
    ];

    public static string Page()
    {
        var text = new StringBuilder(
            """
            # Layers

            What may stand in `Layers`, made from the doc comments. A word without parentheses takes its options by `with`, as `LeakyRelu with { Slope
            = 0.2 }`; every other option can be set so, too. `name:` gives a layer's tensors their prefix: without one it is the layer's place.

            """.ReplaceLineEndings("\n"));
        foreach ((string title, Type[] kinds) in Groups)
        {
            text.Append($"\n## {title}\n");
            foreach (MemberInfo word in kinds.SelectMany(kind => Words().Where(word => kind.IsAssignableFrom(TypeOf(word)))))
            {
                Describe(word, text);
            }
        }

        return text.ToString();
    }

    /// <summary>The public members of <see cref="Layers"/> in the order of their declaration.</summary>
    public static IEnumerable<MemberInfo> Words() => typeof(Layers)
        .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false }).OrderBy(member => member.MetadataToken)
        .ThenBy(member => member.Name, StringComparer.Ordinal);

    private static Type TypeOf(MemberInfo word) => word is PropertyInfo property ? property.PropertyType : ((MethodInfo)word).ReturnType;

    private static void Describe(MemberInfo word, StringBuilder text)
    {
        Type type = TypeOf(word);
        string[] taken = word is MethodInfo named ? [.. named.GetParameters().Select(parameter => parameter.Name!.ToUpperInvariant())] : [];
        text.Append($"\n### `{word.Name}{(word is MethodInfo call ? $"({Parameters(call)})" : "")}`\n\n");
        text.Append((word is MethodInfo method ? DocComments.Of(method) : DocComments.Of((PropertyInfo)word)) + "\n");
        if (type == typeof(LayerStack))
        {
            return;
        }

        text.Append($"\n{DocComments.Of(type)}\n");
        string[] rows =
        [
            .. (word is MethodInfo asked ? asked.GetParameters() : []).Select(parameter => (parameter.Name, Said: DocComments.Of((MethodInfo)word, parameter)))
                .Where(row => row.Said.Length > 0).Select(row => $"| `{row.Name}:` | {Cell(row.Said)} |"),
            .. Options(type).Where(option => !taken.Contains(option.Name.ToUpperInvariant()))
                .Select(option => $"| `{option.Name}` | {Cell(DocComments.Of(option))}{Default(word, option)} |"),
        ];
        if (rows.Length > 0)
        {
            text.Append($"\n| option | |\n|---|---|\n{string.Join('\n', rows)}\n");
        }
    }

    private static IEnumerable<PropertyInfo> Options(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.SetMethod is not null && DocComments.Of(property).Length > 0 && property.Name != nameof(Layer.Name))
        .OrderBy(property => property.MetadataToken);

    private static string Default(MemberInfo word, PropertyInfo option)
    {
        object? value = word is PropertyInfo constant ? option.GetValue(constant.GetValue(null)) : null;
        return value is double or int or bool ? $" Default: `{Text(value)}`." : "";
    }

    private static string Parameters(MethodInfo method) => string.Join(", ", method.GetParameters().Select(parameter =>
        parameter.Name + (parameter.HasDefaultValue ? ": " + Text(parameter.DefaultValue) : "")));

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Cell(string text) => text.Replace("|", "\\|");
}
