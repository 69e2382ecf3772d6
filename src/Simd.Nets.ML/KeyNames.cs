using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Simd.Nets.ML;

/// <summary>What the values of a key stand for, such as the names of classes: the label's keys become those of its predictions, so that
/// <c>MapKeyToValue</c> can turn them back.</summary>
internal static class KeyNames
{
    // The kind of annotation in which ML.NET keeps them.
    private const string Kind = "KeyValues";

    /// <summary>Takes over the names of the label's keys, if it has any and one for each class.</summary>
    public static void Copy(DataViewSchema from, string label, SchemaDefinition.Column to, int classes)
    {
        if (from.GetColumnOrNull(label) is { Type: KeyDataViewType } column
            && column.Annotations.Schema.GetColumnOrNull(Kind) is { Type: VectorDataViewType names } && names.Size == classes)
        {
            Add(to, names, column.Annotations);
        }
    }

    /// <summary>Says that there will be names, of which the values are not known yet.</summary>
    public static void Announce(SchemaShape from, string label, SchemaDefinition.Column to, int classes)
    {
        if (from.FirstOrDefault(each => each.Name == label) is { IsKey: true, Annotations: { } annotations }
            && annotations.FirstOrDefault(each => each.Name == Kind) is { ItemType: PrimitiveDataViewType name })
        {
            Add(to, new VectorDataViewType(name, classes), null);
        }
    }

    private static void Add(SchemaDefinition.Column to, VectorDataViewType type, DataViewSchema.Annotations? values) =>
        typeof(KeyNames).GetMethod(nameof(AddOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.ItemType.RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [to, type, values], null);

    private static void AddOf<T>(SchemaDefinition.Column to, VectorDataViewType type, DataViewSchema.Annotations? values)
    {
        var names = new VBuffer<T>(type.Size, new T[type.Size]);
        values?.GetValue(Kind, ref names);
        to.AddAnnotation(Kind, names, type);
    }
}
