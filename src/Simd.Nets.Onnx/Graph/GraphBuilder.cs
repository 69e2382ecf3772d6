using System.Globalization;

namespace Simd.Nets.Onnx;

/// <summary>Turns a declaration into ONNX's operators, one member a kind of layer. Images and blocks are in files of their own.</summary>
internal sealed partial class GraphBuilder : ILayerVisitor<Signal>
{
    private readonly OnnxGraph graph;
    private readonly IReadOnlyDictionary<string, float[]> weights;
    private Signal x;
    private string name = "";

    private GraphBuilder(OnnxGraph graph, Signal input, IReadOnlyDictionary<string, float[]> weights)
    {
        this.graph = graph;
        this.weights = weights;
        x = input;
    }

    /// <summary>The graph of a network's inference.</summary>
    /// <param name="network">Its class.</param>
    /// <param name="declaration">Input, layers, and perhaps a loss.</param>
    /// <param name="weights">Parameters and running statistics by name, dense, features in the order of memory.</param>
    /// <param name="options">What it is to look like from outside.</param>
    public static OnnxGraph Build(
        string network, LayerStack declaration, IReadOnlyDictionary<string, float[]> weights, OnnxOptions options)
    {
        var input = (InputLayer)declaration[0];
        bool isPlanar = options.PlanarImages && input.Image is not null;
        int[] shape = isPlanar && input.Image is { } planar ? [planar.Channels, planar.Height, planar.Width] : [input.Features];
        var graph = new OnnxGraph(network) { Input = new(options.InputName, shape) };
        var builder = new GraphBuilder(graph, new(options.InputName, input.Features, isPlanar ? input.Image : null), weights);
        if (!isPlanar && input.Image is { } image)
        {
            builder.x = builder.ToImage("input", image);
        }

        builder.Chain(declaration.Skip(1), "");
        Signal output = builder.ToRows("output");
        builder.Finish(output, options);
        return graph;
    }

    public Signal Visit(InputLayer layer) => x;

    /// <summary>What a loss compares is the output.</summary>
    public Signal Visit(LossLayer layer) => x;

    /// <summary>Dropout is the identity at inference.</summary>
    public Signal Visit(DropoutLayer layer) => x;

    public Signal Visit(DenseLayer layer)
    {
        Signal rows = ToRows(name);
        List<string> inputs = [rows.Name, Weight("weight", layer.Units, rows.Features)];
        if (layer.Bias)
        {
            inputs.Add(Weight("bias", layer.Units));
        }

        return new(graph.Add(name, "Gemm", inputs, OnnxAttribute.Of("transB", 1)), layer.Units, null);
    }

    public Signal Visit(ActivationLayer layer) => x.Through(layer.Accept(new ActivationBuilder(graph, name, x.Name)));

    public Signal Visit(PReluLayer layer) => Add("PRelu", x.Name, Weight("weight", layer.PerChannel ? x.ShapeByColumn : [1]));

    public Signal Visit(SoftmaxLayer layer) => x.Through(graph.Add(name, "Softmax", [x.Name], OnnxAttribute.Of("axis", -1)));

    public Signal Visit(BatchNormLayer layer) => x.Through(graph.Add(
        name,
        "BatchNormalization",
        [
            x.Name,
            layer.Affine ? Weight("weight", x.Columns) : Filled("weight", 1, x.Columns),
            layer.Affine ? Weight("bias", x.Columns) : Filled("bias", 0, x.Columns),
            Weight("running_mean", x.Columns),
            Weight("running_var", x.Columns),
        ],
        OnnxAttribute.Of("epsilon", layer.Eps)));

    public Signal Visit(LayerNormLayer layer) => x.Through(graph.Add(
        name,
        "LayerNormalization",
        layer.Affine
            ? [x.Name, Weight("weight", x.Features), Weight("bias", x.Features)]
            : [x.Name, Filled("weight", 1, x.Features)],
        OnnxAttribute.Of("axis", -1),
        OnnxAttribute.Of("epsilon", layer.Eps)));

    public Signal Visit(RmsNormLayer layer)
    {
        string squares = graph.Add(name, "Mul", [x.Name, x.Name]);
        string mean = graph.Add(name, "ReduceMean", [squares], OnnxAttribute.Of("axes", [-1]), OnnxAttribute.Of("keepdims", 1));
        string root = graph.Add(name, "Sqrt", [graph.Add(name, "Add", [mean, graph.Constant(layer.Eps)])]);
        Signal normalized = Add("Div", x.Name, root);
        return layer.Affine ? Add("Mul", normalized.Name, Weight("weight", x.Features)) : normalized;
    }

    public Signal Visit(StandardizeLayer layer) =>
        Add("Div", Add("Sub", x.Name, Weight("mean", x.ShapeByColumn)).Name, Weight("deviation", x.ShapeByColumn));

    private void Chain(IEnumerable<Layer> stack, string prefix)
    {
        foreach ((int index, Layer layer) in stack.Index())
        {
            name = prefix + (layer.Name ?? index.ToString(CultureInfo.InvariantCulture));
            x = layer.Accept(this);
        }
    }

    private void Finish(Signal output, OnnxOptions options)
    {
        string last = output.Name;
        if (options.Probabilities)
        {
            last = graph.Add("output", "Softmax", [last], OnnxAttribute.Of("axis", -1));
        }

        // A declaration whose layers all vanish at inference gives its input back.
        if (graph.Nodes.Count == 0 || graph.Nodes[^1].Output != last)
        {
            graph.Add("output", "Identity", [last]);
        }

        graph.NameOutput(options.OutputName);
        graph.Output = new(options.OutputName, [output.Features]);
    }

    // An operator that leaves the shape as it is.
    private Signal Add(string type, params string[] inputs) => x.Through(graph.Add(name, type, inputs));

    private string Weight(string tensor, params long[] shape) =>
        graph.Add(new OnnxTensor($"{name}.{tensor}", shape) { Reals = weights[$"{name}.{tensor}"] });

    private string Filled(string tensor, float value, int count) =>
        graph.Add(new OnnxTensor($"{name}.{tensor}", [count]) { Reals = [.. Enumerable.Repeat(value, count)] });
}
