using System.Globalization;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Layers as a user would type them: options only where they are not the default, repetitions as <c>..Repeat</c>.</summary>
internal sealed partial class LayerSource : ILayerVisitor<string>, IActivationVisitor<string>, ILossVisitor<string>
{
    /// <summary>Initialisers and how they are typed: of each kind one or more.</summary>
    public static readonly (string Source, Init Init)[] Inits =
    [
        ("Init.He", Init.He), ("Init.HeUniform", Init.HeUniform), ("Init.Xavier with { Gain = 1.5 }", Init.Xavier with { Gain = 1.5 }),
        ("Init.LeCun", Init.LeCun), ("Init.PyTorch", Init.PyTorch), ("Init.Uniform(-0.3, 0.4)", Init.Uniform(-.3, .4)),
        ("Init.Normal(0.3)", Init.Normal(.3)), ("Init.TruncatedNormal(0.3)", Init.TruncatedNormal(.3)),
        ("Init.Orthogonal()", Init.Orthogonal()),
    ];

    /// <summary>A stack as a collection expression.</summary>
    public static string Of(LayerStack stack) => $"[{string.Join(", ", Elements(stack))}]";

    public string Visit(InputLayer layer) => Call(
        layer,
        "Input",
        layer.Image switch
        {
            null => Number(layer.Features),
            { Height: 1 } sequence => $"{sequence.Width}, {sequence.Channels}",
            { } image => $"{image.Height}, {image.Width}, {image.Channels}",
        },
        ("init", InitName(layer.Init)));

    public string Visit(DenseLayer layer) => Call(
        layer, "Dense", Number(layer.Units), ("bias", layer.Bias ? null : "false"), ("init", InitName(layer.Init)));

    public string Visit(ActivationLayer layer) => layer.Accept((IActivationVisitor<string>)this);

    public string Visit(LossLayer layer) => layer.Accept((ILossVisitor<string>)this);

    public string Visit(PReluLayer layer) => Word(
        layer, "PRelu", ("PerChannel", layer.PerChannel ? "true" : null), ("Initial", Unless(.25, layer.Initial)));

    public string Visit(SoftmaxLayer layer) => Word(layer, "Softmax");

    public string Visit(BatchNormLayer layer) => Word(
        layer, "BatchNorm", Eps(layer.Eps), ("Momentum", Unless(.1, layer.Momentum)), Affine(layer.Affine));

    public string Visit(LayerNormLayer layer) => Word(layer, "LayerNorm", Eps(layer.Eps), Affine(layer.Affine));

    public string Visit(RmsNormLayer layer) => Word(layer, "RmsNorm", Eps(layer.Eps), Affine(layer.Affine));

    public string Visit(StandardizeLayer layer) => Word(layer, "Standardize");

    public string Visit(DropoutLayer layer) => Call(
        layer, layer.Alpha ? "AlphaDropout" : "Dropout", Number(layer.Rate), ("perChannel", layer.PerChannel ? "true" : null));

    public string Visit(ResidualLayer layer) => Call(
        layer,
        "Residual",
        Of(layer.Body),
        ("scale", Unless(1, layer.Scale)),
        ("projection", layer.Projection is null ? null : Of(layer.Projection)));

    public string Visit(ConcatLayer layer) => Call(layer, "Concat", Of(layer.Body));

    public string Visit(DenseBlockLayer layer) => Call(layer, "DenseBlock", $"{layer.Count}, {Of(layer.Body)}");

    public string Visit(ReluLayer layer) => Word(layer, "Relu");

    public string Visit(LeakyReluLayer layer) => Word(layer, "LeakyRelu", ("Slope", Unless(.01, layer.Slope)));

    public string Visit(EluLayer layer) => Word(layer, "Elu", ("Alpha", Unless(1, layer.Alpha)));

    public string Visit(SeluLayer layer) => Word(layer, "Selu");

    public string Visit(GeluLayer layer) => Word(layer, "Gelu");

    public string Visit(SiluLayer layer) => Word(layer, "Silu");

    public string Visit(MishLayer layer) => Word(layer, "Mish");

    public string Visit(SoftplusLayer layer) => Word(layer, "Softplus");

    public string Visit(SigmoidLayer layer) => Word(layer, "Sigmoid");

    public string Visit(TanhLayer layer) => Word(layer, "Tanh");

    public string Visit(HardSigmoidLayer layer) => Word(layer, "HardSigmoid");

    public string Visit(HardTanhLayer layer) => Word(layer, "HardTanh");

    public string Visit(HardSwishLayer layer) => Word(layer, "HardSwish");

    public string Visit(SoftmaxCrossEntropyLayer layer) => Word(
        layer,
        "SoftmaxCrossEntropy",
        ("LabelSmoothing", Unless(0, layer.LabelSmoothing)),
        ("ClassWeights", layer.ClassWeights?.ToString()));

    public string Visit(BinaryCrossEntropyLayer layer) =>
        Word(layer, "BinaryCrossEntropy", ("PositiveWeight", Unless(1, layer.PositiveWeight)));

    public string Visit(MeanSquaredErrorLayer layer) => Word(layer, "MeanSquaredError");

    public string Visit(MeanAbsoluteErrorLayer layer) => Word(layer, "MeanAbsoluteError");

    public string Visit(HuberLayer layer) => Word(layer, "Huber", ("Delta", Unless(1, layer.Delta)));

    // The longest run of a period that repeats at once, the shortest period first.
    private static IEnumerable<string> Elements(LayerStack stack)
    {
        var source = new LayerSource();
        for (int at = 0; at < stack.Count;)
        {
            (int period, int count) = Repetition(stack, at);
            string[] layers = [.. stack.Skip(at).Take(period).Select(layer => layer.Accept(source))];
            yield return count == 1 ? layers[0] : $"..Repeat({count}, [{string.Join(", ", layers)}])";
            at += period * count;
        }
    }

    private static (int Period, int Count) Repetition(LayerStack stack, int at)
    {
        for (int period = 1; at + (2 * period) <= stack.Count; period++)
        {
            int equal = 0;
            while (at + equal + period < stack.Count && stack[at + equal].Equals(stack[at + equal + period]))
            {
                equal++;
            }

            if (equal >= period)
            {
                return (period, 1 + (equal / period));
            }
        }

        return (1, 1);
    }

    private static string Word(Layer layer, string word, params (string Option, string? Value)[] options) =>
        With(word, [.. options, ("Name", Quoted(layer))]);

    private static string With(string word, params (string Option, string? Value)[] options)
    {
        string[] set = [.. Set(options).Select(option => $"{option.Option} = {option.Value}")];
        return set.Length == 0 ? word : $"{word} with {{ {string.Join(", ", set)} }}";
    }

    private static string Call(Layer layer, string method, string required, params (string Option, string? Value)[] options)
    {
        IEnumerable<string> set = Set([.. options, ("name", Quoted(layer))]).Select(option => $"{option.Option}: {option.Value}");
        return $"{method}({string.Join(", ", set.Prepend(required))})";
    }

    private static IEnumerable<(string Option, string? Value)> Set((string Option, string? Value)[] options) =>
        options.Where(option => option.Value is not null);

    private static (string Option, string? Value) Eps(double eps) => ("Eps", Unless(1e-5, eps));

    private static (string Option, string? Value) Affine(bool affine) => ("Affine", affine ? null : "false");

    private static string? InitName(Init? init) => init is null ? null : Inits.Single(known => known.Init == init).Source;

    private static string? Quoted(Layer layer) => layer.Name is null ? null : $"\"{layer.Name}\"";

    private static string? Unless(double otherwise, double value) => value == otherwise ? null : Number(value);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
