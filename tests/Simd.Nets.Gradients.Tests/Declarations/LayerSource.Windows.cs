namespace Simd.Nets.Gradients.Tests;

/// <content>Layers that move windows: what the call cannot say, being the same along both axes, follows it in braces.</content>
internal sealed partial class LayerSource
{
    public string Visit(ConvolutionLayer layer)
    {
        bool isOne = layer.IsOneDimensional;
        int kernel = isOne ? layer.KernelWidth : layer.KernelHeight;
        int stride = isOne ? layer.StrideWidth : layer.StrideHeight;
        int dilation = isOne ? layer.DilationWidth : layer.DilationHeight;
        string call = Call(
            layer,
            isOne ? "Conv1D" : "Conv2D",
            $"{layer.Channels}, {kernel}",
            ("stride", Unless(1, stride)),
            ("dilation", Unless(1, dilation)),
            ("padding", PaddingOf(layer.Padding, isOne)),
            ("groups", Unless(1, layer.Groups)),
            ("bias", layer.Bias ? null : "false"),
            ("init", InitName(layer.Init)));
        return With(
            call,
            ("KernelWidth", Unless(kernel, layer.KernelWidth)),
            ("StrideHeight", isOne ? Unless(1, layer.StrideHeight) : null),
            ("StrideWidth", Unless(stride, layer.StrideWidth)),
            ("DilationHeight", isOne ? Unless(1, layer.DilationHeight) : null),
            ("DilationWidth", Unless(dilation, layer.DilationWidth)));
    }

    public string Visit(PoolingLayer layer)
    {
        bool isOne = layer is { Height: 1, StrideHeight: 1, Padding.Vertical: 0, Width: not 1 };
        int size = isOne ? layer.Width : layer.Height;
        int stride = isOne ? layer.StrideWidth : layer.StrideHeight;
        string call = Call(
            layer,
            $"{layer.Kind}Pool{(isOne ? "1D" : "")}",
            Number(size),
            ("stride", Unless(size, stride)),
            ("padding", PaddingOf(layer.Padding, isOne)));
        return With(
            call,
            ("Width", Unless(size, layer.Width)),
            ("StrideWidth", Unless(stride, layer.StrideWidth)),
            ("CountsPadding", layer.CountsPadding ? null : "false"));
    }

    public string Visit(AdaptivePoolingLayer layer) => layer is { Height: 1, Width: 1 }
        ? Word(layer, $"Global{layer.Kind}Pool")
        : Call(layer, $"Adaptive{layer.Kind}Pool", $"{layer.Height}, {layer.Width}");

    public string Visit(FlattenLayer layer) => Word(layer, "Flatten");

    private static string? PaddingOf(Padding padding, bool isOne) => padding switch
    {
        { IsSame: true } => "Padding.Same",
        { Vertical: 0, Horizontal: 0 } => null,
        { Vertical: 0, Horizontal: var steps } when isOne => Number(steps),
        { Vertical: var vertical, Horizontal: var horizontal } when vertical == horizontal => Number(vertical),
        _ => $"Padding.Of({padding.Vertical}, {padding.Horizontal})",
    };
}
