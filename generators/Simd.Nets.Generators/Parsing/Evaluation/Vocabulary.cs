using System;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Simd.Nets.Generators.Parsing.Evaluation;

/// <summary>
/// The vocabulary's members, found by name and by the names of their parameters in the copy that is linked into the generator, and called:
/// a new layer needs no line here. Null stands for a member that this copy does not have.
/// </summary>
internal static class Vocabulary
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public;
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public;

    /// <summary>The value of a static property.</summary>
    public static object? Get(IPropertySymbol property) =>
        Find(property.ContainingType)?.GetProperty(property.Name, Static)?.GetValue(null);

    /// <summary>The result of a static method.</summary>
    public static object? Call(IMethodSymbol method, object?[] arguments) =>
        Find(method.ContainingType) is { } type
            && type.GetMethods(Static).FirstOrDefault(member => member.Name == method.Name && Takes(member, method)) is { } known
            && Fit(arguments, known) is { } fitting
            ? known.Invoke(null, fitting)
            : null;

    /// <summary>A new object.</summary>
    public static object? Make(IMethodSymbol constructor, object?[] arguments) =>
        Find(constructor.ContainingType) is { IsAbstract: false } type
            && type.GetConstructors(Instance).FirstOrDefault(member => Takes(member, constructor)) is { } known
            && Fit(arguments, known) is { } fitting
            ? known.Invoke(fitting)
            : null;

    /// <summary>A record's copy, as <c>with</c> makes it.</summary>
    public static T Copy<T>(T record)
        where T : notnull => (T)record.GetType().GetMethod("<Clone>$", Instance)!.Invoke(record, null)!;

    /// <summary>Sets a property; false if there is none of the name and type.</summary>
    public static bool Set(object target, IPropertySymbol property, object? value)
    {
        if (target.GetType().GetProperty(property.Name, Instance) is not { CanWrite: true } known || !TryFit(ref value, known.PropertyType))
        {
            return false;
        }

        known.SetValue(target, value);
        return true;
    }

    private static Type? Find(INamedTypeSymbol type) =>
        typeof(Layer).Assembly.GetType($"{typeof(Layer).Namespace}.{type.MetadataName}") is { IsPublic: true } known ? known : null;

    private static bool Takes(MethodBase known, IMethodSymbol method) =>
        known.GetParameters().Select(parameter => parameter.Name).SequenceEqual(method.Parameters.Select(parameter => parameter.Name));

    private static object?[]? Fit(object?[] arguments, MethodBase known)
    {
        ParameterInfo[] parameters = known.GetParameters();
        var fitting = (object?[])arguments.Clone();
        return Enumerable.Range(0, fitting.Length).All(i => TryFit(ref fitting[i], parameters[i].ParameterType)) ? fitting : null;
    }

    /// <summary>Enumerations are read as their numbers, and null fits what is no struct.</summary>
    private static bool TryFit(ref object? value, Type type)
    {
        if (type.IsEnum && value is not null and not string)
        {
            value = Enum.ToObject(type, value);
        }

        return value is null ? !type.IsValueType : type.IsInstanceOfType(value);
    }
}
