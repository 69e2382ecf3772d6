using System.Globalization;

namespace Simd.Nets.Onnx;

/// <summary>A graph as ONNX has it: nodes in topological order, and the tensors that they share.</summary>
internal sealed class OnnxGraph(string name)
{
    private readonly Dictionary<string, OnnxTensor> tensors = new(StringComparer.Ordinal);
    private readonly List<OnnxNode> nodes = [];

    /// <summary>The network's class.</summary>
    public string Name { get; } = name;

    public IReadOnlyList<OnnxNode> Nodes => nodes;

    /// <summary>Weights and constants in the order of their first use.</summary>
    public IEnumerable<OnnxTensor> Tensors => tensors.Values;

    /// <summary>What comes in and goes out; the first axis, the batch, has no size.</summary>
    public required OnnxValue Input { get; init; }

    /// <inheritdoc cref="Input"/>
    public OnnxValue Output { get; set; }

    /// <summary>A weight or a constant; one of a name that is there must be the same.</summary>
    /// <returns>The name.</returns>
    public string Add(OnnxTensor tensor)
    {
        tensors.TryAdd(tensor.Name, tensor);
        return tensor.Name;
    }

    /// <summary>A number.</summary>
    public string Constant(double value) =>
        Add(new OnnxTensor(string.Create(CultureInfo.InvariantCulture, $"constant {(float)value:R}"), []) { Reals = [(float)value] });

    /// <summary>Sizes.</summary>
    public string Sizes(params long[] values) => Add(
        new OnnxTensor("sizes " + string.Join('×', values.Select(value => value.ToString(CultureInfo.InvariantCulture))), [values.Length])
        {
            Numbers = values,
        });

    /// <summary>A node of one output, which is named after it: <c>2/Conv</c>.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="type">The operator.</param>
    /// <param name="inputs">Values and tensors.</param>
    /// <param name="attributes">The operator's.</param>
    /// <returns>The output's name.</returns>
    public string Add(string layer, string type, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        string first = $"{layer}/{type}";
        string output = first;
        for (int again = 2; nodes.Exists(node => node.Output == output); again++)
        {
            output = $"{first}.{again}";
        }

        nodes.Add(new(type, inputs, output, attributes));
        return output;
    }

    /// <summary>Renames the last node's output.</summary>
    public void NameOutput(string output) => nodes[^1] = nodes[^1] with { Output = output };
}

/// <summary>An operator's call.</summary>
internal sealed record OnnxNode(string Type, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<OnnxAttribute> Attributes);

/// <summary>A value that comes in or goes out: samples of a shape.</summary>
internal readonly record struct OnnxValue(string Name, int[] Shape);

/// <summary>An attribute: a whole number, a float, or whole numbers.</summary>
internal sealed record OnnxAttribute(string Name)
{
    public long? Number { get; private init; }

    public float? Real { get; private init; }

    public IReadOnlyList<long> Numbers { get; private init; } = [];

    public static OnnxAttribute Of(string name, long value) => new(name) { Number = value };

    public static OnnxAttribute Of(string name, double value) => new(name) { Real = (float)value };

    public static OnnxAttribute Of(string name, params long[] values) => new(name) { Numbers = values };
}

/// <summary>A tensor of floats or, where it holds sizes, of 64-bit whole numbers.</summary>
internal sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape)
{
    public float[]? Reals { get; init; }

    public long[]? Numbers { get; init; }
}
