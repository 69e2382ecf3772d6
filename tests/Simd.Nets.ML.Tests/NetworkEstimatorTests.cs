using Microsoft.ML;
using Microsoft.ML.Data;
using static Simd.Nets.Layers;

namespace Simd.Nets.ML.Tests;

public sealed class NetworkEstimatorTests
{
    private readonly MLContext context = new(seed: 1);

    [Fact]
    public void A_pipeline_learns_keys_and_ML_NET_evaluates_it()
    {
        IDataView data = Points();
        var network = new NetworkEstimator<Circle>(context, () => new(new Circle(seed: 1), new Adam(1e-2))) { Epochs = 20 };
        ITransformer model = context.Transforms.Conversion.MapValueToKey("Label", "Inside").Append(network).Fit(data);
        IDataView scored = model.Transform(data);
        Assert.InRange(context.MulticlassClassification.Evaluate(scored).MicroAccuracy, 0.95, 1);
        float[] score = scored.GetColumn<VBuffer<float>>("Score").First().DenseValues().ToArray();
        var expected = new float[2];
        network.Network!.PredictProbabilities(scored.GetColumn<VBuffer<float>>("Features").First().DenseValues().ToArray(), expected);
        Assert.Equal(expected, score);
        Assert.Equal(
            scored.GetColumn<VBuffer<float>>("Score").Select(row => row.DenseValues().First() > 0.5f ? 1u : 2u),
            scored.GetColumn<uint>(scored.Schema["PredictedLabel"]));
    }

    [Fact]
    public void Predicted_keys_stand_for_what_the_labels_do()
    {
        IDataView data = Points();
        var network = new NetworkEstimator<Circle>(context, () => new(new Circle(seed: 1), new Adam(1e-2))) { Epochs = 20 };
        var conversion = context.Transforms.Conversion;
        ITransformer model = conversion.MapValueToKey("Label", "Name").Append(network).Append(conversion.MapKeyToValue("Told", "PredictedLabel")).Fit(data);
        (string Name, string Told)[] rows = [.. Texts("Name").Zip(Texts("Told"))];
        Assert.Equal(2, rows.Select(row => row.Told).Distinct().Count());
        Assert.InRange(rows.Average(row => row.Name == row.Told ? 1.0 : 0), 0.95, 1);

        IDataView numbered = conversion.MapValueToKey("Label", "Inside").Append(network).Append(conversion.MapKeyToValue("Told", "PredictedLabel"))
            .Fit(data).Transform(data);
        Assert.Equal(data.Schema["Inside"].Type, numbered.Schema["Told"].Type);

        IEnumerable<string> Texts(string column) => model.Transform(data).GetColumn<string>(column);
    }

    [Fact]
    public void Each_fit_begins_anew()
    {
        IDataView data = Points();
        var network = new NetworkEstimator<Circle>(context, () => new(new Circle(seed: 1), new Adam(1e-2))) { LabelColumn = "Inside" };
        float[] Scores() => [.. network.Fit(data).Transform(data).GetColumn<VBuffer<float>>("Score").SelectMany(score => score.DenseValues())];
        Assert.Equal(Scores(), Scores());
    }

    [Fact]
    public void One_output_scores_a_number()
    {
        IDataView data = Points();
        var network = new NetworkEstimator<Distance>(context, () => new(new Distance(seed: 1), new Adam(1e-2)))
        {
            LabelColumn = "Radius",
            Epochs = 20,
        };
        IDataView scored = network.Fit(data).Transform(data);
        Assert.InRange(context.Regression.Evaluate(scored, "Radius").RSquared, 0.9, 1);
    }

    [Theory]
    [InlineData("Nothing", "Inside", "no column 'Nothing'; it has Features, Inside, Radius, Name")]
    [InlineData("Radius", "Inside", "a vector of 2 float; the column 'Radius' is Single")]
    [InlineData("Features", "Name", "expected as column 'Name' a key of UInt32, Boolean or Single; it is String")]
    [InlineData("Features", "Radius", "of the column 'Radius' is")]
    public void Columns_that_do_not_fit_are_refused_with_what_was_expected(string features, string label, string message)
    {
        var network = new NetworkEstimator<Circle>(context, () => new(new Circle(seed: 1), new Adam(1e-2)))
        {
            FeatureColumn = features,
            LabelColumn = label,
        };
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => network.Fit(Points())).Message, StringComparison.Ordinal);
        Assert.Null(network.Network);
    }

    private IDataView Points()
    {
        var random = new Random(1);
        return context.Data.LoadFromEnumerable(Enumerable.Range(0, 1_000).Select(_ =>
        {
            var (x, y) = ((float)((2 * random.NextDouble()) - 1), (float)((2 * random.NextDouble()) - 1));
            bool isInside = (x * x) + (y * y) < 0.5;
            return new Point { Features = [x, y], Inside = isInside, Radius = MathF.Sqrt((x * x) + (y * y)), Name = isInside ? "in" : "out" };
        }).ToArray());
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Inside { get; set; }

        public float Radius { get; set; }

        public string Name { get; set; } = "";
    }
}

[Network]
public sealed partial class Circle
{
    private static LayerStack Layers => [Input(2), Dense(16), Relu, Dense(16), Relu, Dense(2), SoftmaxCrossEntropy];
}

[Network]
public sealed partial class Distance
{
    private static LayerStack Layers => [Input(2), Dense(16), Relu, Dense(16), Relu, Dense(1), MeanSquaredError];
}
