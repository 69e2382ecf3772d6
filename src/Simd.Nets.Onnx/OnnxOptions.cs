namespace Simd.Nets.Onnx;

/// <summary>What an ONNX file is to look like from outside.</summary>
public sealed record OnnxOptions
{
    /// <summary>Whether images come in as ONNX and PyTorch have them, [batch, channels, height, width], instead of the rows that
    /// <c>Predict</c> takes, [batch, features], in which the channels of a pixel lie side by side.</summary>
    public bool PlanarImages { get; init; }

    /// <summary>Whether the outputs are the classes' probabilities, as <c>PredictProbabilities</c> writes them, instead of the outputs of
    /// <c>Predict</c>. Only for networks that end in <c>SoftmaxCrossEntropy</c>.</summary>
    public bool Probabilities { get; init; }

    /// <summary>What the input is called.</summary>
    public string InputName { get; init; } = "inputs";

    /// <summary>What the output is called.</summary>
    public string OutputName { get; init; } = "outputs";
}
