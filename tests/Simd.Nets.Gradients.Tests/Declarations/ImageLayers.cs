using FsCheck;
using FsCheck.Fluent;
using static Simd.Nets.Layers;

namespace Simd.Nets.Gradients.Tests;

/// <summary>Layers of networks on images of up to 9 × 9 pixels.</summary>
internal static class ImageLayers
{
    private static readonly Gen<int> Sides = Gen.Frequency((2, Gen.Choose(1, 9)), (2, Gen.Elements(3, 4, 5, 7)), (1, Gen.Constant(9)));

    private static readonly Gen<int> Channels = Gen.Frequency((6, Gen.Choose(1, 6)), (1, Gen.Elements(8, 9, 15, 16, 17)));

    private static readonly Gen<InputLayer> Images =
        from isSequence in Gen.Frequency((1, Gen.Constant(true)), (5, Gen.Constant(false)))
        from height in Sides
        from width in Sides
        from channels in Gen.Choose(1, 5)
        from init in Gen.Frequency((7, Gen.Constant<Init?>(null)), (1, FeatureLayers.Inits))
        select isSequence ? Input(width, channels, init: init) : Input(height, width, channels, init: init);

    private static readonly Gen<Padding> Paddings = Gen.Frequency(
        (3, Gen.Constant(Padding.Valid)),
        (3, Gen.Constant(Padding.Same)),
        (3, Gen.Elements<Padding>(1, 2, Padding.Of(0, 1), Padding.Of(1, 0), Padding.Of(2, 1))));

    private static readonly Gen<int> Strides = Gen.Frequency((4, Gen.Constant(1)), (2, Gen.Constant(2)), (1, Gen.Constant(3)));

    private static readonly Gen<Layer> Convolutions =
        from channels in Channels
        from isOne in Gen.Frequency((1, Gen.Constant(true)), (5, Gen.Constant(false)))
        from kernel in Gen.Frequency((2, Gen.Constant(3)), (3, Gen.Choose(1, 5)))
        from otherKernel in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 5)))
        from stride in Strides
        from otherStride in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        from dilation in Gen.Elements(1, 1, 1, 2)
        from padding in Paddings
        from groups in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Elements(2, 3, 4)), (1, Gen.Constant(ShapeFit.Depthwise)))
        from bias in FeatureLayers.Mostly
        from init in FeatureLayers.Inits
        select isOne
            ? (Layer)Conv1D(channels, kernel, stride, dilation, padding, groups, bias, init)
            : Conv2D(channels, kernel, stride, dilation, padding, groups, bias, init) with
            {
                KernelWidth = otherKernel == 0 ? kernel : otherKernel,
                StrideWidth = otherStride == 0 ? stride : otherStride,
                DilationWidth = otherKernel == 0 ? dilation : 1,
            };

    private static readonly Gen<Layer> Poolings =
        from kind in Gen.Elements(PoolingKind.Max, PoolingKind.Average)
        from size in Gen.Frequency((3, Gen.Choose(2, 3)), (1, Gen.Choose(1, 5)))
        from otherSize in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
        from stride in Gen.Choose(0, 3)
        from padding in Paddings
        from counts in FeatureLayers.Mostly
        select (Layer)new PoolingLayer(kind)
        {
            Height = size,
            Width = otherSize == 0 ? size : otherSize,
            StrideHeight = stride == 0 ? size : stride,
            StrideWidth = stride == 0 ? size : stride,
            Padding = padding,
            CountsPadding = counts || kind == PoolingKind.Max,
        };

    private static readonly Gen<Layer> AdaptivePoolings =
        from kind in Gen.Elements(PoolingKind.Max, PoolingKind.Average)
        from height in Gen.Choose(1, 4)
        from width in Gen.Choose(1, 4)
        select (Layer)new AdaptivePoolingLayer(kind, height, width);

    /// <summary>What networks on images are made of.</summary>
    public static DrawnWords Words { get; } = new(
        Images,
        Gen.Frequency((9, Convolutions), (1, FeatureLayers.Denses)),
        Gen.Frequency((5, FeatureLayers.Normalizations), (1, Gen.Constant<Layer>(BatchNorm))),
        Gen.Frequency(
            (4, Poolings),
            (1, AdaptivePoolings),
            (1, Gen.Elements<Layer>(
                Standardize, Dropout(.3), Dropout(.2, perChannel: true), Dropout(.5, perChannel: true), AlphaDropout(.1), Flatten))),
        Gen.Frequency(
            (2, Gen.Constant<Layer[]>([])),
            (2, from dense in FeatureLayers.Denses select new[] { dense }),
            (1,
                from pooling in Gen.Elements<Layer>(GlobalAveragePool, GlobalMaxPool)
                from dense in FeatureLayers.Denses
                select new[] { pooling, dense }),
            (1,
                from dense in FeatureLayers.Denses
                from function in FeatureLayers.Functions
                from last in FeatureLayers.Denses
                select new[] { Flatten, dense, function, last })));
}
