namespace Simd.Nets.Testing;

/// <summary>Layers one after the other; none is the identity.</summary>
internal sealed class ReferenceSequence(IReadOnlyList<IReferenceLayer> layers) : IReferenceComposite
{
    public IReadOnlyList<ReferenceTensor> Tensors { get; } = [.. layers.SelectMany(layer => layer.Tensors)];

    public IReadOnlyList<ReferenceTensor> StateTensors { get; } = [.. layers.SelectMany(layer => layer.StateTensors)];

    public double[] Forward(double[] x, ReferenceRun run) => layers.Aggregate(x, run.Through);
}

/// <summary><c>y = projection(x) + scale · body(x)</c>; the projection may be the identity.</summary>
internal sealed class ReferenceResidual(ReferenceSequence body, ReferenceSequence projection, double scale) : IReferenceComposite
{
    public IReadOnlyList<ReferenceTensor> Tensors { get; } = [.. body.Tensors, .. projection.Tensors];

    public IReadOnlyList<ReferenceTensor> StateTensors { get; } = [.. body.StateTensors, .. projection.StateTensors];

    public double[] Forward(double[] x, ReferenceRun run)
    {
        double[] around = projection.Forward(x, run);
        return [.. body.Forward(x, run).Select((through, i) => around[i] + (scale * through))];
    }
}

/// <summary><c>y = [x, body(x)]</c>, sample by sample; the channels of images pixel by pixel.</summary>
/// <param name="body">What yields the growth.</param>
/// <param name="columns">Features of x, or channels.</param>
/// <param name="growth">Those of the body.</param>
internal sealed class ReferenceConcat(ReferenceSequence body, int columns, int growth) : IReferenceComposite
{
    public IReadOnlyList<ReferenceTensor> Tensors => body.Tensors;

    public IReadOnlyList<ReferenceTensor> StateTensors => body.StateTensors;

    public double[] Forward(double[] x, ReferenceRun run)
    {
        double[] grown = body.Forward(x, run);
        var y = new double[x.Length + grown.Length];
        for (int row = 0; row < x.Length / columns; row++)
        {
            Array.Copy(x, row * columns, y, row * (columns + growth), columns);
            Array.Copy(grown, row * growth, y, (row * (columns + growth)) + columns, growth);
        }

        return y;
    }
}
