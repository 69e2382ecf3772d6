using System.Collections.Generic;
using System.Globalization;

namespace Simd.Nets.Generators.Graph;

/// <summary>Expands a stack that passed its checks into operations, and gives every value its shape and every tensor its place.</summary>
internal sealed class ShapeInference : ILayerVisitor<bool>
{
    private static readonly Init Zeros = Init.Zeros;
    private static readonly Init Ones = Init.Constant(1);

    private readonly List<ValueShape> shapes = [];
    private readonly TensorPlacement parameters = new();
    private readonly TensorPlacement state = new();
    private List<Operation> operations = [];
    private LossFunction? loss;
    private Init? init;
    private int dropouts;

    // Where the visit is: the stack and the position in it, what stands before names there, and the value that goes in.
    private LayerStack stack;
    private int position;
    private string prefix = "";
    private int current;

    private ShapeInference(LayerStack layers) => stack = layers;

    public static NetworkGraph Infer(LayerStack layers)
    {
        var inference = new ShapeInference(layers);
        for (inference.position = 0; inference.position < layers.Count; inference.position++)
        {
            layers[inference.position].Accept(inference);
        }

        inference.FlattenImage("flatten");
        return new(
            new(inference.shapes),
            new(inference.operations),
            inference.current,
            inference.parameters.Tensors,
            inference.state.Tensors,
            inference.loss);
    }

    bool ILayerVisitor<bool>.Visit(InputLayer layer)
    {
        init = layer.Init;
        shapes.Add(new(layer.Features, layer.Image));
        return true;
    }

    bool ILayerVisitor<bool>.Visit(DenseLayer layer)
    {
        FlattenImage(Label("flatten"));
        int rows = Shape.Features;
        Init start = layer.Init ?? init ?? InitialiserChoice.For(stack, position);
        Tensor weight = parameters.Matrix(Name("weight"), rows, layer.Units, start, Shape.Flattened);
        Tensor? bias = layer.Bias ? parameters.Vector(Name("bias"), TensorRole.Bias, layer.Units, rows, start) : null;
        return Add(new AffineOperation(current, shapes.Count, Label("dense"), weight, bias), new(layer.Units));
    }

    bool ILayerVisitor<bool>.Visit(ConvolutionLayer layer)
    {
        ImageShape from = Shape.Image!.Value;
        (WindowAxis rows, WindowAxis columns) = WindowAxis.Of(layer, from);
        var to = new ImageShape(rows.Positions, columns.Positions, layer.Channels);
        var window = new KernelWindow(layer.KernelHeight, layer.KernelWidth, from.Channels / layer.Groups, layer.IsOneDimensional);
        Init start = layer.Init ?? init ?? InitialiserChoice.For(stack, position);
        Tensor weight = parameters.Kernel(Name("weight"), window, layer.Channels, layer.Groups, start);
        Tensor? bias = layer.Bias
            ? parameters.Vector(Name("bias"), TensorRole.Bias, layer.Channels, weight.FanIn, start)
            : null;
        string kind = layer.Groups == 1 ? "convolution" : "grouped convolution";
        return Add(
            new ConvolutionOperation(current, shapes.Count, Label(kind), weight, bias, from, to, rows, columns) { Groups = layer.Groups },
            new(to.Features, to));
    }

    bool ILayerVisitor<bool>.Visit(PoolingLayer layer)
    {
        ImageShape from = Shape.Image!.Value;
        (WindowAxis rows, WindowAxis columns) = WindowAxis.Of(layer, from);
        var to = new ImageShape(rows.Positions, columns.Positions, from.Channels);
        string label = Label(layer.Kind == PoolingKind.Max ? "max pooling" : "average pooling");
        return Add(
            new PoolingOperation(current, shapes.Count, label, layer.Kind, from, to, rows, columns) { CountsPadding = layer.CountsPadding },
            new(to.Features, to));
    }

    bool ILayerVisitor<bool>.Visit(AdaptivePoolingLayer layer)
    {
        ImageShape from = Shape.Image!.Value;
        var to = new ImageShape(layer.Height, layer.Width, from.Channels);
        string label = Label(layer.Kind == PoolingKind.Max ? "adaptive max pooling" : "adaptive average pooling");
        return Add(
            new PoolingOperation(current, shapes.Count, label, layer.Kind, from, to, default, default) { IsAdaptive = true },
            new(to.Features, to));
    }

    bool ILayerVisitor<bool>.Visit(FlattenLayer layer) => FlattenImage(Label("flatten"));

    bool ILayerVisitor<bool>.Visit(ActivationLayer layer)
    {
        PointwiseFunction function = ActivationTable.Of(layer);
        return Add(new PointwiseOperation(current, shapes.Count, Label(function.Name.ToLowerInvariant()), function)
        {
            Name = LayerName,
        });
    }

    bool ILayerVisitor<bool>.Visit(PReluLayer layer)
    {
        int columns = layer.PerChannel ? Shape.Channels : 1;
        ImageShape? flattened = layer.PerChannel ? Shape.Flattened : null;
        Tensor slope = parameters.Vector(Name("weight"), TensorRole.Slope, columns, Shape.Channels, Init.Constant(layer.Initial), flattened);
        return Add(new PReluOperation(current, shapes.Count, Label("prelu"), slope) { PerColumn = layer.PerChannel });
    }

    bool ILayerVisitor<bool>.Visit(SoftmaxLayer layer) => Add(new SoftmaxOperation(current, shapes.Count, Label("softmax")));

    bool ILayerVisitor<bool>.Visit(BatchNormLayer layer) => Add(
        Normalize("batch normalisation", StatisticsSource.Batch, layer.Affine, layer.Affine, "running_mean", "running_var") with
        {
            Epsilon = layer.Eps,
            Momentum = layer.Momentum,
        });

    bool ILayerVisitor<bool>.Visit(LayerNormLayer layer) =>
        Add(Normalize("layer normalisation", StatisticsSource.Row, layer.Affine, layer.Affine) with { Epsilon = layer.Eps });

    bool ILayerVisitor<bool>.Visit(RmsNormLayer layer) =>
        Add(Normalize("rms normalisation", StatisticsSource.RowSquares, layer.Affine, false) with { Epsilon = layer.Eps });

    bool ILayerVisitor<bool>.Visit(StandardizeLayer layer) =>
        Add(Normalize("standardisation", StatisticsSource.Stored, false, false, "mean", "deviation"));

    bool ILayerVisitor<bool>.Visit(DropoutLayer layer) => Add(
        new DropoutOperation(current, shapes.Count, Label(layer.Alpha ? "alpha dropout" : "dropout"), layer.Rate, layer.Alpha, dropouts++)
        {
            PerChannel = layer.PerChannel && Shape.Image is not null,
        });

    bool ILayerVisitor<bool>.Visit(ResidualLayer layer)
    {
        int x = current;
        string label = Label("residual");
        List<Operation> before = operations;

        operations = [];
        int branch = Through(layer.Body, "body", x);
        List<Operation> body = operations;

        operations = before;
        int skip = layer.Projection is null ? x : Through(layer.Projection, "projection", x);
        // The body comes last, so that its last product can add the skip.
        operations.AddRange(body);
        return Add(new AddOperation(skip, branch, shapes.Count, label, layer.Scale), shapes[branch]);
    }

    bool ILayerVisitor<bool>.Visit(ConcatLayer layer) => Join(layer.Body, "body");

    bool ILayerVisitor<bool>.Visit(DenseBlockLayer layer)
    {
        for (int i = 0; i < layer.Count; i++)
        {
            Join(layer.Body, i.ToString(CultureInfo.InvariantCulture) + ".body");
        }

        return true;
    }

    bool ILayerVisitor<bool>.Visit(LossLayer layer)
    {
        loss = LossTable.Of(layer);
        return true;
    }

    private bool Join(LayerStack body, string part)
    {
        int x = current;
        int branch = Through(body, part, x);
        return Add(new JoinOperation(x, branch, shapes.Count, Label("concat")), Joined(shapes[x], shapes[branch]));
    }

    /// <summary>The value that a nested stack makes of x.</summary>
    private int Through(LayerStack layers, string part, int x)
    {
        (LayerStack, int, string) outside = (stack, position, prefix);
        prefix = Name(part) + ".";
        stack = layers;
        current = x;
        for (position = 0; position < layers.Count; position++)
        {
            layers[position].Accept(this);
        }

        (stack, position, prefix) = outside;
        return current;
    }

    private NormalizeOperation Normalize(
        string kind, StatisticsSource source, bool gain, bool bias, string? mean = null, string? spread = null)
    {
        int columns = Shape.Channels;
        ImageShape? flattened = Shape.Flattened;
        return new(
            current,
            shapes.Count,
            Label(kind),
            source,
            gain ? parameters.Vector(Name("weight"), TensorRole.Gain, columns, columns, Ones, flattened) : null,
            bias ? parameters.Vector(Name("bias"), TensorRole.Bias, columns, columns, Zeros, flattened) : null,
            mean is null ? null : state.Vector(Name(mean), TensorRole.Statistic, columns, columns, Zeros, flattened),
            spread is null ? null : state.Vector(Name(spread), TensorRole.Statistic, columns, columns, Ones, flattened))
        {
            Image = Shape.Image,
        };
    }

    /// <summary>Makes a row of what is an image. The network's inputs are rows already, but a block's other branch may take them as
    /// images.</summary>
    private bool FlattenImage(string label)
    {
        if (Shape.Image is not { } image)
        {
            return true;
        }

        var row = new ValueShape(Shape.Features) { Flattened = image.Channels > 1 && image.Pixels > 1 ? image : null };
        if (shapes.Count > 1 || prefix.Length > 0)
        {
            return Add(new FlattenOperation(current, shapes.Count, label), row);
        }

        shapes[0] = row;
        return true;
    }

    private static ValueShape Joined(ValueShape x, ValueShape branch) => new(
        x.Features + branch.Features,
        x.Image is { } image ? image with { Channels = image.Channels + branch.Channels } : null);

    private ValueShape Shape => shapes[current];

    private bool Add(Operation operation, ValueShape? shape = null)
    {
        operations.Add(operation);
        shapes.Add(shape ?? Shape);
        current = operation.Output;
        return true;
    }

    // The input stands before the first layer that counts.
    private int Index => position - (prefix.Length == 0 ? 1 : 0);

    private string LayerName => prefix + (stack[position].Name ?? Index.ToString(CultureInfo.InvariantCulture));

    private string Name(string suffix) => $"{LayerName}.{suffix}";

    private string Label(string kind) =>
        string.Format(CultureInfo.InvariantCulture, "{0}{1} {2}", prefix, Index, kind);
}
