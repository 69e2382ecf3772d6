using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Simd.Nets.Packages.Tests.Api;

/// <summary>
/// What is public is written down, <c>PublicApi.txt</c> beside each package's sources, so that no change of it goes unseen. What generated
/// code calls (<c>Simd.Nets.CompilerServices</c>) comes in the same package as the generator, and is no promise.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Packages =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!).Where(IsReferenced).Order()];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_api_is_as_written(string package) =>
        Repository.AssertUpToDate($"src/{package}/PublicApi.txt", Describe(Assembly.Load(package)));

    private static bool IsReferenced(string package) => File.Exists(Path.Combine(AppContext.BaseDirectory, package + ".dll"));

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().Where(IsPromised).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            string kind = type switch
            {
                { IsEnum: true } => "enum",
                { IsInterface: true } => "interface",
                { IsValueType: true } => "struct",
                { IsAbstract: true, IsSealed: true } => "static class",
                { IsAbstract: true } => "abstract class",
                { IsSealed: true } => "sealed class",
                _ => "class",
            };
            string[] bases = [.. new[] { type.BaseType }.Where(parent => parent is not null && parent != typeof(object)).Select(parent => parent!.ToString())];
            text.Append($"{kind} {type}{(bases is [var one] ? " : " + one : "")}\n");
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append($"  {member}\n");
            }
        }

        return text.ToString();
    }

    private static bool IsPromised(Type type) => type.Namespace != "Simd.Nets.CompilerServices";

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            string? line = member switch
            {
                FieldInfo field when IsVisible(field) && type.IsEnum && field.IsLiteral => $"{field.Name} = {field.GetRawConstantValue()}",
                FieldInfo field when IsVisible(field) && !field.IsSpecialName => $"{Static(field.IsStatic)}field {field}",
                ConstructorInfo constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
                PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) && property.Name != "EqualityContract" =>
                    $"{Static(property.GetAccessors(nonPublic: true)[0].IsStatic)}{property} {{ {Accessors(property)}}}",
                EventInfo occasion => $"event {occasion}",
                MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_Impl", StringComparison.Ordinal))
                    && !method.IsDefined(typeof(CompilerGeneratedAttribute)) =>
                    $"{Static(method.IsStatic)}{method.ReturnType} {method.Name}{Generics(method)}({Parameters(method)})",
                _ => null,
            };
            if (line is not null)
            {
                yield return line;
            }
        }
    }

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Accessors(PropertyInfo property) => (property.GetMethod, property.SetMethod) switch
    {
        ({ } get, { } set) when IsVisible(set) => (IsVisible(get) ? "get; " : "") + (IsInit(set) ? "init; " : "set; "),
        (_, null) or ({ }, _) => "get; ",
        _ => "set; ",
    };

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(
        ", ", method.GetParameters().Select(parameter => $"{parameter.ParameterType} {parameter.Name}{Default(parameter)}"));

    private static string Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? FormattableString.Invariant($" = {parameter.RawDefaultValue ?? "null"}") : "";

    private static string Static(bool isStatic) => isStatic ? "static " : "";
}
