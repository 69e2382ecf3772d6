namespace Simd.Nets.Onnx;

/// <summary>Layers over images, and the way between rows and images.</summary>
internal sealed partial class GraphBuilder
{
    public Signal Visit(FlattenLayer layer) => ToRows(name);

    public Signal Visit(ConvolutionLayer layer)
    {
        ImageShape image = x.Image!.Value;
        (Window rows, Window columns) = (
            Window.Over(image.Height, layer.KernelHeight, layer.StrideHeight, layer.DilationHeight, layer.Padding, layer.Padding.Vertical),
            Window.Over(image.Width, layer.KernelWidth, layer.StrideWidth, layer.DilationWidth, layer.Padding, layer.Padding.Horizontal));
        List<string> inputs =
            [x.Name, Weight("weight", layer.Channels, image.Channels / layer.Groups, layer.KernelHeight, layer.KernelWidth)];
        if (layer.Bias)
        {
            inputs.Add(Weight("bias", layer.Channels));
        }

        string output = graph.Add(
            name,
            "Conv",
            inputs,
            OnnxAttribute.Of("dilations", layer.DilationHeight, layer.DilationWidth),
            OnnxAttribute.Of("group", layer.Groups),
            OnnxAttribute.Of("kernel_shape", layer.KernelHeight, layer.KernelWidth),
            Window.Pads(rows, columns),
            OnnxAttribute.Of("strides", layer.StrideHeight, layer.StrideWidth));
        return Signal.Of(output, new(rows.Positions, columns.Positions, layer.Channels));
    }

    public Signal Visit(PoolingLayer layer)
    {
        ImageShape image = x.Image!.Value;
        (Window rows, Window columns) = (
            Window.Over(image.Height, layer.Height, layer.StrideHeight, 1, layer.Padding, layer.Padding.Vertical),
            Window.Over(image.Width, layer.Width, layer.StrideWidth, 1, layer.Padding, layer.Padding.Horizontal));
        List<OnnxAttribute> attributes =
        [
            OnnxAttribute.Of("kernel_shape", layer.Height, layer.Width),
            Window.Pads(rows, columns),
            OnnxAttribute.Of("strides", layer.StrideHeight, layer.StrideWidth),
        ];
        if (layer.Kind == PoolingKind.Average && layer.CountsPadding)
        {
            attributes.Add(OnnxAttribute.Of("count_include_pad", 1));
        }

        string output = graph.Add(name, layer.Kind == PoolingKind.Max ? "MaxPool" : "AveragePool", [x.Name], attributes);
        return Signal.Of(output, image with { Height = rows.Positions, Width = columns.Positions });
    }

    /// <summary>Windows of one size are a pooling; else axis after axis, each window by itself.</summary>
    public Signal Visit(AdaptivePoolingLayer layer)
    {
        ImageShape image = x.Image!.Value;
        bool isMax = layer.Kind == PoolingKind.Max;
        ImageShape pooled = image with { Height = layer.Height, Width = layer.Width };
        if (pooled.Pixels == 1)
        {
            return Signal.Of(graph.Add(name, isMax ? "GlobalMaxPool" : "GlobalAveragePool", [x.Name]), pooled);
        }

        if (image.Height % layer.Height == 0 && image.Width % layer.Width == 0)
        {
            long[] window = [image.Height / layer.Height, image.Width / layer.Width];
            return Signal.Of(
                graph.Add(
                    name,
                    isMax ? "MaxPool" : "AveragePool",
                    [x.Name],
                    OnnxAttribute.Of("kernel_shape", window),
                    OnnxAttribute.Of("strides", window)),
                pooled);
        }

        return Signal.Of(Shares(Shares(x.Name, 2, image.Height, layer.Height), 3, image.Width, layer.Width), pooled);

        string Shares(string value, int axis, int pixels, int windows) => windows == pixels
            ? value
            : graph.Add(
                name,
                "Concat",
                [.. Enumerable.Range(0, windows).Select(window => Share(value, axis, (long)window * pixels, (window + 1L) * pixels, windows))],
                OnnxAttribute.Of("axis", axis));

        string Share(string value, int axis, long first, long end, int windows)
        {
            string[] bounds =
                [graph.Sizes([first / windows]), graph.Sizes([(end + windows - 1) / windows]), graph.Sizes([axis])];
            string slice = graph.Add(name, "Slice", [value, .. bounds]);
            OnnxAttribute[] attributes = [OnnxAttribute.Of("axes", [axis]), OnnxAttribute.Of("keepdims", 1)];
            return graph.Add(name, isMax ? "ReduceMax" : "ReduceMean", [slice], attributes);
        }
    }

    // Rows hold an image pixel by pixel, the channels of a pixel side by side. Of one channel, or of one pixel, planar is no other order.
    private Signal ToImage(string layer, ImageShape image)
    {
        string value = x.Name;
        if (image.Channels > 1 && image.Pixels > 1)
        {
            value = Reshape(layer, value, image.Height, image.Width, image.Channels);
            return Signal.Of(graph.Add(layer, "Transpose", [value], OnnxAttribute.Of("perm", 0, 3, 1, 2)), image);
        }

        return Signal.Of(Reshape(layer, value, image.Channels, image.Height, image.Width), image);
    }

    private Signal ToRows(string layer)
    {
        if (x.Image is not { } image)
        {
            return x;
        }

        string value = x.Name;
        if (image.Channels > 1 && image.Pixels > 1)
        {
            value = graph.Add(layer, "Transpose", [value], OnnxAttribute.Of("perm", 0, 2, 3, 1));
        }

        return new(Reshape(layer, value, image.Features), image.Features, null);
    }

    // 0 keeps the batch as it is.
    private string Reshape(string layer, string value, params long[] sample) =>
        graph.Add(layer, "Reshape", [value, graph.Sizes([0, .. sample])]);
}
