namespace Simd.Nets.Peers;

/// <summary>What libtorch makes of a network with layers beyond dense ones: a training pass, and perhaps ten steps of Adam with inference
/// behind them.</summary>
internal sealed record LayerParityRecord
{
    public required ulong Seed { get; init; }

    public required int Batch { get; init; }

    /// <summary>Inputs lie in ± this.</summary>
    public required double InputBound { get; init; }

    /// <summary>The outputs of the first training pass.</summary>
    public required double[] Outputs { get; init; }

    public required double MeanLoss { get; init; }

    public required Dictionary<string, TensorRecord> Gradients { get; init; }

    /// <summary>The running statistics that the first training pass leaves.</summary>
    public required Dictionary<string, TensorRecord> State { get; init; }

    /// <summary>What inference writes with these statistics.</summary>
    public required double[] Inferred { get; init; }

    /// <summary>What ten steps make of it; null where only the pass counts.</summary>
    public LayerTrainingRecord? Trained { get; init; }
}

/// <summary>Steps of Adam, the running statistics behind them, and what inference writes then.</summary>
internal sealed record LayerTrainingRecord(TrainingRecord Adam, Dictionary<string, TensorRecord> State, double[] Outputs);

/// <summary>How the parameters of such a network are drawn: in the order of the layers, rounded to float in both precisions.</summary>
internal static class LayerParityDraw
{
    /// <summary>Weights of a dense layer, spread like PyTorch's defaults or up to twice as much.</summary>
    public static double[] Weights(UniformSource source, int count, int fanIn) =>
        Rounded(source.Draw(count, Math.Pow(2, -Math.Floor(Math.Log2(fanIn) / 2))));

    /// <summary>Biases, of dense layers and normalisations.</summary>
    public static double[] Biases(UniformSource source, int count) => Rounded(source.Draw(count, .5));

    /// <summary>γ of normalisations, around 1.</summary>
    public static double[] Gains(UniformSource source, int count) => Rounded(source.Draw(count, .25), 1);

    /// <summary>Slopes of parametric rectifiers, around a quarter.</summary>
    public static double[] Slopes(UniformSource source, int count) => Rounded(source.Draw(count, .125), .25);

    private static double[] Rounded(double[] numbers, double center = 0) =>
        Array.ConvertAll(numbers, number => (double)(float)(center + number));
}
