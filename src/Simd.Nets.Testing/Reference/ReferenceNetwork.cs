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

    /// <summary>A reference for these layers, its parameters and its state zero.</summary>
    /// <exception cref="ArgumentException">The stack is not an input, layers and at most one loss, the ways through and around a residual
    /// yield different shapes, windows or groups do not fit, class weights are not one an output, or two tensors share a name.</exception>
    public ReferenceNetwork(LayerStack declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        InputLayer input = declaration is [InputLayer first, ..]
            ? first
            : throw new ArgumentException("a stack begins with its Input.", nameof(declaration));
        InputSize = input.Features;
        Loss = declaration[^1] as LossLayer;
        (layers, OutputSize) = ReferenceBuilder.Build(input, declaration.Skip(1).SkipLast(Loss is null ? 0 : 1));
        Targets = Loss switch { null => TargetKind.None, SoftmaxCrossEntropyLayer => TargetKind.Labels, _ => TargetKind.Values };
        Tensors = [.. layers.SelectMany(layer => layer.Tensors)];
        StateTensors = [.. layers.SelectMany(layer => layer.StateTensors)];
        foreach (ReferenceTensor tensor in Tensors.Concat(StateTensors))
        {
            if (!byName.TryAdd(tensor.Name, tensor))
            {
                throw new ArgumentException(
                    $"two tensors are called '{tensor.Name}'; give their layers different names.", nameof(declaration));
            }
        }

        if (Loss is SoftmaxCrossEntropyLayer { ClassWeights: { } weights } && weights.Count != OutputSize)
        {
            throw new ArgumentException($"{weights.Count} class weights for {OutputSize} outputs.", nameof(declaration));
        }
    }

    /// <summary>Numbers a sample.</summary>
    public int InputSize { get; }

    /// <summary>Outputs a sample.</summary>
    public int OutputSize { get; }

    /// <summary>The declared loss, if there is one: <see cref="Objective"/> computes it.</summary>
    public LossLayer? Loss { get; }

    /// <summary>What the declared loss compares with.</summary>
    public TargetKind Targets { get; }

    /// <summary>All parameters in the order of the layers.</summary>
    public IReadOnlyList<ReferenceTensor> Tensors { get; }

    /// <summary>The running statistics in the order of the layers.</summary>
    public IReadOnlyList<ReferenceTensor> StateTensors { get; }

    /// <summary>The parameter or the running statistic of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public ReferenceTensor this[string name] => byName.TryGetValue(name, out ReferenceTensor? tensor)
        ? tensor
        : throw new KeyNotFoundException($"there is no tensor '{name}'; there are {string.Join(", ", byName.Keys)}.");

    /// <summary>The outputs of a batch (logits, where the loss takes logits), and what a check must know of the way there.</summary>
    /// <param name="inputs">batch × inputs, dense rows.</param>
    /// <param name="mode">Training or, by default, inference. Neither changes the state: <see cref="Commit"/> does.</param>
    /// <exception cref="ArgumentException">The length is not a positive multiple of the input size, or a batch normalisation has one number
    /// a channel or feature to train with.</exception>
    public ReferencePass Forward(ReadOnlySpan<double> inputs, ReferenceMode mode = default)
    {
        if (inputs.IsEmpty || inputs.Length % InputSize != 0)
        {
            throw new ArgumentException(
                $"inputs must hold a positive multiple of {InputSize} elements; it holds {inputs.Length}.", nameof(inputs));
        }

        return Run(0, inputs.ToArray(), inputs.Length / InputSize, mode);
    }

    /// <summary>Makes the running statistics that a training pass left the network's own.</summary>
    public void Commit(ReferencePass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        foreach ((string name, double[] values) in pass.State)
        {
            values.CopyTo(this[name].Values, 0);
        }
    }

    /// <summary>Takes over the parameters and the state of a generated network, which float and double hold exactly.</summary>
    /// <exception cref="ArgumentException">The tensors' names or shapes differ: the declaration was read in two ways.</exception>
    public void CopyFrom<T>(NetworkTensors<T> tensors, NetworkTensors<T> stateTensors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(stateTensors);
        RequireSame(Tensors, tensors, nameof(tensors));
        RequireSame(StateTensors, stateTensors, nameof(stateTensors));
        foreach (NetworkTensor<T> tensor in tensors.Concat(stateTensors))
        {
            Array.ConvertAll(tensor.ToArray(), double.CreateTruncating).CopyTo(byName[tensor.Name].Values, 0);
        }
    }

    /// <summary>The layer that owns a tensor, be it in a nested one.</summary>
    internal int LayerOf(ReferenceTensor tensor) => layers.Index().First(layer => layer.Item.Tensors.Contains(tensor)).Index;

    /// <summary>Runs from a layer on, given that layer's inputs.</summary>
    internal ReferencePass Run(int first, double[] x, int batch, ReferenceMode mode, OneSample? moved = null)
    {
        var run = new ReferenceRun(mode, batch, moved);
        var layerInputs = new double[layers.Count + 1][];
        layerInputs[first] = x;
        for (int layer = first; layer < layers.Count; layer++)
        {
            layerInputs[layer + 1] = run.Through(layerInputs[layer], layers[layer]);
        }

        return new ReferencePass(layerInputs, run);
    }

    private static void RequireSame<T>(IEnumerable<ReferenceTensor> ours, NetworkTensors<T> theirs, string parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string expected = string.Join(", ", ours.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
        string actual = theirs.ToString();
        if (expected != actual)
        {
            throw new ArgumentException($"the declaration has the tensors {expected}; the network has {actual}.", parameter);
        }
    }
}
