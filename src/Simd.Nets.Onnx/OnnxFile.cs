using System.Numerics;

namespace Simd.Nets.Onnx;

/// <summary>Networks as ONNX models: opset 17, IR version 8, float32, the batch an axis without a size.</summary>
/// <remarks>
/// The model computes what <c>Predict</c> computes: running statistics stand for those of a batch, dropout is left out, the loss too. Names
/// of weights are the network's. A network of doubles becomes one of floats, for which runtimes have operators. Sequences are images of
/// one row. Equal networks give equal bytes.
/// </remarks>
public static class OnnxFile
{
    // What a protobuf message may hold, less room for all that is no weight.
    private const long MostWeights = (int.MaxValue - (1L << 24)) / sizeof(float);

    /// <summary>Writes a network to an ONNX file, whole or not at all.</summary>
    /// <param name="network">A declared network, with its present weights.</param>
    /// <param name="path">Where; a file that is there is replaced.</param>
    /// <param name="options">Null for a model that takes and gives what <c>Predict</c> does.</param>
    /// <exception cref="ArgumentException">The network has no such outputs or is too large for ONNX's format, 2 GB; or names are empty,
    /// equal, or those of weights.</exception>
    /// <exception cref="IOException">It cannot be written; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void SaveOnnx<TNetwork, T>(this INetwork<TNetwork, T> network, string path, OnnxOptions? options = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] model = network.ToOnnx(options);
        AtomicFile.Write(path, handle => RandomAccess.Write(handle, model, 0));
    }

    /// <summary>The bytes of a network's ONNX file.</summary>
    /// <inheritdoc cref="SaveOnnx{TNetwork, T}(INetwork{TNetwork, T}, string, OnnxOptions?)" path="/param[@name='network']"/>
    /// <inheritdoc cref="SaveOnnx{TNetwork, T}(INetwork{TNetwork, T}, string, OnnxOptions?)" path="/param[@name='options']"/>
    /// <exception cref="ArgumentException">The network has no such outputs or is too large for ONNX's format, 2 GB; or names are empty,
    /// equal, or those of weights.</exception>
    public static byte[] ToOnnx<TNetwork, T>(this INetwork<TNetwork, T> network, OnnxOptions? options = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new();
        NetworkRuntime<TNetwork, T> runtime = network.Runtime;
        Require(runtime.Schema, options);
        var weights = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (NetworkTensor<T> tensor in runtime.Tensors.Concat(runtime.StateTensors))
        {
            weights.Add(tensor.Name, Array.ConvertAll(tensor.ToArray(), float.CreateTruncating));
        }

        OnnxGraph graph = GraphBuilder.Build(runtime.Schema.Name, TNetwork.Declaration, weights, options);
        RequireFree(options.InputName, graph);
        RequireFree(options.OutputName, graph);
        return OnnxMessage.Model(graph);
    }

    private static void Require(NetworkSchema schema, OnnxOptions options)
    {
        if (options.Probabilities && schema.Targets != TargetKind.Labels)
        {
            throw new ArgumentException(
                $"{schema.Name} does not end in SoftmaxCrossEntropy, so it has no probabilities: leave out Probabilities.", nameof(options));
        }

        if (string.IsNullOrEmpty(options.InputName) || string.IsNullOrEmpty(options.OutputName) || options.InputName == options.OutputName)
        {
            throw new ArgumentException(
                $"input and output need names that differ; '{options.InputName}' and '{options.OutputName}' came.", nameof(options));
        }

        long count = schema.Tensors.Concat(schema.StateTensors).Sum(tensor => (long)tensor.Count);
        if (count > MostWeights)
        {
            throw new ArgumentException($"{schema.Name} has {count} weights; an ONNX file holds at most {MostWeights}.", "network");
        }
    }

    // Weights, constants and values between layers have names of their own; the last value's is the output's.
    private static void RequireFree(string name, OnnxGraph graph)
    {
        if (graph.Tensors.Any(tensor => tensor.Name == name) || graph.Nodes.SkipLast(1).Any(node => node.Output == name))
        {
            throw new ArgumentException($"input and output need names of their own; '{name}' is one of {graph.Name}'s weights or values.", "options");
        }
    }
}
