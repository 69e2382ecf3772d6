using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Simd.Nets.Packages.Tests.Documentation;

/// <summary>The library's doc comments as Markdown.</summary>
internal static partial class DocComments
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "Simd.Nets.xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public static string Of(Type type) => Summary("T:" + type.FullName);

    public static string Of(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>Of a method of <see cref="Layers"/>, whose overloads differ in the number of their parameters.</summary>
    public static string Of(MethodInfo method) => Summary(NameOf(method));

    /// <summary>What is said of a parameter.</summary>
    public static string Of(MethodInfo method, ParameterInfo parameter) => Text(
        Members.GetValueOrDefault(NameOf(method))?.Elements("param").FirstOrDefault(each => each.Attribute("name")!.Value == parameter.Name));

    private static string NameOf(MethodInfo method) => Members.Keys.Single(name =>
        name.StartsWith($"M:{method.DeclaringType!.FullName}.{method.Name}(", StringComparison.Ordinal)
        && name.Count(letter => letter == ',') - Nested().Matches(name).Sum(match => match.Value.Count(letter => letter == ',')) + 1
            == method.GetParameters().Length);

    private static string Summary(string name) => Text(Members.GetValueOrDefault(name)?.Element("summary"));

    private static string Text(XElement? element) => element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(Node)), " ").Trim();

    private static string Node(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } link => $"`{Linked(link)}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"`{name.Attribute("name")!.Value}`",
        XElement other => string.Concat(other.Nodes().Select(Node)),
        _ => "",
    };

    private static string Linked(XElement link)
    {
        string name = (link.Attribute("cref") ?? link.Attribute("langword"))!.Value;
        string last = name.Split('(')[0].Split('.', ':')[^1];
        return last.EndsWith("Layer", StringComparison.Ordinal) ? last[..^"Layer".Length] : last;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Nested();
}
