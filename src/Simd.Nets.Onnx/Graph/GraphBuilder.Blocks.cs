using System.Globalization;

namespace Simd.Nets.Onnx;

/// <summary>Layers made of layers.</summary>
internal sealed partial class GraphBuilder
{
    public Signal Visit(ResidualLayer layer)
    {
        (string block, Signal before) = (name, x);
        Chain(layer.Body, block + ".body.");
        Signal through = x;
        x = before;
        Chain(layer.Projection ?? [], block + ".projection.");
        string scaled = layer.Scale == 1 ? through.Name : graph.Add(block, "Mul", [through.Name, graph.Constant(layer.Scale)]);
        return x.Through(graph.Add(block, "Add", [x.Name, scaled]));
    }

    public Signal Visit(ConcatLayer layer) => Concat(layer.Body, name);

    public Signal Visit(DenseBlockLayer layer)
    {
        string block = name;
        for (int i = 0; i < layer.Count; i++)
        {
            x = Concat(layer.Body, $"{block}.{i.ToString(CultureInfo.InvariantCulture)}");
        }

        return x;
    }

    // The axis behind the batch counts features or channels.
    private Signal Concat(LayerStack body, string block)
    {
        Signal before = x;
        Chain(body, block + ".body.");
        string joined = graph.Add(block, "Concat", [before.Name, x.Name], OnnxAttribute.Of("axis", 1));
        return before.Image is { } image
            ? Signal.Of(joined, image with { Channels = image.Channels + x.Columns })
            : new(joined, before.Features + x.Features, null);
    }
}
