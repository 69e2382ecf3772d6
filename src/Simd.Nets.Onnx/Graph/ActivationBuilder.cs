namespace Simd.Nets.Onnx;

/// <summary>The operators of an activation; yields the name of the last one's output.</summary>
/// <param name="graph">Where they go.</param>
/// <param name="layer">The layer's name.</param>
/// <param name="z">The value that it is applied to.</param>
internal sealed class ActivationBuilder(OnnxGraph graph, string layer, string z) : IActivationVisitor<string>
{
    public string Visit(ReluLayer layer) => Add("Relu", z);

    public string Visit(LeakyReluLayer layer) => Add("LeakyRelu", OnnxAttribute.Of("alpha", layer.Slope));

    public string Visit(EluLayer layer) => Add("Elu", OnnxAttribute.Of("alpha", layer.Alpha));

    public string Visit(SeluLayer layer) => Add("Selu", z);

    /// <summary><c>½ z (1 + erf(z / √2))</c>: an operator of its own came with opset 20.</summary>
    public string Visit(GeluLayer layer)
    {
        string erf = Add("Erf", Add("Div", z, graph.Constant(Math.Sqrt(2))));
        return Add("Mul", Add("Mul", z, Add("Add", erf, graph.Constant(1))), graph.Constant(0.5));
    }

    public string Visit(SiluLayer layer) => Add("Mul", z, Add("Sigmoid", z));

    public string Visit(MishLayer layer) => Add("Mul", z, Add("Tanh", Add("Softplus", z)));

    public string Visit(SoftplusLayer layer) => Add("Softplus", z);

    public string Visit(SigmoidLayer layer) => Add("Sigmoid", z);

    public string Visit(TanhLayer layer) => Add("Tanh", z);

    public string Visit(HardSigmoidLayer layer) => Add("HardSigmoid", OnnxAttribute.Of("alpha", 1.0 / 6), OnnxAttribute.Of("beta", 0.5));

    public string Visit(HardTanhLayer layer) => Add("Clip", z, graph.Constant(-1), graph.Constant(1));

    public string Visit(HardSwishLayer layer) => Add("HardSwish", z);

    private string Add(string type, params string[] inputs) => graph.Add(layer, type, inputs);

    private string Add(string type, params OnnxAttribute[] attributes) => graph.Add(layer, type, [z], attributes);
}
