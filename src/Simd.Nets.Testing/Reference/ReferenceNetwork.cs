using System.Numerics;

namespace Simd.Nets.Testing;

/// <summary>
/// Runs a declaration in double precision with plain loops, from the stack evaluated at run time. It shares nothing with the generated
/// kernels, and it has no backward pass: gradients are central differences, so no second backward pass can repeat the first one's mistake.
/// </summary>
public sealed class ReferenceNetwork
{
    private readonly IReadOnlyList<IReferenceLayer> layers;
    private readonly Dictionary<string, ReferenceTensor> byName = new(StringComparer.Ordinal);

    /// <summary>A reference for these layers, its parameters zero.</summary>
    /// <exception cref="ArgumentException">The stack is not an input, layers and at most one loss, or two tensors share a name.</exception>
    public ReferenceNetwork(LayerStack declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        ReferenceBuilder built = ReferenceBuilder.Build(declaration);
        layers = built.Layers;
        InputSize = built.InputSize;
        OutputSize = built.OutputSize;
        Targets = built.Targets;
        Tensors = layers.SelectMany(layer => layer.Tensors).ToArray();
        foreach (ReferenceTensor tensor in Tensors)
        {
            if (!byName.TryAdd(tensor.Name, tensor))
            {
                throw new ArgumentException(
                    $"two tensors are called '{tensor.Name}'; give their layers different names.", nameof(declaration));
            }
        }
    }

    /// <summary>Numbers a sample.</summary>
    public int InputSize { get; }

    /// <summary>Outputs a sample.</summary>
    public int OutputSize { get; }

    /// <summary>What the declared loss compares with.</summary>
    public TargetKind Targets { get; }

    /// <summary>All parameters in the order of the layers.</summary>
    public IReadOnlyList<ReferenceTensor> Tensors { get; }

    /// <summary>The parameter of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public ReferenceTensor this[string name] => byName.TryGetValue(name, out ReferenceTensor? tensor)
        ? tensor
        : throw new KeyNotFoundException($"there is no tensor '{name}'; there are {string.Join(", ", byName.Keys)}.");

    /// <summary>The outputs of a batch (logits, where the loss takes logits), and what a check must know of the way there.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <exception cref="ArgumentException">The length is not a positive multiple of the input size.</exception>
    public ReferencePass Forward(ReadOnlySpan<double> inputs)
    {
        if (inputs.IsEmpty || inputs.Length % InputSize != 0)
        {
            throw new ArgumentException(
                $"inputs must hold a positive multiple of {InputSize} elements; it holds {inputs.Length}.", nameof(inputs));
        }

        return Run(0, inputs.ToArray(), inputs.Length / InputSize);
    }

    /// <summary>Takes over the parameters of a generated network, which float and double hold exactly.</summary>
    /// <exception cref="ArgumentException">The tensors' names or shapes differ: the declaration was read in two ways.</exception>
    public void CopyFrom<T>(NetworkTensors<T> tensors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tensors);
        string expected = string.Join(", ", Tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
        string actual = string.Join(", ", tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape.ToArray())}]"));
        if (expected != actual)
        {
            throw new ArgumentException($"the declaration has the tensors {expected}; the network has {actual}.", nameof(tensors));
        }

        foreach (NetworkTensor<T> tensor in tensors)
        {
            Array.ConvertAll(tensor.ToArray(), double.CreateTruncating).CopyTo(byName[tensor.Name].Values, 0);
        }
    }

    /// <summary>The layer that owns a tensor.</summary>
    internal int LayerOf(ReferenceTensor tensor) => layers.Index().First(layer => layer.Item.Tensors.Contains(tensor)).Index;

    /// <summary>Runs from a layer on, given that layer's inputs.</summary>
    internal ReferencePass Run(int first, double[] x, int batch)
    {
        var kinks = new KinkTrace();
        var layerInputs = new double[layers.Count + 1][];
        layerInputs[first] = x;
        for (int layer = first; layer < layers.Count; layer++)
        {
            layerInputs[layer + 1] = layers[layer].Forward(layerInputs[layer], batch, kinks);
        }

        return new ReferencePass(layerInputs, kinks);
    }
}
