using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Simd.Nets.ML;

/// <summary>
/// A network as the last link of an ML.NET pipeline. Each <see cref="Fit"/> trains a trainer of its own, so that cross-validation is one;
/// the transformer adds <c>Score</c> (the probabilities of the classes; else the outputs, a plain number where there is one) and, of
/// classes, <c>PredictedLabel</c>, a key whose values are called what those of the labels are.
/// </summary>
/// <remarks>The transformer scores row by row, as ML.NET's custom mappings do: samples that are at hand together are predicted two to
/// three times as fast by the network's own <c>Predict</c>. It scores with the network, and ML.NET's <c>Model.Save</c> cannot write it: save the network
/// (<c>net.Save(path)</c>), and have <see cref="Scoring"/> make a transformer of the one that was loaded.</remarks>
/// <typeparam name="TNetwork">A class with <c>[Network]</c>.</typeparam>
/// <param name="context">ML.NET's.</param>
/// <param name="trainer">A new trainer of a new network, its options set.</param>
public sealed class NetworkEstimator<TNetwork>(MLContext context, Func<Trainer<TNetwork>> trainer) : IEstimator<ITransformer>
    where TNetwork : class, INetwork<TNetwork, float>
{
    /// <summary>The column of inputs, a vector of float.</summary>
    public string FeatureColumn { get; init; } = "Features";

    /// <summary>The column of labels: a key, bool or whole float as class, float or a vector of float as targets.</summary>
    public string LabelColumn { get; init; } = "Label";

    /// <summary>Samples a step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>How often all samples are gone through.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>The network that was trained last; null before.</summary>
    public TNetwork? Network { get; private set; }

    /// <summary>Trains a network on all rows, which are held in memory.</summary>
    /// <param name="input">Has both columns.</param>
    /// <exception cref="ArgumentException">A column is missing, or of a type or size that the network cannot take.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataSet data = DataViewRows.Read(input, FeatureColumn, LabelColumn, TNetwork.Schema);
        Trainer<TNetwork> fresh = trainer();
        fresh.Fit(data, batch: Batch, epochs: Epochs).Complete();
        Network = fresh.Network;
        return Scoring(fresh.Network, input);
    }

    /// <summary>A transformer that scores with a network.</summary>
    /// <param name="network">A trained one; it must not change while it scores.</param>
    /// <param name="input">Data with the columns that will be scored.</param>
    public ITransformer Scoring(TNetwork network, IDataView input)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Mapping(network, (label, classes) => KeyNames.Copy(input.Schema, LabelColumn, label, classes)).Fit(input);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        Mapping(null, (label, classes) => KeyNames.Announce(inputSchema, LabelColumn, label, classes)).GetOutputSchema(inputSchema);

    private IEstimator<ITransformer> Mapping(TNetwork? network, Action<SchemaDefinition.Column, int> nameClasses)
    {
        NetworkSchema schema = TNetwork.Schema;
        SchemaDefinition inputs = SchemaDefinition.Create(typeof(FeatureRow));
        inputs[nameof(FeatureRow.Features)].ColumnName = FeatureColumn;
        inputs[nameof(FeatureRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, schema.InputSize);
        var vector = new VectorDataViewType(NumberDataViewType.Single, schema.OutputSize);
        if (schema.Targets == TargetKind.Labels)
        {
            SchemaDefinition classes = SchemaDefinition.Create(typeof(ClassRow));
            classes[nameof(ClassRow.Score)].ColumnType = vector;
            classes[nameof(ClassRow.PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), (ulong)schema.OutputSize);
            nameClasses(classes[nameof(ClassRow.PredictedLabel)], schema.OutputSize);
            return context.Transforms.CustomMapping<FeatureRow, ClassRow>(
                (row, scored) =>
                {
                    var probabilities = new float[schema.OutputSize];
                    network!.Runtime.PredictProbabilities(row.Inputs(), probabilities);
                    scored.Score = new(probabilities.Length, probabilities);
                    scored.PredictedLabel = (uint)Array.IndexOf(probabilities, probabilities.Max());
                },
                null,
                inputs,
                classes);
        }

        if (schema.OutputSize == 1)
        {
            return context.Transforms.CustomMapping<FeatureRow, NumberRow>(
                (row, scored) => scored.Score = Outputs(row)[0], null, inputs, SchemaDefinition.Create(typeof(NumberRow)));
        }

        SchemaDefinition outputs = SchemaDefinition.Create(typeof(VectorRow));
        outputs[nameof(VectorRow.Score)].ColumnType = vector;
        return context.Transforms.CustomMapping<FeatureRow, VectorRow>(
            (row, scored) => scored.Score = new(schema.OutputSize, Outputs(row)), null, inputs, outputs);

        float[] Outputs(FeatureRow row)
        {
            var values = new float[schema.OutputSize];
            network!.Runtime.Predict(row.Inputs(), values);
            return values;
        }
    }

    private sealed class FeatureRow
    {
        public VBuffer<float> Features { get; set; }

        public ReadOnlySpan<float> Inputs()
        {
            if (Features.IsDense)
            {
                return Features.GetValues();
            }

            var dense = new float[Features.Length];
            Features.CopyTo(dense);
            return dense;
        }
    }

    private sealed class ClassRow
    {
        public VBuffer<float> Score { get; set; }

        // From 0, as classes are; ML.NET makes of it a key, which counts from 1.
        public uint PredictedLabel { get; set; }
    }

    private sealed class NumberRow
    {
        public float Score { get; set; }
    }

    private sealed class VectorRow
    {
        public VBuffer<float> Score { get; set; }
    }
}
