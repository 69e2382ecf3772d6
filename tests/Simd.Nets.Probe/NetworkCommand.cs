using System.Numerics;
using System.Reflection;

namespace Simd.Nets.Probe;

/// <summary>Something to do with every network of an assembly.</summary>
internal abstract class NetworkCommand
{
    /// <summary>Runs for each network, in the order of their names, or only for the one that <c>--only</c> names.</summary>
    /// <returns>0 if everything held, 1 if not.</returns>
    public virtual int Run(Assembly networks, Arguments arguments)
    {
        bool held = true;
        foreach (Type network in Networks(networks, arguments.Text("only")))
        {
            Type contract = Contract(network)!;
            MethodInfo run = typeof(NetworkCommand).GetMethod(nameof(RunOne), BindingFlags.Instance | BindingFlags.NonPublic)!;
            held &= (bool)run.MakeGenericMethod(contract.GetGenericArguments())
                .Invoke(this, BindingFlags.DoNotWrapExceptions, null, null, null)!;
        }

        return held ? 0 : 1;
    }

    protected static IReadOnlyList<Type> Networks(Assembly assembly, string? only) =>
    [
        .. assembly.GetTypes()
            .Where(type => type.IsClass && !type.IsGenericType && Contract(type) is not null && (only is null || type.Name == only))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>Whether hundreds of steps would take seconds, to run the same code that smaller networks run.</summary>
    protected static bool IsSlow(NetworkSchema schema) => schema.ParameterCount > 200_000;

    /// <summary>Does it with one network.</summary>
    /// <returns>Whether everything held.</returns>
    protected abstract bool RunOne<TNetwork, T>()
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static Type? Contract(Type type) =>
        type.GetInterfaces().SingleOrDefault(implemented =>
            implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(INetwork<,>));
}
