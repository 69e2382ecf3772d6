using Microsoft.ML;
using Microsoft.ML.Data;

namespace Simd.Nets.ML;

/// <summary>The rows of a data view as a data set.</summary>
internal static class DataViewRows
{
    /// <summary>Reads the two columns of all rows.</summary>
    public static DataSet Read(IDataView view, string features, string label, NetworkSchema schema)
    {
        DataViewSchema.Column inputs = Column(view, features);
        if (inputs.Type is not VectorDataViewType { ItemType: NumberDataViewType item } vector
            || item != NumberDataViewType.Single || vector.Size != schema.InputSize)
        {
            throw new ArgumentException(
                $"{schema.Name} takes a vector of {schema.InputSize} float; the column '{features}' is {inputs.Type}. Transforms.Concatenate "
                + "makes one vector of columns, Conversion.ConvertType floats of numbers.");
        }

        DataViewSchema.Column targets = Column(view, label);
        bool isLabels = schema.Targets == TargetKind.Labels;
        int size = isLabels ? 1 : schema.OutputSize;
        var rows = new List<float>();
        var values = new List<float>();
        using DataViewRowCursor cursor = view.GetRowCursor([inputs, targets]);
        ValueGetter<VBuffer<float>> input = cursor.GetGetter<VBuffer<float>>(inputs);
        Action<List<float>> target = Target(cursor, targets, size);
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            input(ref row);
            rows.AddRange(row.DenseValues());
            target(values);
        }

        return isLabels
            ? DataSet.FromArrays(rows.ToArray(), schema.InputSize, [.. values.Select(Class)])
            : DataSet.FromArrays(rows.ToArray(), schema.InputSize, values.ToArray(), size);

        int Class(float value, int index) => value >= 0 && value < schema.OutputSize && float.IsInteger(value)
            ? (int)value
            : throw new ArgumentException(
                $"{schema.Name} knows the classes 0 to {schema.OutputSize - 1} (of keys the 1st to the {schema.OutputSize}th); row {index} of the "
                + $"column '{label}' is {value}{(value == -1 ? ", a key without a value" : "")}.");
    }

    private static DataViewSchema.Column Column(IDataView view, string name) => view.Schema.GetColumnOrNull(name)
        ?? throw new ArgumentException($"the data has no column '{name}'; it has {string.Join(", ", view.Schema.Select(column => column.Name))}.");

    // Keys count from 1, and 0 is no value.
    private static Action<List<float>> Target(DataViewRow cursor, DataViewSchema.Column column, int size)
    {
        switch (column.Type)
        {
            case KeyDataViewType key when size == 1 && key.RawType == typeof(uint):
                return Of<uint>(value => value - 1f);
            case BooleanDataViewType when size == 1:
                return Of<bool>(value => value ? 1 : 0);
            case NumberDataViewType number when size == 1 && number == NumberDataViewType.Single:
                return Of<float>(value => value);
            case VectorDataViewType vector when vector.ItemType == NumberDataViewType.Single && vector.Size == size:
                ValueGetter<VBuffer<float>> all = cursor.GetGetter<VBuffer<float>>(column);
                VBuffer<float> row = default;
                return values =>
                {
                    all(ref row);
                    values.AddRange(row.DenseValues());
                };
            default:
                throw new ArgumentException(
                    $"expected as column '{column.Name}' "
                    + (size == 1 ? "a key of UInt32, Boolean or Single" : $"a vector of {size} Single") + $"; it is {column.Type}.");
        }

        Action<List<float>> Of<TValue>(Func<TValue, float> convert)
        {
            ValueGetter<TValue> get = cursor.GetGetter<TValue>(column);
            TValue value = default!;
            return values =>
            {
                get(ref value);
                values.Add(convert(value));
            };
        }
    }
}
