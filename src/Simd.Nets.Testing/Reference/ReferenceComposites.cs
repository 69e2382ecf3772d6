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

/// <summary><c>y = [x, body(x)]</c>, sample by sample.</summary>
internal sealed class ReferenceConcat(ReferenceSequence body) : IReferenceComposite
{
    public IReadOnlyList<ReferenceTensor> Tensors => body.Tensors;

    public IReadOnlyList<ReferenceTensor> StateTensors => body.StateTensors;

    public double[] Forward(double[] x, ReferenceRun run)
    {
        double[] grown = body.Forward(x, run);
        int columns = x.Length / run.Batch;
        int growth = grown.Length / run.Batch;
        var y = new double[x.Length + grown.Length];
        for (int sample = 0; sample < run.Batch; sample++)
        {
            Array.Copy(x, sample * columns, y, sample * (columns + growth), columns);
            Array.Copy(grown, sample * growth, y, (sample * (columns + growth)) + columns, growth);
        }

        return y;
    }
}
