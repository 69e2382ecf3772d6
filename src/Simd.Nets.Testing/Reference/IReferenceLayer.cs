namespace Simd.Nets.Testing;

/// <summary>One layer of the reference: a plain loop over batch × columns, dense rows.</summary>
internal interface IReferenceLayer
{
    /// <summary>The layer's parameters in the order of the contract, those of nested layers included.</summary>
    IReadOnlyList<ReferenceTensor> Tensors => [];

    /// <summary>The layer's running statistics, those of nested layers included.</summary>
    IReadOnlyList<ReferenceTensor> StateTensors => [];

    /// <summary>The outputs, dense rows.</summary>
    /// <param name="x">batch × the layer's inputs.</param>
    /// <param name="run">Training or inference, and what is told of kinks, variances and state.</param>
    double[] Forward(double[] x, ReferenceRun run);
}

/// <summary>A layer made of layers.</summary>
internal interface IReferenceComposite : IReferenceLayer;
