namespace Simd.Nets.Testing;

/// <summary>
/// <c>y = b + Σ w · x</c> over a window, the channels in groups that do not see each other, with w in PyTorch's shape: [out, in / groups,
/// height, width], or [out, in / groups, width] for sequences.
/// </summary>
internal sealed class ReferenceConvolution : IReferenceLayer
{
    private readonly ImageShape image;
    private readonly ConvolutionLayer layer;
    private readonly ReferenceWindow rows;
    private readonly ReferenceWindow columns;
    private readonly int groupInputs;
    private readonly int groupOutputs;
    private readonly ReferenceTensor weight;
    private readonly ReferenceTensor? bias;

    public ReferenceConvolution(string name, ImageShape image, ConvolutionLayer layer)
    {
        this.image = image;
        this.layer = layer;
        (int? vertical, int? horizontal) = layer.Padding.IsSame ? ((int?, int?))(null, null) : (layer.Padding.Vertical, layer.Padding.Horizontal);
        rows = ReferenceWindow.Over(image.Height, layer.KernelHeight, layer.StrideHeight, layer.DilationHeight, vertical);
        columns = ReferenceWindow.Over(image.Width, layer.KernelWidth, layer.StrideWidth, layer.DilationWidth, horizontal);
        if (image.Channels % layer.Groups != 0 || layer.Channels % layer.Groups != 0)
        {
            throw new ArgumentException(
                $"'{name}' has {layer.Groups} groups, which divide neither or not both of {image.Channels} and {layer.Channels} channels.");
        }

        groupInputs = image.Channels / layer.Groups;
        groupOutputs = layer.Channels / layer.Groups;
        int[] shape = layer.IsOneDimensional
            ? [layer.Channels, groupInputs, layer.KernelWidth]
            : [layer.Channels, groupInputs, layer.KernelHeight, layer.KernelWidth];
        weight = new(name + ".weight", shape);
        bias = layer.Bias ? new(name + ".bias", layer.Channels) : null;
        Tensors = bias is null ? [weight] : [weight, bias];
        Image = new(rows.Positions, columns.Positions, layer.Channels);
    }

    /// <summary>What it makes of the image.</summary>
    public ImageShape Image { get; }

    public IReadOnlyList<ReferenceTensor> Tensors { get; }

    public double[] Forward(double[] x, ReferenceRun run)
    {
        var y = new double[run.Batch * Image.Features];
        int at = 0;
        for (int sample = 0; sample < run.Batch; sample++)
        {
            ReadOnlySpan<double> pixels = x.AsSpan(sample * image.Features, image.Features);
            for (int row = 0; row < rows.Positions; row++)
            {
                for (int column = 0; column < columns.Positions; column++)
                {
                    for (int output = 0; output < layer.Channels; output++)
                    {
                        y[at++] = Pixel(pixels, row, column, output);
                    }
                }
            }
        }

        return y;
    }

    private double Pixel(ReadOnlySpan<double> pixels, int row, int column, int output)
    {
        double sum = bias is null ? 0 : bias.Values[output];
        int firstInput = output / groupOutputs * groupInputs;
        for (int ky = 0; ky < layer.KernelHeight; ky++)
        {
            int imageRow = rows.Pixel(row, ky);
            if (imageRow < 0 || imageRow >= image.Height)
            {
                continue;
            }

            for (int kx = 0; kx < layer.KernelWidth; kx++)
            {
                int imageColumn = columns.Pixel(column, kx);
                if (imageColumn < 0 || imageColumn >= image.Width)
                {
                    continue;
                }

                for (int input = 0; input < groupInputs; input++)
                {
                    double pixel = pixels[(((imageRow * image.Width) + imageColumn) * image.Channels) + firstInput + input];
                    sum += pixel * weight.Values[(((((output * groupInputs) + input) * layer.KernelHeight) + ky) * layer.KernelWidth) + kx];
                }
            }
        }

        return sum;
    }
}
